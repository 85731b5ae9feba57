import type { Day } from '../lib/dates.ts';
import {
  GROUNDS_OF,
  MANDATE_EVENT_KINDS,
  refuseMandateEvent,
  type Mandate,
  type MandateEvent,
  type MandateEventKind,
  type MandateGround,
} from './rules.ts';

export type EntryRefusal =
  | 'elected-after-term'
  | 'elected-after-event'
  | 'oath-before-election'
  | 'under-age';

/** 选举法 art. 4 */
const AGE_OF_ELIGIBILITY = 18;

/** Why a deputy's dates cannot all be right, or null. `bornMonth` is `YYYY-MM` or empty. */
export function refuseEntry(entry: {
  bornMonth: string;
  oathOn: Day | null;
  mandate: Mandate;
}): EntryRefusal | null {
  const { electedOn, endsOn, events } = entry.mandate;
  if (endsOn !== null && electedOn > endsOn) return 'elected-after-term';
  if (events.some((event) => event.on < electedOn)) return 'elected-after-event';
  if (entry.oathOn !== null && entry.oathOn < electedOn) return 'oath-before-election';
  return entry.bornMonth !== '' && comesOfAge(entry.bornMonth) > electedOn.slice(0, 7) ? 'under-age' : null;
}

function comesOfAge(bornMonth: string): string {
  return `${Number(bornMonth.slice(0, 4)) + AGE_OF_ELIGIBILITY}${bornMonth.slice(4)}`;
}

export type GroundRefusal = 'ground-missing' | 'ground-not-of-event';

/** The ground that an event is recorded with: what was named, or the only one that the law knows for it. */
export function groundOf(kind: MandateEventKind, named: MandateGround | ''): MandateGround | '' {
  const [only, ...others] = GROUNDS_OF[kind];
  return named === '' && only !== undefined && others.length === 0 ? only : named;
}

/** The law names the grounds of every event that has any (代表法 art. 61, 62): none may be missing or another's. */
export function refuseGround(kind: MandateEventKind, ground: MandateGround | ''): GroundRefusal | null {
  const grounds = GROUNDS_OF[kind];
  if (ground === '') return grounds.length === 0 ? null : 'ground-missing';
  return grounds.includes(ground) ? null : 'ground-not-of-event';
}

/** Whether a wrongly recorded event can be taken back: what remains must still follow from itself. */
export function canTakeBack<T extends MandateEvent>(
  mandate: Mandate & { events: readonly T[] },
  event: T,
): boolean {
  let kept: Mandate = { ...mandate, events: [] };
  for (const step of inOrder(mandate.events.filter((other) => other !== event))) {
    if (refuseMandateEvent(kept, step) !== null) return false;
    kept = { ...kept, events: [...kept.events, step] };
  }
  return true;
}

function inOrder(events: readonly MandateEvent[]): MandateEvent[] {
  const key = ({ on, kind }: MandateEvent) => `${on} ${MANDATE_EVENT_KINDS.indexOf(kind)}`;
  return events.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
