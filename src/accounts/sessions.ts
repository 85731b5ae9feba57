import { createHash, randomBytes } from 'node:crypto';
import { keepHouse } from '../db/write.ts';
import type { Store } from '../db/store.ts';
import { isExpired, lifetimeOf, type Viewer } from './rules.ts';
import { deleteSession, findSession, insertSession, touchSession } from './store.ts';

export interface OpenSession {
  hash: string;
  csrf: string;
  viewer: Viewer;
}

const MINUTE = 60 * 1000;

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
  await keepHouse(store, (queries) => insertSession(queries, row));
  return token;
}

/** The live session of a cookie's token; its last use is noted once a minute at most. */
export async function useSession(store: Store, token: string, at: number): Promise<OpenSession | null> {
  const hash = hashToken(token);
  const live = await findSession(store.read, hash);
  if (!live) return null;
  if (isExpired(live.session, lifetimeOf(live.viewer.roles), at)) {
    await closeSession(store, hash);
    return null;
  }
  if (at - live.session.seenAt > MINUTE) await keepHouse(store, (queries) => touchSession(queries, hash, at));
  return { hash, csrf: live.session.csrf, viewer: live.viewer };
}

export async function closeSession(store: Store, hash: string): Promise<void> {
  await keepHouse(store, (queries) => deleteSession(queries, hash));
}
