import { and, eq } from 'drizzle-orm';
import { appendEvents } from '../audit/store.ts';
import type { Actor, AuditEvent } from '../audit/rules.ts';
import type { Files } from './files.ts';
import { formKey } from './schema/index.ts';
import type { Queries, Reader, Store, Tx } from './store.ts';
import { isOutcomeUnknown } from './unavailable.ts';

/** A form's once-only key, scoped to the account, and a fingerprint of what was sent with it. */
export interface Once {
  key: string;
  accountId: number;
  fingerprint: string;
}

/** Everything an action needs: where, who, when, and the form it came from. */
export interface Doing {
  store: Store;
  actor: Actor;
  at: number;
  once?: Once | undefined;
  /** Looks, once the write has begun, whether it may still go on, and throws if not: nobody can come in between. */
  demand?: ((reader: Reader) => Promise<void>) | undefined;
}

/** The same form key arrived with other contents. */
export class FormReused extends Error {}

/**
 * The one door for changes (写入口). Work and its audit events are one transaction; work that recorded no event is
 * rolled back. With a once-only key, a second submission changes nothing and gives the first one's result again,
 * so results must be plain JSON values.
 */
export async function write<T>(doing: Doing, work: (tx: Tx) => Promise<T>): Promise<T> {
  const files = fileChanges(doing.store.files);
  try {
    const result = await doing.store.transaction(async (queries) => {
      const earlier = await earlierAnswer(queries, doing.once);
      if (earlier) return earlier.answer as T;
      await doing.demand?.(queries);
      const events: AuditEvent[] = [];
      const result = await work(
        Object.assign(Object.create(queries) as Queries, {
          record: (event: AuditEvent) => void events.push(event),
          keepFile: files.keep,
          dropFile: files.drop,
        }),
      );
      if (events.length === 0) throw new Error('a write must record what it did');
      await appendEvents(queries, doing.actor, doing.at, events);
      await keepAnswer(queries, doing, result);
      return result;
    });
    await files.settle(true);
    return result;
  } catch (error) {
    if (!isOutcomeUnknown(error)) await files.settle(false);
    throw error;
  }
}

/**
 * The files that a write keeps and drops. Whether they stay is settled after the commit; what cannot be settled then, or
 * of which nobody knows whether it was committed, is settled by the rows, which are the truth (src/care/files.ts).
 */
function fileChanges(files: Files) {
  const kept: string[] = [];
  const dropped: string[] = [];
  return {
    keep: async (bytes: Buffer) => {
      const name = await files.keep(bytes);
      kept.push(name);
      return name;
    },
    drop: async (name: string) => {
      await files.part(name);
      dropped.push(name);
    },
    settle: async (committed: boolean) => {
      for (const name of kept) await files.settle(name, committed).catch(() => undefined);
      for (const name of dropped) await files.settle(name, !committed).catch(() => undefined);
    },
  };
}

/** Whether this very form has been answered before, so that its second submission may pass a door that has closed. */
export async function wasAnswered({ store, once }: Doing): Promise<boolean> {
  return (await earlierAnswer(store.read, once)) !== undefined;
}

async function earlierAnswer(
  queries: Reader,
  once: Once | undefined,
): Promise<{ answer: unknown } | undefined> {
  if (!once) return undefined;
  const [found] = await queries
    .select()
    .from(formKey)
    .where(and(eq(formKey.key, once.key), eq(formKey.accountId, once.accountId)));
  if (found && found.fingerprint !== once.fingerprint) throw new FormReused();
  return found;
}

async function keepAnswer(queries: Queries, { once, at }: Doing, result: unknown): Promise<void> {
  if (once) await queries.insert(formKey).values({ ...once, answer: result ?? null, createdAt: at });
}

/**
 * The side door for what is no part of the register: sessions, used form keys, expired uploads.
 * Nothing that a person would call an entry may pass here (test/house/writers).
 */
export async function keepHouse<T>(store: Store, work: (queries: Queries) => Promise<T>): Promise<T> {
  return store.transaction(work);
}
