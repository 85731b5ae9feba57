import type { FastifyReply, FastifyRequest } from 'fastify';
import { nameOrderNote } from '../../deputies/labels.ts';
import { listPublicDeputies } from '../../deputies/public.ts';
import { kindLabel } from '../../duties/labels.ts';
import { ACTIVITY_KINDS } from '../../duties/rules.ts';
import { attendanceWord } from '../../exchange/open/labels.ts';
import { findPublicActivity, listPublicActivities } from '../../meetings/public.ts';
import { termFacts, type TermFacts } from '../../points/kept.ts';
import { mandatesOf, rollOf, type Roll } from '../../points/rolls.ts';
import { found } from '../../refusals.ts';
import { publicPage } from '../page.ts';
import { paginate } from '../paging.ts';
import { param, publicGet, query, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';
import { chosen, shown, yearsOf } from './shown.ts';

export const activityRoutes: readonly Route[] = [
  publicGet('/activities', showActivities),
  publicGet('/activities/:code', showActivity),
];

async function showActivities(request: FastifyRequest, reply: FastifyReply) {
  const { store, read, term, today } = await shown(request);
  const [activities, everything] = await Promise.all([
    listPublicActivities(read, term.id),
    termFacts(store, term.id),
  ]);
  const years = yearsOf(term, today);
  const filter = {
    year: chosen(request, 'year', years.map(String)),
    kind: chosen(request, 'kind', ACTIVITY_KINDS),
  };
  const listed = activities.filter(
    ({ year, kind }) =>
      (filter.year === '' || String(year) === filter.year) && (filter.kind === '' || kind === filter.kind),
  );
  const address = (page: number) => HELPERS.address('/activities', { ...filter, page });
  const { rows, pager } = paginate(listed, query(request, 'page'), address);
  const roll = rollsOf(everything);
  return publicPage(reply, 'public/activities/index', {
    filter,
    years,
    pager,
    total: listed.length,
    rows: rows.map((activity) => ({ ...activity, roll: roll(activity.code) })),
    kinds: ACTIVITY_KINDS.map((kind) => [kind, kindLabel(kind)]),
    kindLabel,
  });
}

/** Each activity's attendance, counted when asked for. */
export function rollsOf({ rows }: TermFacts): (code: string) => Roll {
  const mandates = mandatesOf(rows);
  const byCode = new Map(rows.activities.map((activity) => [activity.code, activity]));
  return (code) => rollOf(mandates, byCode.get(code) ?? { heldOn: '', invited: [], attendance: [] });
}

/** Names by what they did, in the order of the sheet. */
const STATES = ['present', 'late', 'left_early', 'leave', 'absent', null] as const;

async function showActivity(request: FastifyRequest, reply: FastifyReply) {
  const { store, read, term, today, order } = await shown(request);
  const activity = found(await findPublicActivity(read, term.id, param(request, 'code')));
  const [deputies, facts] = await Promise.all([
    listPublicDeputies(read, term.id, { today, order }),
    termFacts(store, term.id),
  ]);
  const roll = rollsOf(facts)(activity.code);
  const stateOf = new Map(roll.entries.map(({ deputy, state }) => [deputy, state]));
  const named = deputies.filter(({ certificateNumber }) => stateOf.has(certificateNumber));
  const people = STATES.map((state) => ({
    state,
    label: attendanceWord(state),
    deputies: named.filter(({ certificateNumber }) => stateOf.get(certificateNumber) === state),
  }));
  return publicPage(reply, 'public/activities/show', {
    activity,
    roll,
    today,
    kind: kindLabel(activity.kind),
    people: people.filter((group) => group.deputies.length > 0),
    orderNote: nameOrderNote(order),
  });
}
