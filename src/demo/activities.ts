import type { Doing } from '../db/write.ts';
import type { ActivityKind } from '../duties/rules.ts';
import { addDays } from '../lib/dates.ts';
import { changeActivity, createActivity, inviteDeputies, type Invitation } from '../meetings/actions.ts';

import { findActivity } from '../meetings/store.ts';
import { found } from '../refusals.ts';
import { getCurrentTerm } from '../settings/store.ts';
import { instantOf, officeTime, workday } from './clock.ts';
import { ACTIVITIES_2025 } from './content/activities-2025.ts';
import { ACTIVITIES_2026 } from './content/activities-2026.ts';
import { DELEGATIONS, GROUPS } from './content/places.ts';
import { saveSheet } from './marks.ts';
import { listOf } from './table.ts';
import type { Scene, Stage } from './timeline.ts';

type Line = (typeof ACTIVITIES_2025)[number];

/** Activities: announced a week ahead, written up and called over afterwards. */
export function activityScenes(): Scene[] {
  return [...ACTIVITIES_2025, ...ACTIVITIES_2026].flatMap((line, index) => [
    {
      at: instantOf(workday(addDays(line.day, -7)), officeTime(index)),
      by: 'clerk',
      play: (stage: Stage, doing: Doing) => announce(stage, doing, line),
    },
    {
      at: instantOf(line.roll || line.day, line.roll ? officeTime(index * 3) : '17:30'),
      by: 'clerk',
      play: (stage: Stage, doing: Doing) => writeUp(stage, doing, line),
    },
  ]);
}

async function announce(stage: Stage, doing: Doing, line: Line): Promise<void> {
  const code = await createActivity(doing, { ...fieldsOf(line), summary: '', costCents: null });
  const { id: termId } = await getCurrentTerm(stage.store.read);
  const { id } = found(await findActivity(stage.store.read, termId, code));
  stage.keep('activity', line.day, id);
  await inviteDeputies(doing, id, invitationOf(stage, line.invited));
}

function fieldsOf(line: Line) {
  return {
    kind: `activity.${line.kind}` as ActivityKind,
    title: line.title,
    heldOn: line.day,
    place: line.place,
    organiser: line.organiser,
    summary: line.summary,
    costCents: line.cost === '' ? null : Number(line.cost) * 100,
  };
}

function invitationOf(stage: Stage, invited: string): Invitation {
  if (invited === '全体') return { by: 'all' };
  if (DELEGATIONS.some(({ name }) => name === invited))
    return { by: 'delegation', id: stage.idOf('delegation', invited) };
  if (GROUPS.some(({ name }) => name === invited)) return { by: 'group', id: stage.idOf('group', invited) };
  if (invited.endsWith('类')) return { by: 'category', id: stage.idOf('category', invited) };
  return { by: 'name', names: listOf(invited) };
}

async function writeUp(stage: Stage, doing: Doing, line: Line): Promise<void> {
  const id = stage.idOf('activity', line.day);
  await changeActivity(doing, id, fieldsOf(line));
  if (line.roll) await saveSheet(stage, doing, { type: 'activity', id }, line.marks);
}
