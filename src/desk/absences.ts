import type { Reader } from '../db/store.ts';
import { isInOffice } from '../deputies/rules.ts';
import type { Day } from '../lib/dates.ts';
import { ABSENCES_THAT_ALARM, unapprovedAbsences, type MissedSession } from '../points/dues.ts';
import { loadSessionRows } from '../points/store.ts';

/** A deputy in office who missed congress sessions without approved leave (未经批准不出席). */
export interface Absentee {
  certificateNumber: string;
  name: string;
  missed: readonly MissedSession[];
  /** As many as end a mandate (代表法 art. 62 (3)). A person decides, on the facts; nothing follows by itself. */
  isAlarm: boolean;
}

/** Most sessions missed first. Approved leave and activities never count. */
export async function listAbsentees(reader: Reader, termId: number, today: Day): Promise<Absentee[]> {
  const rows = await loadSessionRows(reader, termId);
  return rows.deputies
    .filter(({ mandate }) => isInOffice(mandate, today))
    .map(({ certificateNumber, name }) => {
      const missed = unapprovedAbsences(rows, certificateNumber);
      return { certificateNumber, name, missed, isAlarm: missed.length >= ABSENCES_THAT_ALARM };
    })
    .filter(({ missed }) => missed.length > 0)
    .toSorted(
      (a, b) => b.missed.length - a.missed.length || (a.certificateNumber < b.certificateNumber ? -1 : 1),
    );
}
