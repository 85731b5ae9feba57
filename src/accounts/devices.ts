import type { Reader } from '../db/store.ts';
import { deviceLabel } from './labels.ts';
import { isExpired, lifetimeOf, type Role } from './rules.ts';
import { listSessions } from './store.ts';

/** A device (已登录的设备) as its owner and the administrator see it. */
export interface Device {
  hash: string;
  label: string;
  createdAt: number;
  seenAt: number;
}

/** Where the account is signed in now, the last used first. */
export async function listDevices(
  reader: Reader,
  account: { id: number; roles: readonly Role[] },
  at: number,
): Promise<Device[]> {
  const sessions = await listSessions(reader, account.id);
  const live = sessions.filter((session) => !isExpired(session, lifetimeOf(account.roles), at));
  return live
    .map(({ hash, agent, createdAt, seenAt }) => ({ hash, label: deviceLabel(agent), createdAt, seenAt }))
    .toSorted((a, b) => b.seenAt - a.seenAt || (a.hash < b.hash ? -1 : 1));
}
