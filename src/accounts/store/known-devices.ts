import { and, eq, lt } from 'drizzle-orm';
import { knownDevice } from '../../db/schema/index.ts';
import type { Queries, Reader } from '../../db/store.ts';

/** Whether the account signed in before in the browser with this cookie. */
export async function isKnownDevice(reader: Reader, hash: string, accountId: number): Promise<boolean> {
  const own = and(eq(knownDevice.hash, hash), eq(knownDevice.accountId, accountId));
  return (await reader.$count(knownDevice, own)) > 0;
}

/** Whether anybody did: a cookie that was planted is nobody's. */
export async function isAnyonesDevice(reader: Reader, hash: string): Promise<boolean> {
  return (await reader.$count(knownDevice, eq(knownDevice.hash, hash))) > 0;
}

export async function putKnownDevice(queries: Queries, row: typeof knownDevice.$inferInsert): Promise<void> {
  const own = and(eq(knownDevice.hash, row.hash), eq(knownDevice.accountId, row.accountId));
  await queries.delete(knownDevice).where(own);
  await queries.insert(knownDevice).values(row);
}

export async function deleteKnownDevices(queries: Queries, accountId: number): Promise<void> {
  await queries.delete(knownDevice).where(eq(knownDevice.accountId, accountId));
}

export async function deleteOldDevices(queries: Queries, before: number): Promise<void> {
  await queries.delete(knownDevice).where(lt(knownDevice.seenAt, before));
}
