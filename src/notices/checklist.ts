import { and, asc, eq, isNull, lte } from 'drizzle-orm';
import { activity, congressSession, filing, sitting } from '../db/schema/index.ts';
import type { Reader } from '../db/store.ts';
import { halfLabel, quarterEnd, quarterYear, type Half, type Quarter } from '../lib/dates.ts';
import type { OpenPoint } from './body.ts';
import { differenceTexts } from './correction/labels.ts';
import { prepareEarlier } from './correction/prepare.ts';
import { contradicts } from './correction/rules.ts';

/** One thing that is still open in a quarter, and what has to be opened to settle it. */
export interface OpenThing {
  code: OpenPoint['code'];
  type: 'filing' | 'sitting' | 'activity' | 'proposal' | 'notice';
  /** The code of a filing or activity, the number of a proposal, the id of a sitting, the quarter of a notice. */
  key: string;
  text: string;
}

/**
 * The close check-list (points.md, "Closing a quarter" 1): of the year up to the quarter's end, filings that wait for
 * review and meetings without attendance. Records without the grade that their item asks for show in the computation.
 */
export async function listOpenThings(reader: Reader, termId: number, quarter: Quarter): Promise<OpenThing[]> {
  const found = await Promise.all([
    waitingFilings(reader, termId, quarter),
    sittingsWithoutRoll(reader, termId, quarter),
    activitiesWithoutRoll(reader, termId, quarter),
    uncorrectedNotices(reader, quarter),
  ]);
  return found.flat();
}

/** Where the register contradicts an earlier notice of the year, that notice waits for its correction (更正公告). */
async function uncorrectedNotices(reader: Reader, quarter: Quarter): Promise<OpenThing[]> {
  const earlier = await prepareEarlier(reader, quarter);
  return earlier.flatMap(({ notice, differences }) =>
    differences.filter(contradicts).map((difference): OpenThing => {
      const { before, after } = differenceTexts(difference);
      const text = `${before} → ${after}`;
      return { code: 'corrections-missing', type: 'notice', key: notice.quarter, text };
    }),
  );
}

async function waitingFilings(reader: Reader, termId: number, quarter: Quarter): Promise<OpenThing[]> {
  const rows = await reader
    .select({ code: filing.code, content: filing.content })
    .from(filing)
    .where(
      and(
        eq(filing.termId, termId),
        eq(filing.year, quarterYear(quarter)),
        lte(filing.quarter, quarter),
        eq(filing.state, 'submitted'),
      ),
    )
    .orderBy(asc(filing.id));
  return rows.map(({ code, content }) => ({
    code: 'filings-waiting',
    type: 'filing',
    key: code,
    text: content,
  }));
}

async function sittingsWithoutRoll(reader: Reader, termId: number, quarter: Quarter): Promise<OpenThing[]> {
  const rows = await reader
    .select({ id: sitting.id, title: congressSession.title, heldOn: sitting.heldOn, half: sitting.half })
    .from(sitting)
    .innerJoin(congressSession, eq(congressSession.id, sitting.congressSessionId))
    .where(
      and(
        eq(congressSession.termId, termId),
        isNull(sitting.rollTakenAt),
        eq(sitting.year, quarterYear(quarter)),
        lte(sitting.heldOn, quarterEnd(quarter)),
      ),
    )
    .orderBy(asc(sitting.id));
  return rows.map(({ id, title, heldOn, half }) => ({
    code: 'attendance-missing',
    type: 'sitting',
    key: String(id),
    text: `${title} ${heldOn} ${halfLabel(half as Half)}`,
  }));
}

async function activitiesWithoutRoll(reader: Reader, termId: number, quarter: Quarter): Promise<OpenThing[]> {
  const rows = await reader
    .select({ code: activity.code, title: activity.title })
    .from(activity)
    .where(
      and(
        eq(activity.termId, termId),
        isNull(activity.rollTakenAt),
        eq(activity.year, quarterYear(quarter)),
        lte(activity.heldOn, quarterEnd(quarter)),
      ),
    )
    .orderBy(asc(activity.id));
  return rows.map(({ code, title }) => ({
    code: 'attendance-missing',
    type: 'activity',
    key: code,
    text: title,
  }));
}
