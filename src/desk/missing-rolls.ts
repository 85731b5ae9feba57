import type { Reader } from '../db/store.ts';
import type { Day, Half } from '../lib/dates.ts';
import { listActivities, listSittings } from '../meetings/store.ts';

/** A meeting that is over and has no attendance yet. */
export interface MissingRoll {
  type: 'sitting' | 'activity';
  /** The id of a sitting, the code of an activity. */
  key: string;
  title: string;
  heldOn: Day;
  half: Half | null;
}

/** The longest missing first. */
export async function listMissingRolls(reader: Reader, termId: number, today: Day): Promise<MissingRoll[]> {
  const [sittings, activities] = await Promise.all([
    listSittings(reader, termId),
    listActivities(reader, termId),
  ]);
  const missing = (row: { rollTakenAt: number | null; heldOn: Day }) =>
    row.rollTakenAt === null && row.heldOn <= today;
  const rolls: MissingRoll[] = [
    ...sittings.filter(missing).map(({ id, session, heldOn, half }) => ({
      ...({ type: 'sitting', key: String(id), title: session } as const),
      heldOn,
      half,
    })),
    ...activities.filter(missing).map(({ code, title, heldOn }) => ({
      ...({ type: 'activity', key: code, title } as const),
      heldOn,
      half: null,
    })),
  ];
  return rolls.toSorted((a, b) => (a.heldOn < b.heldOn ? -1 : a.heldOn > b.heldOn ? 1 : 0));
}
