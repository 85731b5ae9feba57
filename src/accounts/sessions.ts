import { createHash, randomBytes } from 'node:crypto';
import { storageFault } from '../db/faults.ts';
import { keepHouse } from '../db/write.ts';
import type { Store } from '../db/store.ts';
import { isExpired, lifetimeOf, type Viewer } from './rules.ts';
import { rolesToday } from './standing.ts';
import { deleteSession, findSession, insertSession, touchSession } from './store.ts';
import { isAnyonesDevice, putKnownDevice } from './store/known-devices.ts';

export interface OpenSession {
  hash: string;
  csrf: string;
  viewer: Viewer;
  createdAt: number;
  /** When the password was last given in it. */
  confirmedAt: number | null;
}

/** The browser that signs in: what it says of itself, and the cookie by which it was known before. */
export interface Client {
  ip: string;
  agent: string;
  device?: string | undefined;
}

const MINUTE = 60 * 1000;
const DAY = 24 * 60 * MINUTE;

/** A browser that was not used for half a year is a stranger again. */
export const DEVICE_LIFE_DAYS = 180;
export const DEVICE_LIFE = DEVICE_LIFE_DAYS * DAY;

export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * Opens a session, just confirmed by the password, and gives the tokens for its cookie and for that of the browser;
 * what is stored is only their hashes. A browser's cookie that nobody knows is replaced.
 */
export async function openSession(
  store: Store,
  accountId: number,
  at: number,
  client: Client,
): Promise<{ token: string; device: string }> {
  const token = randomToken();
  const device = await deviceToken(store, client.device);
  const row = {
    hash: hashToken(token),
    accountId,
    csrf: randomToken(),
    createdAt: at,
    seenAt: at,
    confirmedAt: at,
    ip: client.ip,
    // What tells WeChat from the browser inside of it stands near the end.
    agent: client.agent.slice(0, 500),
  };
  await keepHouse(store, async (queries) => {
    await insertSession(queries, row);
    await putKnownDevice(queries, { hash: hashToken(device), accountId, seenAt: at });
  });
  return { token, device };
}

async function deviceToken(store: Store, given: string | undefined): Promise<string> {
  const isKnown = given !== undefined && (await isAnyonesDevice(store.read, hashToken(given)));
  return isKnown ? given : randomToken();
}

/** The live session of a cookie's token, with the roles of today; its last use is noted once a minute at most. */
export async function useSession(store: Store, token: string, at: number): Promise<OpenSession | null> {
  const hash = hashToken(token);
  const live = await findSession(store.read, hash);
  if (!live) return null;
  const { session, viewer } = live;
  const roles = await rolesToday(store.read, viewer, at);
  const isOver = roles.length === 0 && viewer.roles.length > 0;
  if (isOver || isExpired(session, lifetimeOf(roles), at)) {
    await whereItCan(closeSession(store, hash));
    return null;
  }
  if (at - session.seenAt > MINUTE)
    await whereItCan(keepHouse(store, (queries) => touchSession(queries, hash, at)));
  const { csrf, createdAt, confirmedAt } = session;
  return { hash, csrf, createdAt, confirmedAt, viewer: { ...viewer, roles } };
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
