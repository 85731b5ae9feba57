import { daysBetween, shanghaiDay, type Day } from '../lib/dates.ts';
import { dueOf, type AnswerMonths, type Due } from './rules.ts';

/** What can stand in a proposal's course (办理过程), in the order in which it happens on one day. */
export const COURSE_CODES = [
  'filed',
  'registered',
  'agenda',
  'turned',
  'merged',
  'assigned',
  'signed-for',
  'extended',
  'urged',
  'answered',
  'rated',
  'handled-again',
  'followed-up',
  'carried-out',
  'closed',
] as const;
export type CourseCode = (typeof COURSE_CODES)[number];

export interface CourseEvent {
  code: CourseCode;
  /** Null where the register does not know the day. */
  day: Day | null;
  /** The round that it belongs to; 0: none. */
  round: number;
  /** Unit, class or last day that it is about. */
  about: readonly string[];
}

/** What the course is made from: columns of the proposal and its papers. */
export interface CourseSource {
  filedOn: Day;
  registeredAt: number;
  decided: { decision: 'agenda' | 'turned'; on: Day | null } | null;
  isMerged: boolean;
  isClosed: boolean;
  carriedOutOn: Day | null;
  /** When it was merged or closed, where the register knows it; epoch milliseconds. */
  endedAt: number | null;
  rounds: readonly CourseRound[];
  followUps: readonly { notedOn: Day }[];
}

export interface CourseRound {
  round: number;
  assignedOn: Day | null;
  answeredOn: Day | null;
  answerClass: string | null;
  isRated: boolean;
  ratedOn: Day | null;
  leadUnits: readonly string[];
  signed: readonly { unit: string; at: number }[];
  extensions: readonly { until: Day; decidedAt: number | null }[];
  urgings: readonly { sentOn: Day }[];
}

/** The course of a proposal, the earliest first; what has no day stands where it belongs in the procedure. */
export function courseOf(source: CourseSource): CourseEvent[] {
  const { filedOn, registeredAt, decided, isMerged, isClosed, carriedOutOn, endedAt } = source;
  const event = eventIn(0);
  const endedOn = endedAt === null ? null : shanghaiDay(endedAt);
  const events = [
    event('filed', filedOn),
    event('registered', shanghaiDay(registeredAt)),
    ...(decided ? [event(decided.decision, decided.on)] : []),
    ...(isMerged ? [event('merged', endedOn)] : []),
    ...source.rounds.flatMap(roundEvents),
    ...source.followUps
      .filter(({ notedOn }) => notedOn !== carriedOutOn)
      .map((note) => event('followed-up', note.notedOn)),
    ...(carriedOutOn === null ? [] : [event('carried-out', carriedOutOn)]),
    ...(isClosed && !isMerged ? [event('closed', endedOn)] : []),
  ];
  return inTime(events);
}

function eventIn(round: number) {
  return (code: CourseCode, day: Day | null, about: readonly string[] = []): CourseEvent => ({
    code,
    day,
    round,
    about,
  });
}

function roundEvents(one: CourseRound): CourseEvent[] {
  const event = eventIn(one.round);
  const isAssigned = one.assignedOn !== null || one.leadUnits.length > 0;
  return [
    ...(isAssigned
      ? [event(one.round > 1 ? 'handled-again' : 'assigned', one.assignedOn, one.leadUnits)]
      : []),
    ...one.signed.map(({ unit, at }) => event('signed-for', shanghaiDay(at), [unit])),
    ...one.extensions.map(({ until, decidedAt }) =>
      event('extended', decidedAt === null ? null : shanghaiDay(decidedAt), [until]),
    ),
    ...one.urgings.map(({ sentOn }) => event('urged', sentOn)),
    ...(one.answeredOn === null ? [] : [event('answered', one.answeredOn, [one.answerClass ?? ''])]),
    ...(one.isRated ? [event('rated', one.ratedOn)] : []),
  ];
}

/** Sorts by day; an event without one stays behind the event that it follows in the procedure. */
function inTime(events: readonly CourseEvent[]): CourseEvent[] {
  let latest = '';
  const placed = events.map((event) => {
    latest = event.day ?? latest;
    return { event, at: latest };
  });
  return placed.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ event }) => event);
}

/** Days that a round took against the days it had, both from 交办. */
export interface DaysTaken {
  due: Due;
  /** Up to the answer, or to today while there is none. */
  used: number;
  isAnswered: boolean;
  /** With what was granted. */
  allowed: number;
  /** By the months alone, where more time was granted. */
  allowedBefore: number | null;
}

/** Null while a round is not assigned. */
export function daysTaken(
  round: Parameters<typeof dueOf>[0] & { answeredOn: Day | null },
  complex: boolean,
  months: AnswerMonths,
  today: Day,
): DaysTaken | null {
  const due = dueOf(round, complex, months);
  if (due === null) return null;
  const { assignedOn, dueOn, extendedFrom } = due;
  return {
    due,
    used: daysBetween(assignedOn, round.answeredOn ?? today),
    isAnswered: round.answeredOn !== null,
    allowed: daysBetween(assignedOn, dueOn),
    allowedBefore: extendedFrom === null ? null : daysBetween(assignedOn, extendedFrom),
  };
}
