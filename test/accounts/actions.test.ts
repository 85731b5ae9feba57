import { describe, expect, it } from 'vitest';
import {
  changeAccount,
  changePassword,
  changeRoles,
  createAccount,
  setDisabled,
} from '../../src/accounts/actions.ts';
import { issueCards, openCard, redeemCard } from '../../src/accounts/actions/cards.ts';
import { signIn } from '../../src/accounts/actions/sign-in.ts';
import { openSession, useSession } from '../../src/accounts/sessions.ts';
import { findAccount, listAccounts, listSessions } from '../../src/accounts/store.ts';
import { countAudit, listAudit } from '../../src/audit/store.ts';
import { account, accountCard, formKey, session } from '../../src/db/schema/index.ts';
import type { Store } from '../../src/db/store.ts';
import { insertPerson } from '../../src/deputies/store.ts';
import { addAccount, doingAt, NOW, openWorld, PASSWORD } from '../support/world.ts';

const DAY = 24 * 60 * 60_000;
const CLIENT = { ip: '10.0.0.1', agent: '测试浏览器' };

async function lastEntry(store: Store) {
  const [entry] = await listAudit(store.read, {}, { limit: 1, offset: 0 });
  return entry;
}

async function addPerson(store: Store, name: string): Promise<number> {
  return store.transaction((tx) =>
    insertPerson(tx as Parameters<typeof insertPerson>[0], { name, pinyin: 'x', initials: 'x' }),
  );
}

describe('signing in', () => {
  it('admits the right password and records it', async () => {
    const store = await openWorld();
    const id = await addAccount(store, '李干事', ['clerk', 'admin']);
    const viewer = await signIn(doingAt(store), '李干事', PASSWORD);
    expect(viewer).toMatchObject({ accountId: id, name: '李干事' });
    expect(viewer?.roles.toSorted()).toEqual(['admin', 'clerk']);
    expect(await lastEntry(store)).toMatchObject({
      kind: 'session.opened',
      actorId: id,
      subjectKey: '李干事',
    });
  });

  it.each([
    ['a wrong password', '李干事', `${PASSWORD}！`],
    ['a password with something behind it', '李干事', `${PASSWORD} `],
    ['the login name in other letters', '李干', PASSWORD],
  ])('refuses %s and records that', async (_what, login, password) => {
    const store = await openWorld();
    await addAccount(store, '李干事', ['clerk']);
    expect(await signIn(doingAt(store), login, password)).toBeNull();
    expect(await lastEntry(store)).toMatchObject({ kind: 'session.refused', actorId: null });
  });

  it('does not write down an unknown name: it may be a password in the wrong field', async () => {
    const store = await openWorld();
    await signIn(doingAt(store), '我的密码是春天', 'x');
    expect(JSON.stringify(await listAudit(store.read, {}, { limit: 99, offset: 0 }))).not.toContain('春天');
  });

  it('refuses a disabled account as it refuses a wrong password', async () => {
    const store = await openWorld();
    await addAccount(store, '管理员', ['admin']);
    const id = await addAccount(store, '李干事', ['clerk']);
    await setDisabled(doingAt(store), id, true);
    expect(await signIn(doingAt(store), '李干事', PASSWORD)).toBeNull();
    await setDisabled(doingAt(store), id, false);
    expect(await signIn(doingAt(store), '李干事', PASSWORD)).not.toBeNull();
  });

  it('keeps of a password only an argon2id hash, a different one for each account', async () => {
    const store = await openWorld();
    await addAccount(store, '甲干事', ['clerk']);
    await addAccount(store, '乙干事', ['clerk']);
    const hashes = (await listAccounts(store.read)).map((row) => row.passwordHash);
    expect(hashes.every((hash) => hash?.startsWith('$argon2id$v=19$m=19456,t=2,p=1$'))).toBe(true);
    expect(new Set(hashes).size).toBe(2);
  });
});

