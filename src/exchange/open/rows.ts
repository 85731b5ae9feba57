/** The rows of the open files: flat, and made of nothing but what public pages show (allow-list in ./labels.ts). */
import type { Store } from '../../db/store.ts';
import { holdsMandate, listPublicDeputies, type PublicDeputy } from '../../deputies/public.ts';
import { listPublicDistricts, type PublicDistrict } from '../../districts/public.ts';
import { kindLabel } from '../../duties/labels.ts';
import { shanghaiDay, type Day } from '../../lib/dates.ts';
import type { NameOrder } from '../../lib/names.ts';
import { listPublicActivities, type PublicActivity } from '../../meetings/public.ts';
import { termFacts } from '../../points/kept.ts';
import { mandatesOf, rollOf, type Roll } from '../../points/rolls.ts';
import { PROPOSAL_KIND_LABELS, PROPOSAL_STATE_LABELS, SATISFACTION_LABELS } from '../../proposals/labels.ts';
import { DECISION_LABELS } from '../../proposals/public-labels.ts';
import { listPublicProposals, type PublicProposal } from '../../proposals/public.ts';
import { dueOf, type AnswerMonths } from '../../proposals/rules.ts';
import { getSettings } from '../../settings/store.ts';
import type { Cell } from '../write.ts';
import { listAttendance } from './attendance.ts';
import {
  stateWord,
  YES_NO,
  type ACTIVITY_FIELDS,
  type ATTENDANCE_FIELDS,
  type DEPUTY_FIELDS,
  type DISTRICT_FIELDS,
  type OpenSet,
  type PROPOSAL_FIELDS,
} from './labels.ts';

/** What open data is made from: a term as of a day. */
export interface OpenScope {
  store: Store;
  term: { id: number; number: number };
  today: Day;
  order: NameOrder;
}

type Row<Fields> = Record<keyof Fields, Cell>;

const yesNo = (value: boolean): string => (value ? YES_NO.yes : YES_NO.no);

function deputyRow(deputy: PublicDeputy): Row<typeof DEPUTY_FIELDS> {
  const { certificateNumber, name, sex, ethnicity, occupation, upperPost, electedOn, oathOn } = deputy;
  const { category, subcategory, delegation, group, district, state, event } = deputy;
  return {
    certificateNumber,
    name,
    sex,
    ethnicity,
    occupation,
    category,
    subcategory,
    districtNumber: district.number,
    districtName: district.name,
    delegation,
    group,
    upperPost,
    electedOn,
    oathOn,
    stateWorker: yesNo(deputy.stateWorker),
    byElection: yesNo(deputy.byElection),
    state: stateWord(state),
    stateSince: event?.on ?? null,
  };
}

function districtRow(
  { number, name, villages, seats }: PublicDistrict,
  deputies: readonly PublicDeputy[],
): Row<typeof DISTRICT_FIELDS> {
  const own = deputies.filter((deputy) => holdsMandate(deputy) && deputy.district.number === number);
  return { number, name, villages: villages.join('、'), seats, deputies: own.length };
}

function activityRow(
  { code, kind, title, heldOn, place, organiser, summary }: PublicActivity,
  { due, there, leave, absent, unrecorded }: Roll,
): Row<typeof ACTIVITY_FIELDS> {
  return {
    code,
    kind: kindLabel(kind),
    title,
    heldOn,
    place,
    organiser,
    summary,
    due,
    there,
    leave,
    absent,
    unrecorded,
  };
}

function proposalRow(proposal: PublicProposal, months: AnswerMonths): Row<typeof PROPOSAL_FIELDS> {
  const { number, kind, title, cause, basis, content, filedOn, state, complex, decided } = proposal;
  const [first] = proposal.rounds;
  const round = proposal.rounds.at(-1);
  const rated = (value: keyof typeof SATISFACTION_LABELS | null | undefined) =>
    value ? SATISFACTION_LABELS[value] : null;
  return {
    number,
    kind: PROPOSAL_KIND_LABELS[kind],
    title,
    cause,
    basis,
    content,
    filedOn,
    lead: proposal.lead?.certificateNumber ?? '',
    cosigners: proposal.cosigners.map(({ certificateNumber }) => certificateNumber).join('、'),
    registeredOn: shanghaiDay(proposal.registeredAt),
    session: proposal.sessionTitle,
    state: PROPOSAL_STATE_LABELS[state],
    wasMotion: yesNo(proposal.wasMotion),
    decision: decided ? DECISION_LABELS[decided.decision] : '',
    decidedOn: decided?.on ?? null,
    decisionReason: decided?.reason ?? '',
    mergedInto: proposal.mergedInto ?? '',
    overseen: yesNo(proposal.overseer !== ''),
    complex: yesNo(complex),
    rounds: proposal.rounds.length,
    firstAssignedOn: first?.assignedOn ?? null,
    firstAnsweredOn: first?.answeredOn ?? null,
    firstAnswerClass: first?.answerClass ?? null,
    firstResult: rated(first?.result),
    assignedOn: round?.assignedOn ?? null,
    leadUnits: round?.leadUnits.join('、') ?? '',
    otherUnits: round?.otherUnits.join('、') ?? '',
    dueOn: (round && dueOf(round, complex, months)?.dueOn) ?? null,
    extendedTo: round?.extendedTo ?? null,
    answeredOn: round?.answeredOn ?? null,
    answerClass: round?.answerClass ?? null,
    answer: round?.answer ?? '',
    promisedOn: round?.promisedOn ?? null,
    classReason: round?.classReason ?? '',
    carriedOutOn: proposal.carriedOutOn,
    ratedOn: round?.ratedOn ?? null,
    attitude: rated(round?.attitude),
    result: rated(round?.result),
  };
}

/** Activities with their attendance, newest first. */
export async function listCountedActivities({ store, term }: OpenScope) {
  const [activities, { rows }] = await Promise.all([
    listPublicActivities(store.read, term.id),
    termFacts(store, term.id),
  ]);
  const mandates = mandatesOf(rows);
  const byCode = new Map(rows.activities.map((activity) => [activity.code, activity]));
  return activities.map((activity) => {
    const { invited = [], attendance = [] } = byCode.get(activity.code) ?? {};
    return { activity, roll: rollOf(mandates, { heldOn: activity.heldOn, invited, attendance }) };
  });
}

type AnyRow = Readonly<Record<string, Cell>>;

const ROWS: Readonly<Record<OpenSet, (scope: OpenScope) => Promise<AnyRow[]>>> = {
  deputies: async ({ store, term, today, order }) =>
    (await listPublicDeputies(store.read, term.id, { today, order })).map(deputyRow),
  districts: async ({ store, term, today, order }) => {
    const deputies = await listPublicDeputies(store.read, term.id, { today, order });
    return (await listPublicDistricts(store.read, term)).map((district) => districtRow(district, deputies));
  },
  activities: async (scope) =>
    (await listCountedActivities(scope)).map(({ activity, roll }) => activityRow(activity, roll)),
  attendance: async (scope): Promise<Row<typeof ATTENDANCE_FIELDS>[]> =>
    (await listAttendance(scope)).map(({ slug: _slug, ...row }) => row),
  proposals: async ({ store, term }) => {
    const months = await getSettings(store.read);
    return (await listPublicProposals(store.read, term)).map((proposal) => proposalRow(proposal, months));
  },
};

/** One flat record for each line of the CSV file, by the names of its fields. */
export function openRows(set: OpenSet, scope: OpenScope): Promise<AnyRow[]> {
  return ROWS[set](scope);
}
