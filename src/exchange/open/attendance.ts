import { listPublicDeputies, type PublicDeputy } from '../../deputies/public.ts';
import { halfLabel } from '../../lib/dates.ts';
import { listPublicActivities } from '../../meetings/public.ts';
import { termFacts } from '../../points/kept.ts';
import { mandatesOf, rollOf } from '../../points/rolls.ts';
import type { RegisterRows } from '../../points/register-rows.ts';
import { attendanceWord, MEETING_TYPES } from './labels.ts';
import type { OpenScope } from './rows.ts';

interface Meeting {
  type: 'sitting' | 'activity';
  title: string;
  code: string;
  heldOn: string;
  half: string;
  meeting: Parameters<typeof rollOf>[1];
}

/** One line for each deputy due at each meeting up to today: earliest first, deputies in name order. */
export async function listAttendance({ store, term, today, order }: OpenScope) {
  const [{ rows }, activities, deputies] = await Promise.all([
    termFacts(store, term.id),
    listPublicActivities(store.read, term.id),
    listPublicDeputies(store.read, term.id, { today, order }),
  ]);
  const titles = new Map(activities.map(({ code, title }) => [code, title]));
  const mandates = mandatesOf(rows);
  return meetingsOf(rows, titles)
    .filter(({ heldOn }) => heldOn <= today)
    .flatMap((meeting) => linesOf(meeting, rollOf(mandates, meeting.meeting).entries, deputies));
}

function meetingsOf({ sittings, activities }: RegisterRows, titles: ReadonlyMap<string, string>): Meeting[] {
  const all = [
    ...sittings.map((sitting): Meeting => ({
      type: 'sitting',
      title: sitting.session,
      code: '',
      heldOn: sitting.heldOn,
      half: halfLabel(sitting.half),
      meeting: { heldOn: sitting.heldOn, attendance: sitting.attendance },
    })),
    ...activities.map((activity): Meeting => ({
      type: 'activity',
      title: titles.get(activity.code) ?? '',
      code: activity.code,
      heldOn: activity.heldOn,
      half: '',
      meeting: activity,
    })),
  ];
  // The sort is stable: half-days stay in the order of the day.
  return all.toSorted((a, b) => (a.heldOn < b.heldOn ? -1 : a.heldOn > b.heldOn ? 1 : 0));
}

function linesOf(
  { type, title, code, heldOn, half }: Meeting,
  entries: ReturnType<typeof rollOf>['entries'],
  deputies: readonly PublicDeputy[],
) {
  const states = new Map(entries.map(({ deputy, state }) => [deputy, state]));
  return deputies
    .filter(({ certificateNumber }) => states.has(certificateNumber))
    .map(({ slug, certificateNumber, name }) => ({
      slug,
      type: MEETING_TYPES[type],
      meeting: title,
      code,
      heldOn,
      half,
      certificateNumber,
      name,
      state: attendanceWord(states.get(certificateNumber) ?? null),
    }));
}