describe('a session', () => {
  it('has a long random token of which the register keeps a hash only', async () => {
    const store = await openWorld();
    const id = await addAccount(store, '李干事', ['clerk']);
    const tokens = new Set<string>();
    for (let n = 0; n < 1000; n += 1) tokens.add((await openSession(store, id, NOW, CLIENT)).token);
    expect(tokens.size).toBe(1000);
    expect([...tokens].every((token) => /^[\w-]{43}$/.test(token))).toBe(true);
    const rows = JSON.stringify(await store.read.select().from(session));
    expect([...tokens].some((token) => rows.includes(token))).toBe(false);
  });

  it('lives while it is used and ends for good when it was idle too long', async () => {
    const store = await openWorld();
    const id = await addAccount(store, '李干事', ['clerk']);
    const { token } = await openSession(store, id, NOW, CLIENT);
    for (const minutes of [20, 45, 70]) {
      expect(await useSession(store, token, NOW + minutes * 60_000)).not.toBeNull();
    }
    expect(await useSession(store, token, NOW + 101 * 60_000)).toBeNull();
    expect(await useSession(store, token, NOW + 71 * 60_000)).toBeNull();
    expect(await listSessions(store.read, id)).toEqual([]);
  });

  it('ends after twelve hours of work, though it was used all the time', async () => {
    const store = await openWorld();
    const id = await addAccount(store, '李干事', ['clerk']);
    const { token } = await openSession(store, id, NOW, CLIENT);
    for (let minutes = 20; minutes <= 720; minutes += 20)
      expect(await useSession(store, token, NOW + minutes * 60_000)).not.toBeNull();
    expect(await useSession(store, token, NOW + 721 * 60_000)).toBeNull();
  });

  it.each([
    ['is disabled', (store: Store, id: number) => setDisabled(doingAt(store), id, true)],
    ['gets other roles', (store: Store, id: number) => changeRoles(doingAt(store), id, ['presidium'])],
    ['gets a new card', (store: Store, id: number) => issueCards(doingAt(store), [id])],
    [
      'sets a new password elsewhere',
      (store: Store, id: number) => changePassword(doingAt(store), id, PASSWORD, '另一句记得住的话', ''),
    ],
  ])('ends when its account %s', async (_what, change) => {
    const store = await openWorld();
    await addAccount(store, '管理员', ['admin']);
    const id = await addAccount(store, '李干事', ['clerk']);
    const { token } = await openSession(store, id, NOW, CLIENT);
    await change(store, id);
    expect(await useSession(store, token, NOW)).toBeNull();
  });
});

