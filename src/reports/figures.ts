import { quantityOf, type ArchiveSection } from '../duties/archive.ts';
import { KINDS, type DutyKind, type Section } from '../duties/rules.ts';
import type { Day } from '../lib/dates.ts';
import { duesOf, dueMeetings, type DueMeeting, type Dues, type RegisterRows } from '../points/facts.ts';

export type FigureCode = 'sessions' | 'session-halves' | 'activities' | 'money';

/** A figure of the annual report form: a rate n/N, or how much of a kind there is. */
export type Figure =
  | { code: FigureCode; count: number; of: number | null }
  | { kind: DutyKind; quantityHundredths: number };

export interface SectionFigures {
  section: Section;
  figures: Figure[];
}

/** Kinds that a rate stands for already. */
const IN_A_RATE: readonly DutyKind[] = ['session.attended'];

/**
 * The figures of a deputy's year by section: attendance as n/N of the meetings at which the deputy was due, and every
 * kind that occurred. `moneyCents` is what the confirmed deeds cost.
 */
export function reportFigures(
  rows: RegisterRows,
  archive: readonly ArchiveSection[],
  deputy: string,
  period: { from: Day; to: Day },
  moneyCents: number,
): SectionFigures[] {
  const rates = attendanceFigures(rows, deputy, period);
  return archive.map(({ section }) => ({
    section,
    figures: [
      ...(rates[section] ?? []),
      ...KINDS.filter((row) => row.section === section && !IN_A_RATE.includes(row.kind))
        .map(({ kind }) => ({ kind, quantityHundredths: quantityOf(archive, kind) }))
        .filter((figure) => figure.quantityHundredths > 0),
      ...(section === 'deed' && moneyCents > 0
        ? [{ code: 'money', count: moneyCents / 100, of: null } as const]
        : []),
    ],
  }));
}

function attendanceFigures(
  rows: RegisterRows,
  deputy: string,
  { from, to }: { from: Day; to: Day },
): Partial<Record<Section, Figure[]>> {
  const dues = duesOf(rows, deputy, from, to);
  const meetings = dueMeetings(rows, deputy, from, to).filter((meeting) => meeting.type === 'sitting');
  return {
    session: [sessionsFigure(rows, meetings), rate('session-halves', dues.sittings)],
    recess: [rate('activities', dues.activities)],
  };
}

/** Congress sessions attended (at one sitting at least) of those with a sitting at which the deputy was due. */
function sessionsFigure(rows: RegisterRows, meetings: readonly DueMeeting[]): Figure {
  const titles = new Map(rows.sittings.map((sitting) => [sitting.key, sitting.session]));
  const due = new Set(meetings.map((meeting) => titles.get(meeting.key)));
  const attended = new Set(meetings.filter(wasThere).map((meeting) => titles.get(meeting.key)));
  return { code: 'sessions', count: attended.size, of: due.size };
}

function wasThere({ state }: DueMeeting): boolean {
  return state === 'present' || state === 'late' || state === 'left_early';
}

function rate(code: FigureCode, { due, present, late, leftEarly }: Dues): Figure {
  return { code, count: present + late + leftEarly, of: due };
}
