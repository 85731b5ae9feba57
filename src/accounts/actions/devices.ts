import { write, type Doing } from '../../db/write.ts';
import type { Tx } from '../../db/store.ts';
import { found, Refused } from '../../refusals.ts';
import { deleteSession, deleteSessions, findAccount, listSessions, type Session } from '../store.ts';
import { deleteKnownDevices } from '../store/known-devices.ts';

/** Signs one of the account's own devices (已登录的设备) out. */
export async function closeDevice(doing: Doing, accountId: number, device: string): Promise<void> {
  await write(doing, async (tx) => {
    const { login } = found(await findAccount(tx, accountId));
    const session = found((await listSessions(tx, accountId)).find((one) => deviceKey(one) === device));
    await deleteSession(tx, session.hash);
    await deleteKnownDevices(tx, accountId);
    recordClosed(tx, login, [session]);
  });
}

/** Signs every device of the account out but the one with this session. */
export async function closeOtherDevices(doing: Doing, accountId: number, keep: string): Promise<void> {
  await write(doing, async (tx) => {
    const { login } = found(await findAccount(tx, accountId));
    const others = (await listSessions(tx, accountId)).filter(({ hash }) => hash !== keep);
    if (others.length === 0) throw new Refused('no-other-device');
    await deleteSessions(tx, accountId, keep);
    recordClosed(tx, login, others);
  });
}

/** Signs every device of somebody else's account out, as when a phone was lost. */
export async function endSessions(doing: Doing, accountId: number): Promise<void> {
  await write(doing, async (tx) => {
    const { login } = found(await findAccount(tx, accountId));
    const sessions = await listSessions(tx, accountId);
    if (sessions.length === 0) throw new Refused('no-device');
    await deleteSessions(tx, accountId);
    recordClosed(tx, login, sessions);
  });
}

function recordClosed(tx: Tx, login: string, sessions: readonly Session[]): void {
  const before = sessions.map(({ agent, createdAt }) => ({ agent, createdAt }));
  tx.record({ kind: 'session.ended', subject: ['account', login], before });
}

/** How a page names a session to its owner: a part of the hash, from which nobody gets the session's token. */
export function deviceKey({ hash }: { hash: string }): string {
  return hash.slice(0, 16);
}
