import type { FastifyReply, FastifyRequest } from 'fastify';
import { nameOrderNote, shortStateLabel } from '../../deputies/labels.ts';
import { inStrokeOrder } from '../../deputies/order.ts';
import { statusOn } from '../../deputies/rules.ts';
import { listRoster, type RosterEntry } from '../../deputies/store.ts';
import { isMemberOf, listLedBodies, type LedBody } from '../../groups/led.ts';
import { shanghaiDay, yearOf } from '../../lib/dates.ts';
import { listActivities } from '../../meetings/store.ts';
import { computePoints } from '../../points/compute.ts';
import { yearUpTo, dutiesOf } from '../../points/duties.ts';
import { duesOf, type Dues } from '../../points/facts.ts';
import { termFacts } from '../../points/kept.ts';
import { getSettings } from '../../settings/store.ts';
import { LEADER } from '../access.ts';
import { page } from '../page.ts';
import { get, type Route } from '../routes.ts';
import { ownDeputy, type OwnDeputy } from './own.ts';

export const groupRoutes: readonly Route[] = [get('/group', LEADER, showGroup)];

/** What whoever looks leads in the current term, with its members by name strokes. */
export interface Led extends OwnDeputy {
  bodies: readonly LedBody[];
  /** Everybody who is in one of the bodies and holds the mandate, suspended or not. */
  members: readonly RosterEntry[];
  orderNote: string;
}

/** Null for an account whose deputy leads nothing now. */
export async function ledBy(request: FastifyRequest): Promise<Led | null> {
  const own = await ownDeputy(request);
  if (!own) return null;
  const { store, clock } = request.register;
  const today = shanghaiDay(clock());
  const bodies = await listLedBodies(store.read, own.term.id, own.entry, today);
  if (bodies.length === 0) return null;
  const [roster, { nameOrder }] = await Promise.all([
    listRoster(store.read, own.term.id),
    getSettings(store.read),
  ]);
  const members = inStrokeOrder(roster, nameOrder).filter(
    (entry) =>
      statusOn(entry.mandate, today).status !== 'ended' && bodies.some((body) => isMemberOf(entry, body)),
  );
  return { ...own, bodies, members, orderNote: nameOrderNote(nameOrder) };
}

const LATEST = 10;

/** The members with what a leader needs: how to reach them, and how they stand this year. */
async function showGroup(request: FastifyRequest, reply: FastifyReply) {
  const led = await ledBy(request);
  if (!led) return page(reply, 'deputy/group/none', {});
  const { store, clock } = request.register;
  const today = shanghaiDay(clock());
  const year = yearOf(today);
  const known = await termFacts(store, led.term.id);
  const [computed, activities] = await Promise.all([
    computePoints(store.read, { termId: led.term.id, year, asOf: today, known }),
    listActivities(store.read, led.term.id, { kind: 'activity.group' }),
  ]);
  const totals = new Map(computed?.result.map(({ deputy, totalHundredths }) => [deputy, totalHundredths]));
  const { from, to } = yearUpTo(year, today);
  const rowOf = (entry: RosterEntry) => {
    const { certificateNumber, person, name, mandate } = entry;
    const state = statusOn(mandate, today).status;
    return {
      name,
      certificateNumber,
      phone: person.phone,
      state: state === 'in-office' ? '' : shortStateLabel(state),
      isOwn: entry.id === led.entry.id,
      records: dutiesOf(known.facts, certificateNumber, year).length,
      totalHundredths: totals.get(certificateNumber) ?? null,
      ...attendanceOf(duesOf(known.rows, certificateNumber, from, to)),
    };
  };
  return page(reply, 'deputy/group/index', {
    year,
    orderNote: led.orderNote,
    bodies: led.bodies.map((body) => ({
      ...body,
      rows: led.members.filter((entry) => isMemberOf(entry, body)).map(rowOf),
      activities: activities.filter(({ organiser }) => organiser === body.name).slice(0, LATEST),
    })),
  });
}

/** Meetings of every kind together: 实到 holds late and early leavers. */
function attendanceOf({ sittings, activities }: { sittings: Dues; activities: Dues }) {
  const there = [sittings, activities].reduce(
    (sum, { present, late, leftEarly }) => sum + present + late + leftEarly,
    0,
  );
  return { there, due: sittings.due + activities.due };
}
