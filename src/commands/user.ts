import { createAccount, type NewAccount } from '../accounts/actions.ts';
import { issueCards } from '../accounts/actions/cards.ts';
import { listDirectory, type AccountEntry } from '../accounts/directory.ts';
import { ACCOUNT_REFUSALS, ACCOUNT_STATE_LABELS, MISSING_LINKS, ROLE_LABELS } from '../accounts/labels.ts';
import { loginName } from '../accounts/forms.ts';
import { cardEndsAt, missingLink, ROLES, type Role } from '../accounts/rules.ts';
import { findAccountByLogin } from '../accounts/store.ts';
import { findOpenCard } from '../accounts/store/cards.ts';
import { TERMINAL } from '../audit/labels.ts';
import type { Reader, Store } from '../db/store.ts';
import type { Doing } from '../db/write.ts';
import { findRosterEntry } from '../deputies/store.ts';
import { shanghaiTime } from '../lib/dates.ts';
import { visible } from '../lib/text.ts';
import { findCurrentTerm } from '../settings/store.ts';
import { findUnitByName } from '../units/store.ts';
import { configFrom, InputFault, print, readWords, tell, WrongUsage, type Command } from './command.ts';
import { hasRegister, placeName, withRegister } from './register.ts';
import { sayingWhyRefused } from './unusable.ts';

type Flags = Record<string, string | boolean | undefined>;
type Step = (store: Store, login: string, flags: Flags) => Promise<void>;

const STEPS: Readonly<Record<string, Step>> = { add, reset, list };

/** Accounts from the terminal: the way in when nobody can sign in any more. */
export const userCommand: Command = {
  usage:
    'user add LOGIN --roles clerk,presidium [--name N] [--deputy CERT] [--unit NAME] [--data DIR]\n' +
    '  user reset LOGIN [--data DIR]\n  user list [--data DIR]',
  about: '账号：新建、重置（打印登录码）、列出',
  async run(words) {
    const text = { type: 'string' } as const;
    const { flags, rest } = readWords(words, {
      name: text,
      roles: text,
      deputy: text,
      unit: text,
      data: text,
    });
    const [verb = '', login = '', ...more] = rest;
    const step = Object.hasOwn(STEPS, verb) ? STEPS[verb] : undefined;
    if (!step || more.length > 0 || (login === '') !== (verb === 'list'))
      throw new WrongUsage('写 user add LOGIN、user reset LOGIN 或 user list');
    const place = configFrom(flags);
    if (!(await hasRegister(place))) throw new InputFault(`${placeName(place)} 里没有登记册`);
    await withRegister(place, (store) => step(store, login, flags));
  },
};

const cardText = (until: number) =>
  `登录码（只能用一次，${shanghaiTime(until)} 前有效，第一次用起 24 小时内有效）。请本人打开网站的 /card 输入，设置自己的密码：`;

/** The code alone on stdout. */
async function printCode(reader: Reader, accountId: number, code: string): Promise<void> {
  const card = await findOpenCard(reader, accountId);
  if (card) tell(cardText(cardEndsAt(card)));
  print(code);
}

const doingNow = (store: Store): Doing => ({ store, actor: TERMINAL, at: Date.now() });

async function add(store: Store, login: string, flags: Flags): Promise<void> {
  const account = await accountFrom(store.read, login, flags);
  const missing = missingLink({ personId: null, unitId: null, ...account });
  if (missing) throw new InputFault(`${MISSING_LINKS[missing]}：用 --deputy 代表证号 或 --unit 单位名称`);
  const { id, code } = await sayingWhyRefused(ACCOUNT_REFUSALS, () =>
    createAccount(doingNow(store), account),
  );
  await printCode(store.read, id, code);
}

async function accountFrom(reader: Reader, login: string, flags: Flags): Promise<NewAccount> {
  const checked = loginName.safeParse(login);
  if (!checked.success) throw new InputFault(checked.error.issues[0]?.message ?? login);
  const deputy = typeof flags['deputy'] === 'string' ? await deputyOf(reader, flags['deputy']) : null;
  const name = typeof flags['name'] === 'string' ? flags['name'] : deputy?.name;
  if (name === undefined) throw new WrongUsage('要用 --name 写姓名');
  const unitId = typeof flags['unit'] === 'string' ? await unitOf(reader, flags['unit']) : null;
  return {
    login: checked.data,
    name,
    roles: rolesOf(flags['roles']),
    personId: deputy?.personId ?? null,
    unitId,
  };
}

/** Codes or their Chinese names, separated by commas. */
function rolesOf(typed: string | boolean | undefined): Role[] {
  const words = typeof typed === 'string' ? typed.split(/[,，、]/).map((word) => word.trim()) : [];
  if (words.length === 0) throw new WrongUsage(`要用 --roles 写角色：${ROLES.join(',')}`);
  return words.map((word) => {
    const role = ROLES.find((code) => code === word || ROLE_LABELS[code] === word);
    if (!role) throw new InputFault(`没有这个角色：${word}。角色有 ${ROLES.join('、')}`);
    return role;
  });
}

async function deputyOf(reader: Reader, certificate: string): Promise<{ name: string; personId: number }> {
  const term = await findCurrentTerm(reader);
  const entry = term && (await findRosterEntry(reader, term.id, certificate));
  if (!entry) throw new InputFault(`名册里没有代表证号 ${certificate}`);
  return { name: entry.name, personId: entry.person.id };
}

async function unitOf(reader: Reader, name: string): Promise<number> {
  const unit = await findUnitByName(reader, name);
  if (!unit) throw new InputFault(`没有这个承办单位：${name}`);
  return unit.id;
}

async function reset(store: Store, login: string): Promise<void> {
  const account = await findAccountByLogin(store.read, login);
  if (!account) throw new InputFault(`没有这个登录名：${login}`);
  const cards = await sayingWhyRefused(ACCOUNT_REFUSALS, () => issueCards(doingNow(store), [account.id]));
  for (const { accountId, code } of cards) await printCode(store.read, accountId, code);
}

async function list(store: Store): Promise<void> {
  const entries = await listDirectory(store.read, 'compact', Date.now());
  print(['登录名\t姓名\t角色\t最近登录\t状态', ...entries.map(line)].join('\n'));
}

function line({ login, name, roles, lastUsedAt, state }: AccountEntry): string {
  const used = lastUsedAt === null ? '从未登录' : shanghaiTime(lastUsedAt);
  return [login, visible(name), roles.join(','), used, ACCOUNT_STATE_LABELS[state]].join('\t');
}
