import { hashPassword } from '../accounts/passwords.ts';
import { hashToken, randomToken } from '../accounts/sessions.ts';
import { addFirstAccount } from '../accounts/steps.ts';
import { countAccounts } from '../accounts/store.ts';
import { changesBetween } from '../audit/changes.ts';
import { keepHouse, wasAnswered, write, type Doing } from '../db/write.ts';
import type { Store } from '../db/store.ts';
import { found, NotFound, Refused } from '../refusals.ts';
import type { Settings } from './rules.ts';
import {
  findCurrentTerm,
  findInternal,
  findTownship,
  getSettings,
  insertTerm,
  putInternal,
  putSetting,
  putTownship,
  type Township,
} from './store.ts';

export interface SetUp {
  township: Omit<Township, 'id'>;
  term: { number: number; startOn: string; endOn: string };
  administrator: { login: string; name: string; password: string };
}

/**
 * The one-time set-up link (设置链接) of an empty register: a new token replaces the last one.
 * Null when the register is already set up.
 */
export async function issueSetupLink(store: Store): Promise<string | null> {
  if ((await countAccounts(store.read)) > 0) return null;
  const token = randomToken();
  await keepHouse(store, (queries) => putInternal(queries, 'setup-link', hashToken(token)));
  return token;
}

/** Whether this link still opens the set-up. */
export async function isSetupLink(store: Store, token: string): Promise<boolean> {
  return (
    (await countAccounts(store.read)) === 0 &&
    (await findInternal(store.read, 'setup-link')) === hashToken(token)
  );
}

/** Township, term and first administrator, who is staff as well until there are others. Works once. */
export async function setUpRegister(
  doing: Doing,
  token: string,
  { township, term, administrator }: SetUp,
): Promise<void> {
  if (!(await isSetupLink(doing.store, token)) && !(await wasAnswered(doing))) throw new NotFound();
  const passwordHash = await hashPassword(administrator.password);
  await write(doing, async (tx) => {
    if ((await findInternal(tx, 'setup-link')) !== hashToken(token)) throw new NotFound();
    if ((await countAccounts(tx)) > 0) throw new Refused('already-set-up');
    await establish(tx, township, term);
    const { login, name } = administrator;
    await addFirstAccount(tx, { login, name, passwordHash, createdAt: doing.at }, [
      'admin',
      'clerk',
      'presidium',
    ]);
    await putInternal(tx, 'setup-link', '');
    tx.record({
      kind: 'register.set-up',
      subject: ['township', township.name],
      after: { township, term, administrator: { login, name } },
    });
  });
}

/** Township and term of an empty register, for files that bring everything else. */
export async function establishRegister(
  doing: Doing,
  township: SetUp['township'],
  term: SetUp['term'],
): Promise<void> {
  await write(doing, async (tx) => {
    if (await findTownship(tx)) throw new Refused('already-set-up');
    await establish(tx, township, term);
    tx.record({ kind: 'register.set-up', subject: ['township', township.name], after: { township, term } });
  });
}

async function establish(
  tx: Parameters<typeof putTownship>[0],
  township: SetUp['township'],
  term: SetUp['term'],
): Promise<void> {
  await putTownship(tx, township);
  const held = await findCurrentTerm(tx);
  // Files may have filled the register before anybody set it up: then its term is the one they brought.
  if (held && held.number !== term.number) throw new Refused('other-term-held', { number: held.number });
  if (!held) await insertTerm(tx, term);
}

export async function changeTownship(doing: Doing, township: Omit<Township, 'id'>): Promise<void> {
  await write(doing, async (tx) => {
    const { id: _id, ...before } = found(await findTownship(tx));
    await putTownship(tx, township);
    const changes = changesBetween(before, township);
    tx.record({ kind: 'township.changed', subject: ['township', township.name], ...changes });
  });
}

export async function changeSettings(doing: Doing, change: Partial<Settings>): Promise<void> {
  await write(doing, async (tx) => {
    const before = await getSettings(tx);
    for (const [key, value] of Object.entries(change)) await putSetting(tx, key as keyof Settings, value);
    const changes = changesBetween(before, { ...before, ...change });
    tx.record({
      kind: 'setting.changed',
      subject: ['setting', Object.keys(changes.after).join(', ')],
      ...changes,
    });
  });
}
