import type { FastifyInstance } from 'fastify';
import type { Role } from '../../src/accounts/rules.ts';
import type { Actor } from '../../src/audit/rules.ts';
import type { Store } from '../../src/db/store.ts';
import type { Doing } from '../../src/db/write.ts';
import { findRosterEntryById } from '../../src/deputies/store.ts';
import { recordAttendance } from '../../src/meetings/actions.ts';
import { findActivity } from '../../src/meetings/store.ts';
import { closeQuarter } from '../../src/notices/actions.ts';
import { createObjection, type ObjectionInput } from '../../src/objections/actions.ts';
import { found } from '../../src/refusals.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { startApp, testClock } from '../support/app.ts';
import { APRIL, openQuarterWorld } from '../support/quarter.ts';
import { addAccount, doingAt, NOW, TESTER } from '../support/world.ts';

const DAY = 24 * 3600_000;
/** Inside the publicity window: 2026-04-03 to 2026-04-09. */
export const IN_WINDOW = APRIL + 3 * DAY;
export const LAST_DAY = APRIL + 7 * DAY;
export const AFTER_WINDOW = APRIL + 8 * DAY;

export interface NoticeWorld {
  store: Store;
  tian: number;
  shi: number;
  /** Record ids of the inspection: 田大利 was there, 石兰 was absent. */
  present: string;
  absence: string;
}

/** The first quarter with an absence in it; not closed yet. */
export async function openAbsenceWorld(): Promise<NoticeWorld> {
  const { store, tian, shi, activity } = await openQuarterWorld();
  const term = await getCurrentTerm(store.read);
  const { id } = found(await findActivity(store.read, term.id, activity));
  const absent = { deputyId: shi, mark: { state: 'absent', reason: '', approver: '' } } as const;
  await recordAttendance(doingAt(store, NOW), { type: 'activity', id }, [absent]);
  return {
    store,
    tian,
    shi,
    present: `activity/${activity}/001`,
    absence: `activity/${activity}/002`,
  };
}

/** The same with the quarter published on 2026-04-02. */
export async function openNoticeWorld(): Promise<NoticeWorld> {
  const world = await openAbsenceWorld();
  await publishFirstQuarter(world.store);
  return world;
}

export async function publishFirstQuarter(store: Store): Promise<void> {
  await closeQuarter(doingAt(store, APRIL), '2026Q1', { number: '回镇人大〔2026〕2号', openReason: '' });
}

export async function personOf(store: Store, deputyId: number): Promise<number> {
  const term = await getCurrentTerm(store.read);
  return found(await findRosterEntryById(store.read, term.id, deputyId)).person.id;
}

/** An account, of a deputy's person if one is given; gives who acts with it. */
export async function actorWith(
  store: Store,
  name: string,
  roles: readonly Role[],
  deputyId?: number,
): Promise<Actor> {
  const link = deputyId === undefined ? {} : { personId: await personOf(store, deputyId) };
  const accountId = await addAccount(store, name, roles, link);
  return { ...TESTER, accountId, name, via: 'web' };
}

export function actingAt(store: Store, actor: Actor, at = IN_WINDOW): Doing {
  return { store, actor, at };
}

/** Somebody who has not signed in. */
export const VISITOR: Actor = { ...TESTER, accountId: null, name: '访客', via: 'web' };

/** None of it may ever reach the public. */
export const SENDER = { name: '赵秘密', phone: '13977770001', content: '我家就在敬老院隔壁，没看见他来。' };

export function objectionTo(record: string, more: Partial<ObjectionInput> = {}): ObjectionInput {
  return {
    source: 'visitor',
    quarter: '2026Q1',
    version: 1,
    deputy: '001',
    record,
    code: 'k7mw-2xqa-9hfd',
    ...SENDER,
    ...more,
  };
}

/** A voter's objection inside the window; gives its number. */
export async function sendObjection(store: Store, record: string, at = IN_WINDOW): Promise<string> {
  const { reference } = await createObjection(actingAt(store, VISITOR, at), objectionTo(record));
  return reference;
}

export async function appAt(store: Store, at = IN_WINDOW): Promise<FastifyInstance> {
  return startApp(store, testClock(at));
}
