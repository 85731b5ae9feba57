import type { AssessmentState } from '../assessments/rules.ts';
import { listStates } from '../assessments/store.ts';
import type { Reader } from '../db/store.ts';
import { countFilings } from '../filings/store.ts';
import { countLeave } from '../leave/store.ts';
import {
  quarterEnd,
  quarterNumber,
  quarterYear,
  shanghaiDay,
  yearOf,
  type Day,
  type Quarter,
} from '../lib/dates.ts';
import { listClosings } from '../notices/closings.ts';
import { nextToClose } from '../notices/rules.ts';
import { listNotices } from '../notices/store.ts';
import { countObjections } from '../objections/store.ts';
import { dueOf, isReminderDue, timingOn, type Timing } from '../proposals/rules.ts';
import { countProposals, countWaitingExtensions, listPending, listProposals } from '../proposals/store.ts';
import { listSchemeYears } from '../schemes/store.ts';
import { getSettings, type Term } from '../settings/store.ts';
import { listAbsentees } from './absences.ts';
import { listMissingRolls } from './missing-rolls.ts';

/** What waits for somebody on the desk, in the order in which it is shown. */
export const TASK_CODES = [
  'filings-waiting',
  'leave-waiting',
  'rolls-missing',
  'absences-alarm',
  'quarter-over',
  'proposals-submitted',
  'extensions-waiting',
  'units-refused',
  'answers-overdue',
  'answers-due-soon',
  'proposals-unassigned',
  'follow-ups-due',
  'objections-waiting',
  'assessment-unopened',
  'assessments-final',
  'assessments-scores',
  'notice-in-window',
] as const;
export type TaskCode = (typeof TASK_CODES)[number];

export interface Task {
  code: TaskCode;
  count: number;
  /** Of a closing or a notice. */
  quarter: Quarter | null;
  /** The last day of a notice's window. */
  until: Day | null;
}

interface Now {
  term: Term;
  today: Day;
}

/** One line each: a new kind of work is one more function here and one line of words. */
const FINDERS: readonly ((reader: Reader, now: Now) => Promise<Task[]>)[] = [
  filingsWaiting,
  leaveWaiting,
  rollsMissing,
  absencesAlarm,
  quarterOver,
  proposalsSubmitted,
  answersDue,
  objectionsWaiting,
  assessmentsDue,
  noticesInWindow,
];

/** Everything that waits on a day; what is done with does not show. */
export async function listTasks(reader: Reader, term: Term, at: number): Promise<Task[]> {
  const now = { term, today: shanghaiDay(at) };
  const found = await Promise.all(FINDERS.map((find) => find(reader, now)));
  return found
    .flat()
    .filter((task) => task.count > 0)
    .toSorted((a, b) => TASK_CODES.indexOf(a.code) - TASK_CODES.indexOf(b.code));
}

function task(code: TaskCode, count: number, more: Partial<Task> = {}): Task {
  return { code, count, quarter: null, until: null, ...more };
}

async function filingsWaiting(reader: Reader, { term }: Now): Promise<Task[]> {
  return [task('filings-waiting', await countFilings(reader, { termId: term.id }, { state: 'submitted' }))];
}

async function leaveWaiting(reader: Reader, { term }: Now): Promise<Task[]> {
  return [task('leave-waiting', await countLeave(reader, { termId: term.id, state: 'asked' }))];
}

async function rollsMissing(reader: Reader, { term, today }: Now): Promise<Task[]> {
  return [task('rolls-missing', (await listMissingRolls(reader, term.id, today)).length)];
}

async function absencesAlarm(reader: Reader, { term, today }: Now): Promise<Task[]> {
  const absentees = await listAbsentees(reader, term.id, today);
  return [task('absences-alarm', absentees.filter(({ isAlarm }) => isAlarm).length)];
}

async function quarterOver(reader: Reader, { term, today }: Now): Promise<Task[]> {
  const [closings, years] = await Promise.all([listClosings(reader), listSchemeYears(reader)]);
  const closed = closings.map((closing) => closing.quarter);
  const quarter = nextToClose(closed, term.startOn, years);
  return quarter !== null && quarterEnd(quarter) < today ? [task('quarter-over', 1, { quarter })] : [];
}

async function proposalsSubmitted(reader: Reader, { term, today }: Now): Promise<Task[]> {
  const [submitted, waiting, pending] = await Promise.all([
    countProposals(reader, term.id, { state: 'submitted' }),
    countWaitingExtensions(reader, term.id),
    listPending(reader, term.id),
  ]);
  const due = pending.filter((one) => isReminderDue(one, one.notedOn, today));
  return [
    task('proposals-submitted', submitted),
    task('extensions-waiting', waiting),
    task('follow-ups-due', due.length),
  ];
}

const ALL = { limit: 10_000, offset: 0 };
/** States in which somebody still owes an answer. */
const OPEN_STATES = ['registered', 'assigned'] as const;

async function answersDue(reader: Reader, { term, today }: Now): Promise<Task[]> {
  const [proposals, settings] = await Promise.all([
    Promise.all(OPEN_STATES.map((state) => listProposals(reader, term.id, { state }, ALL))),
    getSettings(reader),
  ]);
  const open = proposals.flat();
  const refused = open.filter(({ rounds }) => rounds.at(-1)?.units.some((unit) => unit.refusedAt !== null));
  const timings = open.map(({ complex, rounds }) => {
    const last = rounds.at(-1);
    return last ? timingOn(last, dueOf(last, complex, settings), today) : ({ code: 'unassigned' } as const);
  });
  const count = (code: Timing['code']) => timings.filter((timing) => timing.code === code).length;
  return [
    task('units-refused', refused.length),
    task('answers-overdue', count('overdue')),
    task('answers-due-soon', count('due-soon')),
    task('proposals-unassigned', count('unassigned')),
  ];
}

async function objectionsWaiting(reader: Reader): Promise<Task[]> {
  return [task('objections-waiting', await countObjections(reader, { state: 'received' }))];
}

/** A year that is closed and whose assessment has not begun, until a year later; and what waits in those that have. */
async function assessmentsDue(reader: Reader, { today }: Now): Promise<Task[]> {
  const [closings, states] = await Promise.all([listClosings(reader), listStates(reader)]);
  const last = closings.map(({ quarter }) => quarter).findLast((quarter) => quarterNumber(quarter) === 4);
  const isNew =
    last !== undefined &&
    quarterYear(last) >= yearOf(today) - 1 &&
    !states.some(({ year }) => year === quarterYear(last));
  const count = (...wanted: AssessmentState[]) => states.filter(({ state }) => wanted.includes(state)).length;
  return [
    ...(isNew ? [task('assessment-unopened', 1, { quarter: last })] : []),
    task('assessments-final', count('final')),
    task('assessments-scores', count('self', 'group')),
  ];
}

async function noticesInWindow(reader: Reader, { today }: Now): Promise<Task[]> {
  const notices = await listNotices(reader);
  return notices
    .filter(({ windowTo }) => today <= windowTo)
    .map(({ quarter, windowTo }) => task('notice-in-window', 1, { quarter, until: windowTo }));
}