describe('a card', () => {
  const add = (store: Store) =>
    createAccount(doingAt(store), { login: '李干事', name: '李干事', roles: ['clerk'] });

  it('is exchanged for a password once; its code is five groups of four', async () => {
    const store = await openWorld();
    const { id, code } = await add(store);
    expect(code).toMatch(/^([a-hjkmnp-z2-9]{4}-){4}[a-hjkmnp-z2-9]{4}$/);
    expect(await signIn(doingAt(store), '李干事', code)).toBeNull();
    expect(await openCard(doingAt(store), code)).toMatchObject({ id, login: '李干事' });
    expect(await redeemCard(doingAt(store), code, PASSWORD)).toMatchObject({ accountId: id });
    expect(await signIn(doingAt(store), '李干事', PASSWORD)).toMatchObject({ accountId: id });
    expect(await openCard(doingAt(store), code)).toBeNull();
    expect(await redeemCard(doingAt(store), code, '另一句记得住的话')).toBeNull();
    expect(await signIn(doingAt(store), '李干事', PASSWORD)).not.toBeNull();
  });

  it('is known however it was typed', async () => {
    const store = await openWorld();
    const { code } = await add(store);
    for (const typed of [code.toUpperCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' ')} `])
      expect(await openCard(doingAt(store), typed)).not.toBeNull();
  });

  it('ends a day after its code was first sent in, sixty days after it was made otherwise', async () => {
    const store = await openWorld();
    const { code } = await add(store);
    expect(await openCard(doingAt(store, NOW + 60 * DAY), code)).not.toBeNull();
    expect(await openCard(doingAt(store, NOW + 61 * DAY), code)).not.toBeNull();
    expect(await openCard(doingAt(store, NOW + 61 * DAY + 1), code)).toBeNull();
    expect(await redeemCard(doingAt(store, NOW + 61 * DAY + 1), code, PASSWORD)).toBeNull();
    expect(await lastEntry(store)).toMatchObject({ kind: 'card.refused', subjectKey: '李干事' });
  });

  it('that lies in a drawer for sixty days and one moment is worth nothing', async () => {
    const store = await openWorld();
    const { code } = await add(store);
    expect(await openCard(doingAt(store, NOW + 60 * DAY + 1), code)).toBeNull();
  });

  it('is replaced by the next one, which ends the password too', async () => {
    const store = await openWorld();
    const { id, code } = await add(store);
    const [second] = await issueCards(doingAt(store), [id]);
    expect(await openCard(doingAt(store), code)).toBeNull();
    await redeemCard(doingAt(store), second?.code ?? '', PASSWORD);
    const [third] = await issueCards(doingAt(store), [id]);
    expect(await signIn(doingAt(store), '李干事', PASSWORD)).toBeNull();
    expect(await openCard(doingAt(store), third?.code ?? '')).not.toBeNull();
    expect(await lastEntry(store)).toMatchObject({ kind: 'card.used', subjectKey: '李干事' });
  });

  it('of a disabled account is worth nothing, also after it was enabled again', async () => {
    const store = await openWorld();
    await addAccount(store, '管理员', ['admin']);
    const { id, code } = await add(store);
    await setDisabled(doingAt(store), id, true);
    expect(await openCard(doingAt(store), code)).toBeNull();
    await expect(issueCards(doingAt(store), [id])).rejects.toMatchObject({ reason: 'account-disabled' });
    await setDisabled(doingAt(store), id, false);
    expect(await openCard(doingAt(store), code)).toBeNull();
  });

  it('is given to all who were chosen or to nobody, and never to oneself', async () => {
    const store = await openWorld();
    const own = await addAccount(store, '管理员', ['admin']);
    const { id } = await add(store);
    const doing = { ...doingAt(store), actor: { ...doingAt(store).actor, accountId: own } };
    const entries = await countAudit(store.read, {});
    await expect(issueCards(doing, [id, own])).rejects.toMatchObject({ reason: 'own-password' });
    await expect(issueCards(doing, [])).rejects.toMatchObject({ reason: 'no-account-chosen' });
    expect(await countAudit(store.read, {})).toBe(entries);
  });

  it('is kept nowhere in the register, and not given again to a second submission', async () => {
    const store = await openWorld();
    const doing = { ...doingAt(store), once: { key: 'k'.repeat(20), accountId: 1, fingerprint: 'x' } };
    const wanted = { login: '李干事', name: '李干事', roles: ['clerk'] as const };
    const first = await createAccount(doing, wanted);
    expect(await createAccount(doing, wanted)).toEqual({ id: first.id, code: '' });
    const again = { ...doing, once: { ...doing.once, key: 'r'.repeat(20) } };
    const cards = await issueCards(again, [first.id]);
    expect(await issueCards(again, [first.id])).toEqual([]);
    const everything = JSON.stringify([
      await store.read.select().from(formKey),
      await store.read.select().from(account),
      await store.read.select().from(accountCard),
      await listAudit(store.read, {}, { limit: 99, offset: 0 }),
    ]);
    for (const code of [first.code, cards[0]?.code ?? ''])
      for (const form of [code, code.replaceAll('-', '')]) expect(everything).not.toContain(form);
  });

  it('sent in twice by one form is answered alike, and only with the same password', async () => {
    const store = await openWorld();
    const { code } = await add(store);
    const doing = { ...doingAt(store), once: { key: 'k'.repeat(20), accountId: 0, fingerprint: 'x' } };
    expect(await redeemCard(doing, code, PASSWORD)).not.toBeNull();
    expect(await redeemCard(doing, code, PASSWORD)).not.toBeNull();
    expect(await redeemCard(doing, code, '另一句记得住的话')).toBeNull();
  });
});

describe('changing accounts', () => {
  it('refuses a login name that is taken and a second account for one person, and changes nothing', async () => {
    const store = await openWorld();
    const personId = await addPerson(store, '田国斌');
    await createAccount(doingAt(store), { login: '田国斌', name: '田国斌', roles: ['deputy'], personId });
    const version = await store.version();
    await expect(
      createAccount(doingAt(store), { login: '田国斌', name: 'x', roles: [] }),
    ).rejects.toMatchObject({ reason: 'login-taken' });
    await expect(
      createAccount(doingAt(store), { login: '田二', name: 'x', roles: ['deputy'], personId }),
    ).rejects.toMatchObject({
      reason: 'person-has-account',
      detail: { login: '田国斌' },
    });
    expect(await store.version()).toBe(version);
    expect(await listAccounts(store.read)).toHaveLength(1);
  });

  it('changes name, roles and links together, and the trail shows before and after', async () => {
    const store = await openWorld();
    await addAccount(store, '管理员', ['admin']);
    const id = await addAccount(store, '李干事', ['clerk']);
    const personId = await addPerson(store, '李国庆');
    const change = { name: '李国庆', roles: ['presidium', 'deputy'] as const, personId, unitId: null };
    await changeAccount(doingAt(store), id, change);
    expect(await findAccount(store.read, id)).toMatchObject({ login: '李干事', name: '李国庆', personId });
    expect(await lastEntry(store)).toMatchObject({
      kind: 'account.changed',
      before: { name: '李干事', roles: ['clerk'], personId: null },
      after: change,
    });
    await changeAccount(doingAt(store), id, change);
  });

  it('never leaves the register without an administrator, and nobody disables themself', async () => {
    const store = await openWorld();
    const id = await addAccount(store, '管理员', ['admin']);
    const entries = await countAudit(store.read, {});
    await expect(changeRoles(doingAt(store), id, ['clerk'])).rejects.toMatchObject({ reason: 'last-admin' });
    await expect(setDisabled(doingAt(store), id, true)).rejects.toMatchObject({ reason: 'last-admin' });
    const own = { ...doingAt(store), actor: { ...doingAt(store).actor, accountId: id } };
    await expect(setDisabled(own, id, true)).rejects.toMatchObject({ reason: 'own-account' });
    expect(await countAudit(store.read, {})).toBe(entries);
    expect(await signIn(doingAt(store), '管理员', PASSWORD)).toMatchObject({ roles: ['admin'] });
  });
});
