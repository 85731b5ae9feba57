import { isInOffice, type Mandate } from '../deputies/rules.ts';
import type { Day } from '../lib/dates.ts';
import { wasThere, type AttendanceRow, type AttendanceState, type RegisterRows } from './register-rows.ts';

/** One deputy due at a meeting; `state` is null where attendance was not recorded. */
export interface RollEntry {
  readonly deputy: string;
  readonly state: AttendanceState | null;
}

/** A meeting's attendance (应到、实到、请假、缺席): `there`, `leave`, `absent` and `unrecorded` add up to `due`. */
export interface Roll {
  readonly due: number;
  readonly there: number;
  readonly leave: number;
  readonly absent: number;
  readonly unrecorded: number;
  readonly entries: readonly RollEntry[];
}

interface Meeting {
  readonly heldOn: Day;
  /** Of an activity; at a sitting everybody is due. */
  readonly invited?: readonly string[];
  readonly attendance: readonly AttendanceRow[];
}

/** The mandates by certificate number. */
export function mandatesOf(rows: RegisterRows): ReadonlyMap<string, Mandate> {
  return new Map(rows.deputies.map(({ certificateNumber, mandate }) => [certificateNumber, mandate]));
}

/** The other side of `dueMeetings`: who was due at a meeting, by the same rule, and who came. */
export function rollOf(
  mandates: ReadonlyMap<string, Mandate>,
  { heldOn, invited, attendance }: Meeting,
): Roll {
  const states = new Map(attendance.map(({ deputy, state }) => [deputy, state]));
  const asked = new Set([...(invited ?? mandates.keys()), ...states.keys()]);
  const entries = [...asked]
    .filter((deputy) => {
      const mandate = mandates.get(deputy);
      return mandate !== undefined && isInOffice(mandate, heldOn);
    })
    .map((deputy) => ({ deputy, state: states.get(deputy) ?? null }));
  const count = (belongs: (state: AttendanceState | null) => boolean) =>
    entries.filter(({ state }) => belongs(state)).length;
  return {
    due: entries.length,
    there: count((state) => state !== null && wasThere(state)),
    leave: count((state) => state === 'leave'),
    absent: count((state) => state === 'absent'),
    unrecorded: count((state) => state === null),
    entries,
  };
}
