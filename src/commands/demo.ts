import { ROLE_LABELS } from '../accounts/labels.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../demo/content/accounts.ts';
import { NotADemo, prepareDemo } from '../demo/prepare.ts';
import { startServer } from '../server.ts';
import { start } from './serve.ts';
import { configFrom, InputFault, print, readWords, tell, type Command } from './command.ts';

/** Never the folder of the register in service, whatever the environment says. */
const FOLDER = 'data/demo';

export const demo: Command = {
  usage: 'demo [--host H] [--port P] [--data DIR]',
  about: `用虚构的清溪镇填好一本示例登记册并启动网站，供试用（默认放在 ${FOLDER}）`,
  async run(words) {
    const { flags } = readWords(words, {
      host: { type: 'string' },
      port: { type: 'string' },
      data: { type: 'string' },
    });
    const config = configFrom({ ...flags, data: flags['data'] ?? FOLDER });
    await prepare(config.dataDir);
    const server = await start(() => startServer(config), config);
    print(accountTable());
    tell(`示例登记册已启动：${config.publicUrl ?? server.address}`);
  },
};

async function prepare(folder: string): Promise<void> {
  tell(`正在准备示例登记册（${folder}）……`);
  try {
    await prepareDemo(folder);
  } catch (error) {
    if (!(error instanceof NotADemo)) throw error;
    throw new InputFault(`${folder} 里已经有一本登记册，不是示例。请用 --data 另选一个文件夹。`);
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
