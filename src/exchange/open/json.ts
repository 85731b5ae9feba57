/** The JSON of the open data: people and places near Popolo, meetings and papers near OParl 1.1. */
import { listPublicDeputies, type PublicDeputy } from '../../deputies/public.ts';
import { listPublicDistricts } from '../../districts/public.ts';
import { listPublicProposals, type PublicProposal } from '../../proposals/public.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { dueOf, type AnswerMonths } from '../../proposals/rules.ts';
import { getSettings } from '../../settings/store.ts';
import { listAttendance } from './attendance.ts';
import { DEPUTY_ROLE, LICENCE, type OpenSet } from './labels.ts';
import { listCountedActivities, type OpenScope } from './rows.ts';

/** Who publishes it; `origin` such as https://host goes before every address. */
export interface OpenPublisher {
  name: string;
  divisionCode: string;
  origin: string;
}

const LISTS: Readonly<Record<OpenSet, (scope: OpenScope, publisher: OpenPublisher) => Promise<object>>> = {
  deputies: persons,
  districts: areas,
  activities: meetings,
  attendance,
  proposals: papers,
};

/** The whole file: who publishes what as of when, and the list. */
export async function openJson(set: OpenSet, scope: OpenScope, publisher: OpenPublisher): Promise<object> {
  const { today, term } = scope;
  const about = {
    publisher: publisher.name,
    division_code: publisher.divisionCode,
    legislative_term: term.number,
    as_of: today,
    license: LICENCE,
    documentation: `${publisher.origin}/data`,
  };
  return { about, ...(await LISTS[set](scope, publisher)) };
}

const congressOf = (scope: OpenScope): string => `congress-${scope.term.number}`;

async function persons(scope: OpenScope, { name, origin }: OpenPublisher) {
  const { store, term, today, order } = scope;
  const deputies = await listPublicDeputies(store.read, term.id, { today, order });
  const congress = { id: congressOf(scope), name, classification: 'legislature' };
  return {
    organizations: [congress],
    persons: deputies.map((deputy) => person(deputy, congress.id, origin)),
  };
}

function person(deputy: PublicDeputy, congress: string, origin: string) {
  const { slug, certificateNumber, name, sex, ethnicity, occupation, district, state, event } = deputy;
  return {
    id: slug,
    name,
    gender: sex,
    ethnicity,
    occupation,
    state_worker: deputy.stateWorker,
    upper_post: deputy.upperPost,
    identifiers: [{ scheme: 'certificate_number', identifier: certificateNumber }],
    links: [{ url: `${origin}/deputies/${encodeURIComponent(slug)}` }],
    memberships: [
      {
        organization_id: congress,
        role: DEPUTY_ROLE,
        area: { id: district.slug, name: district.name },
        on_behalf_of: deputy.delegation,
        start_date: deputy.electedOn,
        end_date: state === 'ended' ? (event?.on ?? null) : null,
        by_election: deputy.byElection,
        oath_date: deputy.oathOn,
        state,
        state_since: event?.on ?? null,
      },
    ],
    group: deputy.group,
    category: deputy.category,
    subcategory: deputy.subcategory,
  };
}

async function areas({ store, term }: OpenScope, { origin }: OpenPublisher) {
  const districts = await listPublicDistricts(store.read, term);
  return {
    areas: districts.map(({ slug, number, name, villages, seats }) => ({
      id: slug,
      identifier: number,
      name,
      classification: 'electoral district',
      villages,
      seats,
      links: [{ url: `${origin}/districts/${encodeURIComponent(slug)}` }],
    })),
  };
}

/** OParl's `participant` are those who actually took part, not those who were invited. */
async function meetings(scope: OpenScope, { origin }: OpenPublisher) {
  const { term, today } = scope;
  const counted = await listCountedActivities(scope);
  return {
    meetings: counted.map(({ activity, roll }) => ({
      id: activity.code,
      name: activity.title,
      kind: activity.kind,
      meetingState: activity.heldOn > today ? 'scheduled' : 'completed',
      start: activity.heldOn,
      location: { description: activity.place },
      organization: activity.organiser,
      summary: activity.summary,
      attendance: {
        due: roll.due,
        there: roll.there,
        leave: roll.leave,
        absent: roll.absent,
        unrecorded: roll.unrecorded,
      },
      participant: roll.entries
        .filter(({ state }) => state === 'present' || state === 'late' || state === 'left_early')
        .map(({ deputy }) => `${term.number}-${deputy}`),
      web: `${origin}/activities/${encodeURIComponent(activity.code)}`,
    })),
  };
}

async function attendance(scope: OpenScope) {
  const lines = await listAttendance(scope);
  return {
    attendance: lines.map(({ slug, type, meeting, code, heldOn, half, name, state }) => ({
      person_id: slug,
      person_name: name,
      meeting_type: type,
      meeting_id: code === '' ? null : code,
      meeting_name: meeting,
      date: heldOn,
      half: half === '' ? null : half,
      state,
    })),
  };
}

async function papers({ store, term }: OpenScope, { origin }: OpenPublisher) {
  const [proposals, months] = await Promise.all([
    listPublicProposals(store.read, term),
    getSettings(store.read),
  ]);
  return { papers: proposals.map((proposal) => paper(proposal, months, origin)) };
}

function paper(proposal: PublicProposal, months: AnswerMonths, origin: string) {
  const { number, kind, title, cause, basis, content, filedOn, state, complex, lead, cosigners } = proposal;
  return {
    id: number,
    reference: number,
    name: title,
    paperType: kind,
    date: filedOn,
    state,
    registered: shanghaiDay(proposal.registeredAt),
    session: proposal.sessionTitle === '' ? null : proposal.sessionTitle,
    was_motion: proposal.wasMotion,
    decision: proposal.decided,
    merged_into: proposal.mergedInto,
    overseen: proposal.overseer !== '',
    carried_out: proposal.carriedOutOn,
    broad_or_hard: complex,
    text: { cause, basis, content },
    originatorPerson: lead === null ? [] : [lead.slug],
    cosigners: cosigners.map(({ slug }) => slug),
    consultation: proposal.rounds.map((round) => ({
      round: round.round,
      assigned: round.assignedOn,
      lead_organization: round.leadUnits,
      organization: round.otherUnits,
      due: dueOf(round, complex, months)?.dueOn ?? null,
      extended_to: round.extendedTo,
      answered: round.answeredOn,
      answer_class: round.answerClass,
      answer: round.answer,
      promised: round.promisedOn,
      class_reason: round.classReason,
      rating: { attitude: round.attitude, result: round.result, date: round.ratedOn },
    })),
    web: `${origin}/proposals/${encodeURIComponent(number)}`,
  };
}
