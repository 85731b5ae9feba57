import { createHash, randomBytes } from 'node:crypto';
import { storageFault } from '../db/faults.ts';
import { keepHouse } from '../db/write.ts';
import type { Store } from '../db/store.ts';
import { isExpired, lifetimeOf, type Viewer } from './rules.ts';
import { deleteOld, deleteSession, findSession, insertSession, touchSession } from './store.ts';

export interface OpenSession {
  hash: string;
  csrf: string;
  viewer: Viewer;
}

const MINUTE = 60 * 1000;
const DAY = 24 * 60 * MINUTE;

export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Opens a session and gives the token for the cookie; what is stored is only its hash. */
export async function openSession(
  store: Store,
  accountId: number,
  at: number,
  client: { ip: string; agent: string },
): Promise<string> {
  const token = randomToken();
  const row = {
    hash: hashToken(token),
    accountId,
    csrf: randomToken(),
    createdAt: at,
    seenAt: at,
    ip: client.ip,
    // What tells WeChat from the browser inside of it stands near the end.
    agent: client.agent.slice(0, 500),
  };
  await keepHouse(store, async (queries) => {
    await deleteOld(queries, { sessionsSeen: at - 30 * DAY, formKeys: at - 2 * DAY });
    await insertSession(queries, row);
  });
  return token;
}

/** The live session of a cookie's token; its last use is noted once a minute at most. */
export async function useSession(store: Store, token: string, at: number): Promise<OpenSession | null> {
  const hash = hashToken(token);
  const live = await findSession(store.read, hash);
  if (!live) return null;
  if (isExpired(live.session, lifetimeOf(live.viewer.roles), at)) {
    await whereItCan(closeSession(store, hash));
    return null;
  }
  if (at - live.session.seenAt > MINUTE)
    await whereItCan(keepHouse(store, (queries) => touchSession(queries, hash, at)));
  return { hash, csrf: live.session.csrf, viewer: live.viewer };
}

export async function closeSession(store: Store, hash: string): Promise<void> {
  await keepHouse(store, (queries) => deleteSession(queries, hash));
}

/** Whoever is signed in goes on reading while the disk is full: what is noted by the way may be left out. */
async function whereItCan(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (storageFault(error) === null) throw error;
  }
}
