import type { Doing } from '../db/write.ts';
import { closeQuarter } from '../notices/actions.ts';
import { adoptScheme, draftScheme } from '../schemes/actions.ts';
import { instantOf } from './clock.ts';
import { CLOSINGS, SCHEME_2026, SCHEME_2027 } from './content/schemes.ts';
import type { Scene, Stage } from './timeline.ts';

/** The scheme in force, a draft for the next year, and two closed quarters; the third is over and still open. */
export function pointsScenes(): Scene[] {
  return [
    drafting('2026-01-09', '2026'),
    {
      at: instantOf('2026-01-15', '16:30'),
      by: 'presidium',
      play: (stage, doing) => adoptScheme(doing, stage.idOf('scheme', '2026'), SCHEME_2026.adoption),
    },
    ...CLOSINGS.map(({ quarter, day, time, number, openReason }): Scene => ({
      at: instantOf(day, time),
      by: 'presidium',
      play: (_, doing) => closeQuarter(doing, quarter, { number, openReason }),
    })),
    drafting('2026-11-16', '2027'),
  ];
}

function drafting(day: string, year: '2026' | '2027'): Scene {
  const body = year === '2026' ? SCHEME_2026.body : SCHEME_2027;
  const play = async (stage: Stage, doing: Doing) => {
    stage.keep('scheme', year, await draftScheme(doing, body));
  };
  return { at: instantOf(day, '15:10'), by: 'clerk', play };
}
