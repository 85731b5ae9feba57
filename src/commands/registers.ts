import { resolve } from 'node:path';
import { TERMINAL } from '../audit/labels.ts';
import type { Config, RegistersConfig } from '../config.ts';
import type { Store } from '../db/store.ts';
import { congressNames } from '../exchange/templates-texts.ts';
import { addDays, addMonths, isDay } from '../lib/dates.ts';
import { placeOf, registerSource } from '../registers/keeping.ts';
import { REGISTER_STATES } from '../registers/labels.ts';
import { addressOf } from '../registers/rules.ts';
import { NoSuchRegister, RegisterExists, type RegisterSource } from '../registers/source.ts';
import { establishRegister, issueSetupLink } from '../settings/actions.ts';
import { backUpTo } from './backup.ts';
import {
  checkedName,
  InputFault,
  print,
  processConfigFrom,
  readWords,
  tell,
  WrongUsage,
  type Command,
} from './command.ts';
import { placeName } from './register.ts';
import { lookAtRegisters, setupText } from './registers-look.ts';

type Flags = Record<string, string | boolean | undefined>;

interface Asked {
  config: Config;
  registers: RegistersConfig;
  source: RegisterSource;
  flags: Flags;
  rest: readonly string[];
}

const VERBS: Readonly<Record<string, (asked: Asked) => Promise<void>>> = {
  create,
  list,
  'move-out': moveOut,
};

/** Many townships in one process (REGISTERS): their registers from the terminal. */
export const registersCommand: Command = {
  usage:
    'registers create NAME [--township NAME --term N --from DATE] [--registers DIR]\n' +
    '  registers list [--registers DIR]\n  registers move-out NAME FILE [--registers DIR]',
  about:
    '多个乡镇的登记册：新建（打印设置链接）、列出、迁出（完整的备份，另一台机器用 restore 读入）。其他命令用 --register NAME 说明是哪一个',
  async run(words) {
    const text = { type: 'string' } as const;
    const { flags, rest } = readWords(words, { registers: text, township: text, term: text, from: text });
    const [verb = '', ...more] = rest;
    const step = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
    if (!step)
      throw new WrongUsage('写 registers create NAME、registers list 或 registers move-out NAME FILE');
    const config = processConfigFrom(flags);
    if (config.registers === null)
      throw new WrongUsage('请用 --registers 或环境变量 REGISTERS 写明放各乡镇登记册的文件夹');
    const source = registerSource(config);
    try {
      await step({ config, registers: config.registers, source, flags, rest: more });
    } finally {
      await source.close();
    }
  },
};

async function create({ config, registers, source, flags, rest: [typed, ...more] }: Asked): Promise<void> {
  if (typed === undefined || more.length > 0) throw new WrongUsage('写 registers create NAME，例如 qingxi');
  const name = checkedName(typed);
  const founding = foundingFrom(flags);
  const store = await opened(() => source.create(name), name);
  try {
    if (founding) await establishRegister(doingNow(store), founding.township, founding.term);
    const site = config.publicUrl ?? `http://${config.host}:${config.port}`;
    const address = addressOf(new URL(site).origin, name, registers.hosts);
    const token = await issueSetupLink(store);
    if (token) print(setupText(name, address, token));
  } finally {
    await store.close();
  }
}

const doingNow = (store: Store) => ({ store, actor: TERMINAL, at: Date.now() });

const TERM_MONTHS = 60;

/** Township and term as far as they are known beforehand; the set-up page asks for them otherwise. */
function foundingFrom({ township, term, from }: Flags) {
  if (township === undefined && term === undefined && from === undefined) return null;
  if (typeof township !== 'string' || township.trim() === '' || !/^[1-9]\d?$/.test(String(term)))
    throw new WrongUsage('--township 乡镇名称、--term 届次、--from 本届开始的日期要一起写，例如 --term 6');
  if (typeof from !== 'string' || !isDay(from))
    throw new WrongUsage('--from 要写本届第一次会议的日期，例如 --from 2026-01-14');
  const endOn = addDays(addMonths(from, TERM_MONTHS), -1);
  return { township: congressNames(township.trim()), term: { number: Number(term), startOn: from, endOn } };
}

async function list({ source, rest }: Asked): Promise<void> {
  if (rest.length > 0) throw new WrongUsage(`不认识的参数：${rest.join(' ')}`);
  const looked = await lookAtRegisters(source);
  const lines = looked.map(({ name, township, state }) =>
    [name, township, REGISTER_STATES[state]].join('\t'),
  );
  print(['名称\t乡镇\t状态', ...lines].join('\n'));
}

async function moveOut({ config, source, rest: [typed = '', file, ...more] }: Asked): Promise<void> {
  if (file === undefined || more.length > 0)
    throw new WrongUsage('写 registers move-out NAME FILE，例如 registers move-out qingxi 清溪.sqlite');
  const name = checkedName(typed);
  if (!(await source.list()).includes(name)) throw new InputFault(noSuch(name));
  const place = placeOf(config, name);
  await backUpTo(place, resolve(file));
  tell(
    `在另一台机器上运行：restore ${file}（那里也有多个乡镇时加 --register ${name}）。\n` +
      `那边能用以后，停下这边的网站，把${place.database ? placeName(place) : `文件夹 ${place.dataDir}`} 改名或搬走；在那之前这边写的内容不在迁出的文件里。`,
  );
}

async function opened(opening: () => Promise<Store>, name: string): Promise<Store> {
  try {
    return await opening();
  } catch (error) {
    if (error instanceof RegisterExists) throw new InputFault(`已经有名称是 ${name} 的登记册，请换一个名称`);
    if (error instanceof NoSuchRegister) throw new InputFault(noSuch(name));
    throw error;
  }
}

const noSuch = (name: string) => `没有名称是 ${name} 的登记册。用 registers list 看有哪些`;
