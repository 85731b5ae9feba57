import type { Day } from '../lib/dates.ts';

/** Mandate event (资格变动): suspension (暂停), its end (恢复), and the four ways in which a mandate ends. */
export const MANDATE_EVENT_KINDS = [
  'suspended',
  'resumed',
  'resigned',
  'recalled',
  'terminated',
  'died',
] as const;
export type MandateEventKind = (typeof MANDATE_EVENT_KINDS)[number];

export interface MandateEvent {
  readonly kind: MandateEventKind;
  /** The day on which it takes effect: suspended and ended from that day on, resumed again from that day on. */
  readonly on: Day;
}

/** Mandate (代表资格) of one deputy in one term. */
export interface Mandate {
  readonly electedOn: Day;
  /** The term's last day, still in office; null while it is not known. */
  readonly endsOn: Day | null;
  /** In any order. */
  readonly events: readonly MandateEvent[];
}

export type MandateState = 'not-yet' | 'in-office' | 'suspended' | 'ended';

export interface MandateStatus {
  readonly status: MandateState;
  /** The suspension or the end behind the status; null when there is none, as when the term ran out. */
  readonly event: MandateEvent | null;
}

/** Legal grounds of a suspension (代表法 art. 61). */
export const SUSPENSION_GROUNDS = ['detained', 'serving_sentence'] as const;
/** Legal grounds of a termination (代表法 art. 62), in the order of the law. */
export const TERMINATION_GROUNDS = [
  'moved_away',
  'resignation_accepted',
  'absent_twice',
  'recalled',
  'nationality_lost',
  'rights_deprived',
  'incapacity',
] as const;
export type MandateGround = (typeof SUSPENSION_GROUNDS)[number] | (typeof TERMINATION_GROUNDS)[number];

/** The grounds that each event can have; a suspension lapses and a death ends the mandate without any. */
export const GROUNDS_OF: Readonly<Record<MandateEventKind, readonly MandateGround[]>> = {
  suspended: SUSPENSION_GROUNDS,
  resumed: [],
  resigned: ['resignation_accepted'],
  recalled: ['recalled'],
  terminated: ['moved_away', 'absent_twice', 'nationality_lost', 'rights_deprived', 'incapacity'],
  died: [],
};

export type MandateRefusal =
  | 'before-election'
  | 'after-term'
  | 'already-ended'
  | 'already-suspended'
  | 'not-suspended'
  | 'later-event-conflicts';

const IN_OFFICE: MandateStatus = { status: 'in-office', event: null };
const NOT_YET: MandateStatus = { status: 'not-yet', event: null };
const TERM_OVER: MandateStatus = { status: 'ended', event: null };

export const endsMandate = (kind: MandateEventKind): boolean => kind !== 'suspended' && kind !== 'resumed';

/** By day; on one day a suspension comes before its end, and an end of the mandate last. */
function inOrder(events: readonly MandateEvent[]): readonly MandateEvent[] {
  if (events.length < 2) return events;
  const rank = (event: MandateEvent): number => MANDATE_EVENT_KINDS.indexOf(event.kind);
  return events.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : rank(a) - rank(b)));
}

function after(status: MandateStatus, event: MandateEvent): MandateStatus {
  if (status.status === 'ended') return status;
  if (event.kind === 'resumed') return IN_OFFICE;
  return { status: event.kind === 'suspended' ? 'suspended' : 'ended', event };
}

/** Where the mandate stands on a day, and the event that made it so. */
export function statusOn(mandate: Mandate, day: Day): MandateStatus {
  if (day < mandate.electedOn) return NOT_YET;
  const effective = inOrder(mandate.events).filter((event) => event.on <= day);
  const status = effective.reduce(after, IN_OFFICE);
  const termOver = mandate.endsOn !== null && day > mandate.endsOn;
  return termOver && status.status !== 'ended' ? TERM_OVER : status;
}

/** Whether the deputy holds the mandate on that day and is not suspended. */
export function isInOffice(mandate: Mandate, day: Day): boolean {
  if (day < mandate.electedOn || (mandate.endsOn !== null && day > mandate.endsOn)) return false;
  return mandate.events.length === 0 || statusOn(mandate, day).status === 'in-office';
}

function refuseAfter(status: MandateState, kind: MandateEventKind): MandateRefusal | null {
  if (status === 'ended') return 'already-ended';
  if (kind === 'suspended' && status === 'suspended') return 'already-suspended';
  if (kind === 'resumed' && status !== 'suspended') return 'not-suspended';
  return null;
}

/** Why the event cannot be added to the mandate, or null. What came before it is taken as it stands. */
export function refuseMandateEvent(mandate: Mandate, event: MandateEvent): MandateRefusal | null {
  if (event.on < mandate.electedOn) return 'before-election';
  if (mandate.endsOn !== null && event.on > mandate.endsOn) return 'after-term';
  const steps = inOrder([...mandate.events, event]);
  const position = steps.indexOf(event);
  let status = steps.slice(0, position).reduce(after, IN_OFFICE);
  for (const step of steps.slice(position)) {
    const refusal = refuseAfter(status.status, step.kind);
    if (refusal !== null) return step === event ? refusal : 'later-event-conflicts';
    status = after(status, step);
  }
  return null;
}

/** Whether the deputy held a mandate on any day from one to the other, both included; a suspension does not end it. */
export function mandateTouches(mandate: Mandate, from: Day, to: Day): boolean {
  return statusOn(mandate, to).status !== 'not-yet' && statusOn(mandate, from).status !== 'ended';
}
