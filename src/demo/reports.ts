import type { Doing } from '../db/write.ts';
import { publishReport, saveReport } from '../reports/actions.ts';
import { instantOf, officeTime } from './clock.ts';
import { REPORTS } from './content/reports.ts';
import type { Scene } from './timeline.ts';

const YEAR = 2025;

/** Annual report forms: the words typed by the clerk, the opinions by the presidium, half of them published. */
export function reportScenes(): Scene[] {
  return REPORTS.flatMap(({ deputy, groupOpinion, presidiumOpinion, published, ...words }, index) => {
    const presidium = (day: string, play: (doing: Doing) => Promise<void>): Scene => ({
      at: instantOf(day, officeTime(index)),
      by: 'presidium',
      play: (_, doing) => play(doing),
    });
    return [
      {
        ...presidium('2026-01-21', (doing) =>
          saveReport(doing, deputy, YEAR, { ...words, groupOpinion, presidiumOpinion: '' }),
        ),
        by: 'clerk',
      },
      presidium('2026-01-29', (doing) =>
        saveReport(doing, deputy, YEAR, { ...words, groupOpinion, presidiumOpinion }),
      ),
      ...(published ? [presidium(published, (doing) => publishReport(doing, deputy, YEAR))] : []),
    ];
  });
}
