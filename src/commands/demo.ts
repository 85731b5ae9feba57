import { ROLE_LABELS } from '../accounts/labels.ts';
import { ENGINE, type Config } from '../config.ts';
import type { Place } from '../db/open.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../demo/content/accounts.ts';
import { NotADemo, prepareDemo } from '../demo/prepare.ts';
import { startServer } from '../server.ts';
import { start } from './serve.ts';
import { configFrom, InputFault, print, readWords, tell, type Command } from './command.ts';
import { placeName } from './register.ts';

/** Never the folder or schema of the register in service, whatever the environment says. */
const FOLDER = 'data/demo';
const SCHEMA = 'duty_register_demo';

export const demo: Command = {
  usage: 'demo [--host H] [--port P] [--data DIR]',
  about: `用虚构的清溪镇填好一本示例登记册并启动网站，供试用（默认放在 ${FOLDER}）`,
  async run(words) {
    const { flags } = readWords(words, {
      host: { type: 'string' },
      port: { type: 'string' },
      data: { type: 'string' },
    });
    const config = placeFrom(flags);
    await prepare(config);
    const server = await start(() => startServer(config), config);
    print(accountTable());
    tell(`示例登记册已启动：${config.publicUrl ?? server.address}`);
  },
};

function placeFrom(flags: Parameters<typeof configFrom>[0]): Config {
  const config = configFrom(ENGINE === 'sqlite' ? { ...flags, data: flags['data'] ?? FOLDER } : flags);
  if (!config.database) return config;
  return { ...config, dataDir: FOLDER, database: { ...config.database, schema: SCHEMA } };
}

async function prepare(place: Place): Promise<void> {
  tell(`正在准备示例登记册（${placeName(place)}）……`);
  try {
    await prepareDemo(place);
  } catch (error) {
    if (!(error instanceof NotADemo)) throw error;
    const remedy = place.database ? '请在 DATABASE_URL 里换一个数据库' : '请用 --data 另选一个文件夹';
    throw new InputFault(`${placeName(place)} 里已经有一本登记册，不是示例。${remedy}。`);
  }
}

function accountTable(): string {
  const rows = DEMO_ACCOUNTS.map(({ role, login, name }) => [
    login,
    DEMO_PASSWORD,
    `${ROLE_LABELS[role]}（${name}）`,
  ]);
  const lines = [['登录名', '密  码', '角色'], ...rows].map(([login = '', password = '', role = '']) =>
    [pad(login, 12), pad(password, 14), role].join(''),
  );
  return ['示例账号（人人知道密码，不要用来登记真实资料）：', ...lines].join('\n');
}

/** Chinese characters are two columns wide on a terminal. */
function pad(text: string, width: number): string {
  const columns = Array.from(text).reduce((sum, letter) => sum + (letter > '\u2E7F' ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(0, width - columns));
}
