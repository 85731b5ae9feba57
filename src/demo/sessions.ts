import type { Doing } from '../db/write.ts';
import { addDays, type Day, type Half } from '../lib/dates.ts';
import { createCongressSession, createSitting, recordSpeech } from '../meetings/actions.ts';
import { agendaItemFrom } from '../meetings/labels.ts';
import { instantOf, workday } from './clock.ts';
import { SITTINGS, SPEECHES } from './content/sittings.ts';
import { saveSheet } from './marks.ts';
import type { Scene, Stage } from './timeline.ts';

type Line = (typeof SITTINGS)[number];

/** Congress sessions: called a week ahead, rolls taken at the end of each half-day, speeches noted in the evening. */
export function sessionScenes(): Scene[] {
  const titles = [...new Set(SITTINGS.map((line) => line.session))];
  return [
    ...titles.map(sessionScene),
    ...SITTINGS.flatMap(sittingScenes),
    ...SPEECHES.map((speech): Scene => ({
      at: instantOf(speech.day, '18:30'),
      by: 'clerk',
      play: (stage, doing) => {
        const sittingId = stage.idOf('sitting', keyOf(speech));
        const deputyId = stage.idOf('deputy', speech.deputy);
        return recordSpeech(doing, sittingId, { deputyId, topic: speech.topic });
      },
    })),
  ];
}

function sessionScene(title: string): Scene {
  const first = SITTINGS.find((line) => line.session === title)?.day ?? '';
  const play = async (stage: Stage, doing: Doing) => {
    stage.keep('session', title, await createCongressSession(doing, { title, regular: true }));
  };
  return { at: instantOf(calledOn(first), '09:30'), by: 'clerk', play };
}

/** The deputies of a new term are on the roster six days before their first session. */
const calledOn = (first: Day): Day => workday(addDays(first, -6));

function sittingScenes(line: Line): Scene[] {
  const called = calledOn(SITTINGS.find((other) => other.session === line.session)?.day ?? '');
  return [
    { at: instantOf(called, '09:40'), by: 'clerk', play: (stage, doing) => announce(stage, doing, line) },
    {
      at: instantOf(line.day, line.half === 'am' ? '12:00' : '17:40'),
      by: 'clerk',
      play: (stage, doing) => {
        const meeting = { type: 'sitting', id: stage.idOf('sitting', keyOf(line)) } as const;
        return saveSheet(stage, doing, meeting, line.marks);
      },
    },
  ];
}

async function announce(stage: Stage, doing: Doing, line: Line): Promise<void> {
  const agenda = line.agenda.split('；').map(agendaItemFrom);
  const fields = { heldOn: line.day, half: line.half as Half, agenda };
  stage.keep('sitting', keyOf(line), await createSitting(doing, stage.idOf('session', line.session), fields));
}

const keyOf = ({ day, half }: { day: string; half: string }): string => `${day} ${half}`;
