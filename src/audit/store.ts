import { createHash } from 'node:crypto';
import { and, asc, desc, eq, gt, gte, lte, max, type SQL } from 'drizzle-orm';
import { contains } from '../db/contains.ts';
import { auditEntry } from '../db/schema/index.ts';
import type { Queries, Reader } from '../db/store.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import type { AuditKind } from './labels.ts';
import { withoutPhones } from './masks.ts';
import { CHAIN_START, type Actor, type AuditEvent, type ChainedEntry } from './rules.ts';

export type AuditEntry = typeof auditEntry.$inferSelect;

export function hashEntry(entry: ChainedEntry): string {
  return createHash('sha256').update(canonicalJson(entry)).digest('hex');
}

/** Appends events to the chain. Only `write` calls it. */
export async function appendEvents(
  queries: Queries,
  actor: Actor,
  at: number,
  events: readonly AuditEvent[],
): Promise<void> {
  const [head] = await queries
    .select({ seq: auditEntry.seq, hash: auditEntry.hash })
    .from(auditEntry)
    .orderBy(desc(auditEntry.seq))
    .limit(1);
  let seq = head?.seq ?? 0;
  let previousHash = head?.hash ?? CHAIN_START;
  for (const event of events) {
    seq += 1;
    const entry = chained(event, actor, at, seq, previousHash);
    previousHash = hashEntry(entry);
    await queries.insert(auditEntry).values({ ...entry, hash: previousHash });
  }
}

function chained(
  event: AuditEvent,
  actor: Actor,
  at: number,
  seq: number,
  previousHash: string,
): ChainedEntry {
  return {
    seq,
    at,
    actorId: actor.accountId,
    actorName: actor.name,
    via: actor.via,
    ip: actor.ip,
    requestId: actor.requestId,
    kind: event.kind,
    subjectType: event.subject[0],
    subjectKey: event.subject[1],
    before: plain(withoutPhones(event.subject[0], event.before)),
    after: plain(withoutPhones(event.subject[0], event.after)),
    reason: event.reason ?? '',
    previousHash,
  };
}

/** As it will be read back from the table, so that the hash can be checked later. */
function plain(value: unknown): unknown {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);
}

export interface AuditFilter {
  kind?: string | undefined;
  subject?: readonly [type: string, key: string] | undefined;
  /** Part of the subject's key. */
  about?: string | undefined;
  /** Part of the actor's name. */
  actor?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
  /** Nothing newer than the entry of this number. */
  upTo?: number | undefined;
}

/** Newest first. */
export async function listAudit(
  reader: Reader,
  filter: AuditFilter,
  page: { limit: number; offset: number },
): Promise<AuditEntry[]> {
  return reader
    .select()
    .from(auditEntry)
    .where(filterOf(filter))
    .orderBy(desc(auditEntry.seq))
    .limit(page.limit)
    .offset(page.offset);
}

/** Oldest first, read in portions. */
export async function* eachEntry(reader: Reader, filter: AuditFilter): AsyncGenerator<AuditEntry[]> {
  for (let seq = 0; ;) {
    const entries = await reader
      .select()
      .from(auditEntry)
      .where(and(filterOf(filter), gt(auditEntry.seq, seq)))
      .orderBy(asc(auditEntry.seq))
      .limit(1000);
    if (entries.length === 0) return;
    yield entries;
    seq = entries.at(-1)?.seq ?? seq;
  }
}

export async function countAudit(reader: Reader, filter: AuditFilter): Promise<number> {
  return reader.$count(auditEntry, filterOf(filter));
}

function filterOf(filter: AuditFilter): SQL | undefined {
  return and(
    filter.kind ? eq(auditEntry.kind, filter.kind) : undefined,
    filter.subject
      ? and(eq(auditEntry.subjectType, filter.subject[0]), eq(auditEntry.subjectKey, filter.subject[1]))
      : undefined,
    filter.about ? contains([auditEntry.subjectKey], filter.about) : undefined,
    filter.actor ? contains([auditEntry.actorName], filter.actor) : undefined,
    filter.from === undefined ? undefined : gte(auditEntry.at, filter.from),
    filter.to === undefined ? undefined : lte(auditEntry.at, filter.to),
    filter.upTo === undefined ? undefined : lte(auditEntry.seq, filter.upTo),
  );
}

export async function findEntry(reader: Reader, seq: number): Promise<AuditEntry | undefined> {
  const [entry] = await reader.select().from(auditEntry).where(eq(auditEntry.seq, seq));
  return entry;
}

/** The newest entry of a kind about a subject. */
export async function findLastEntry(
  reader: Reader,
  kind: AuditKind,
  subject: readonly [type: string, key: string],
): Promise<AuditEntry | undefined> {
  const [entry] = await listAudit(reader, { kind, subject }, { limit: 1, offset: 0 });
  return entry;
}

/** When something of a kind last happened to each subject of a type, by the subject's key. */
export async function lastTimes(reader: Reader, kind: AuditKind, type: string): Promise<Map<string, number>> {
  const rows = await reader
    .select({ key: auditEntry.subjectKey, at: max(auditEntry.at) })
    .from(auditEntry)
    .where(and(eq(auditEntry.kind, kind), eq(auditEntry.subjectType, type)))
    .groupBy(auditEntry.subjectKey);
  return new Map(rows.map((row) => [row.key, row.at ?? 0]));
}

/** The head of the chain: what a notice prints so that a shortened trail is noticed. */
export async function auditHead(reader: Reader): Promise<{ seq: number; hash: string }> {
  const [head] = await reader
    .select({ seq: auditEntry.seq, hash: auditEntry.hash })
    .from(auditEntry)
    .orderBy(desc(auditEntry.seq))
    .limit(1);
  return head ?? { seq: 0, hash: CHAIN_START };
}

/** The latest time that one of the newest entries bears; an entry made under a wrong clock is forgotten in time. */
export async function latestTime(reader: Reader): Promise<number | null> {
  const rows = await reader
    .select({ at: auditEntry.at })
    .from(auditEntry)
    .orderBy(desc(auditEntry.seq))
    .limit(500);
  return rows.length === 0 ? null : Math.max(...rows.map(({ at }) => at));
}

/** Walks the whole chain; the first entry whose hash, number or link does not fit, or null. */
export async function firstBrokenEntry(reader: Reader): Promise<number | null> {
  let seq = 0;
  let previousHash = CHAIN_START;
  for (;;) {
    const entries = await reader
      .select()
      .from(auditEntry)
      .where(gt(auditEntry.seq, seq))
      .orderBy(asc(auditEntry.seq))
      .limit(1000);
    if (entries.length === 0) return null;
    for (const { hash, ...entry } of entries) {
      if (entry.seq !== seq + 1 || entry.previousHash !== previousHash || hashEntry(entry) !== hash)
        return seq + 1;
      seq = entry.seq;
      previousHash = hash;
    }
  }
}
