import type { FastifyRequest } from 'fastify';
import type { Reader } from '../../db/store.ts';
import type { FilingActor } from '../../filings/rules.ts';
import { findFiling, listQueue, type Filing } from '../../filings/store.ts';
import { found } from '../../refusals.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { param } from '../routes.ts';

/** A filing's page on the desk. */
export function filingAddress(code: string): string {
  return `/desk/filings/${encodeURIComponent(code)}`;
}

export function actorOf({ viewer }: FastifyRequest): FilingActor {
  return { roles: viewer?.roles ?? [], personId: viewer?.personId ?? null };
}

/** The filing of the address, if it has reached the desk. */
export async function getFiling(
  request: FastifyRequest,
  reader: Reader = request.register.store.read,
): Promise<Filing> {
  const { id: termId } = await getCurrentTerm(reader);
  return found(await findFiling(reader, { termId }, param(request, 'code')));
}

/** Where a filing stands among those that wait, and which one comes after it: the last is followed by the first. */
export interface QueuePlace {
  /** Counted from 1; 0 when it does not wait. */
  place: number;
  waiting: number;
  next: string | null;
}

/** The queue as whoever looks can review it: without what is their own. */
export async function queuePlace(request: FastifyRequest, { code, termId }: Filing): Promise<QueuePlace> {
  const queue = await reviewQueue(request, termId);
  const index = queue.indexOf(code);
  const next = queue[index + 1] ?? queue[0] ?? null;
  return { place: index + 1, waiting: queue.length, next: next === code ? null : next };
}

/** Codes of what waits and is not the viewer's own, in order. */
export async function reviewQueue(request: FastifyRequest, termId: number): Promise<string[]> {
  const { personId } = actorOf(request);
  const all = await listQueue(request.register.store.read, termId);
  return all.filter((row) => row.personId !== personId).map(({ code }) => code);
}
