import type { Day } from '../../lib/dates.ts';
import { attended, type Tally } from '../../meetings/rules.ts';

/**
 * What a list shows of a meeting's attendance. `to-come`: its day has not come; `nobody`: nobody is due; `missing`:
 * 未登记出勤; `taken`: recorded, perhaps with some lines still open.
 */
export interface AttendanceCell extends Tally {
  state: 'to-come' | 'nobody' | 'missing' | 'taken';
  attended: number;
}

export function attendanceCell(
  { heldOn, rollTakenAt }: { heldOn: Day; rollTakenAt: number | null },
  count: Tally,
  today: Day,
): AttendanceCell {
  const cell = { ...count, attended: attended(count) };
  if (rollTakenAt !== null) return { ...cell, state: 'taken' };
  if (heldOn > today) return { ...cell, state: 'to-come' };
  return { ...cell, state: count.due === 0 ? 'nobody' : 'missing' };
}
