import { asc, eq } from 'drizzle-orm';
import { listCategories } from '../../categories/store.ts';
import { deputy, mandateEvent } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import type { MandateEventKind } from '../../deputies/rules.ts';
import { listRoster } from '../../deputies/store.ts';
import { listDistricts } from '../../districts/store.ts';
import { listDelegations, listGroups } from '../../groups/store.ts';
import { quarterYear } from '../../lib/dates.ts';
import { listClosings } from '../../notices/closings.ts';
import type { Closing } from '../../points/records.ts';
import { findSchemeInForce } from '../../schemes/store.ts';
import type { Term } from '../../settings/store.ts';
import { loadActivities, loadSessions } from './meetings.ts';
import { byCode } from './order.ts';
import type { HeldMandateEvent, RegisterData } from './shapes.ts';
import { loadFilings, loadProposals, loadUnits } from './work.ts';

/** Reads everything of a term that files can bring or take away. */
export async function loadRegister(reader: Reader, term: Term): Promise<RegisterData> {
  const [roster, closings, ...lists] = await Promise.all([
    listRoster(reader, term.id),
    listClosings(reader),
    listDistricts(reader, term.id),
    listDelegations(reader, term.id),
    listGroups(reader, term.id),
    listCategories(reader),
    loadMandateEvents(reader, term.id),
    loadSessions(reader, term.id),
    loadActivities(reader, term.id),
    loadFilings(reader, term.id),
    loadUnits(reader),
    loadProposals(reader, term.id),
  ]);
  const [districts, delegations, groups, categories, mandateEvents, sessions, ...work] = lists;
  const [activities, filings, units, proposals] = work;
  const leader = leaderOf(roster);
  return {
    term: { number: term.number, startOn: term.startOn, endOn: term.endOn },
    closings,
    categoriesCount: await doCategoriesCount(reader, closings),
    districts: byCode(districts, (row) => row.number).map(({ number, name, villages, seats }) => ({
      number,
      name,
      villages,
      seats,
    })),
    delegations: delegations.map(({ name, leaderId }) => ({ name, leader: leader(leaderId) })),
    groups: groups.map(({ name, leaderId, focus, departments }) => ({
      name,
      focus,
      departments,
      leader: leader(leaderId),
    })),
    categories: categories.map(({ name, subclasses }) => ({
      name,
      subclasses: subclasses.map((sub) => sub.name),
    })),
    deputies: byCode(roster, (entry) => entry.certificateNumber),
    mandateEvents,
    sessions,
    activities,
    filings,
    units,
    proposals,
  };
}

function leaderOf(roster: readonly { id: number; certificateNumber: string }[]) {
  const numbers = new Map(roster.map((entry) => [entry.id, entry.certificateNumber]));
  return (id: number | null): string | null => (id === null ? null : (numbers.get(id) ?? null));
}

/** Whether changing a deputy's category would change a published quarter (分类管理). */
async function doCategoriesCount(reader: Reader, closings: readonly Closing[]): Promise<boolean> {
  const years = new Set(closings.map(({ quarter }) => quarterYear(quarter)));
  for (const year of years) {
    const scheme = await findSchemeInForce(reader, year);
    if (scheme?.body.items.some((item) => item.categories)) return true;
  }
  return false;
}

async function loadMandateEvents(reader: Reader, termId: number): Promise<HeldMandateEvent[]> {
  const rows = await reader
    .select({ event: mandateEvent, deputy: deputy.certificateNumber })
    .from(mandateEvent)
    .innerJoin(deputy, eq(deputy.id, mandateEvent.deputyId))
    .where(eq(deputy.termId, termId))
    .orderBy(asc(mandateEvent.occurredOn), asc(mandateEvent.id));
  return byCode(rows, (row) => row.deputy).map(({ event, deputy: certificate }) => ({
    deputy: certificate,
    kind: event.kind as MandateEventKind,
    on: event.occurredOn,
    ground: event.ground,
    document: event.document,
    recordedAt: event.recordedAt,
  }));
}
