import { quarterEnd, quarterStart, type Quarter } from '../../lib/dates.ts';
import { itemsOf } from '../../points/records.ts';
import { computePoints } from '../../points/score.ts';
import type { PointRecord } from '../../points/shapes.ts';
import type { Scheme } from '../../schemes/scheme.ts';
import {
  noticeDeputy,
  type CorrectionChange,
  type CorrectionEffect,
  type NoticeBody,
  type NoticeDeputy,
  type RecordWords,
} from '../body.ts';
import { recordOf } from '../published.ts';
import { frozenLines } from '../ranks.ts';
import { correctedRecord } from './differences.ts';
import type { Difference } from './shapes.ts';

/** A difference that a correction takes over, and why. */
export interface ChosenDifference {
  readonly difference: Difference;
  readonly reason: string;
}

/** The differences that were ticked, each with its reason, or the reason of all. A key that is none is left out. */
export function chosenOf(
  differences: readonly Difference[],
  { reason, lines }: { readonly reason: string; readonly lines: readonly { key: string; reason: string }[] },
): ChosenDifference[] {
  return lines.flatMap((line) => {
    const difference = differences.find(({ key }) => key === line.key);
    return difference ? [{ difference, reason: line.reason === '' ? reason : line.reason }] : [];
  });
}

export interface CorrectedPart {
  readonly deputies: NoticeDeputy[];
  readonly changes: CorrectionChange[];
  readonly effects: CorrectionEffect[];
}

/**
 * A notice with these differences taken over: everything else stays as it was published. `of` is the quarter that is
 * corrected: the notice's own, or an earlier one on which its totals build.
 */
export function correctNotice(
  body: NoticeBody,
  of: Quarter,
  chosen: readonly ChosenDifference[],
): CorrectedPart {
  const before = new Map(frozenLines(body.deputies, body.showRanks).map((deputy) => [deputy.deputy, deputy]));
  const named = body.deputies.map((deputy) => renamed(deputy, chosen));
  const result = computePoints({
    scheme: body.scheme,
    asOf: body.asOf,
    deputies: named.map(({ deputy, category, partYear = false }) => ({ id: deputy, category, partYear })),
    records: named.flatMap((deputy) => correctedRecords(body.scheme, deputy, of, chosen)),
  });
  const names = new Map(named.map((deputy) => [deputy.deputy, deputy]));
  const lines = result.flatMap((points) => {
    const own = names.get(points.deputy);
    return own ? [noticeDeputy(points, namesOf(own), body.quarter, wordsIn(own, chosen))] : [];
  });
  const deputies = frozenLines(lines, body.showRanks);
  return { deputies, ...tellChanges(before, deputies, of === body.quarter ? chosen : []) };
}

function namesOf({ name, category, partYear, district, group, statement }: NoticeDeputy) {
  return {
    name,
    category,
    ...(partYear ? { partYear } : {}),
    district,
    group,
    ...(statement ? { statement } : {}),
  };
}

function renamed(deputy: NoticeDeputy, chosen: readonly ChosenDifference[]): NoticeDeputy {
  const fields = chosen.flatMap(({ difference }) =>
    difference.code === 'named' && difference.deputy === deputy.deputy
      ? [
          [
            difference.field,
            difference.after === '' && difference.field === 'category' ? null : difference.after,
          ],
        ]
      : [],
  );
  return { ...deputy, ...(Object.fromEntries(fields) as Partial<NoticeDeputy>) };
}

function correctedRecords(
  scheme: Scheme,
  { deputy, category, lines }: NoticeDeputy,
  of: Quarter,
  chosen: readonly ChosenDifference[],
): PointRecord[] {
  const records = new Map(lines.map((line) => [line.record, recordOf(deputy, line)]));
  for (const { difference } of chosen) {
    if (difference.code === 'named' || difference.deputy !== deputy) continue;
    const { published, now } = difference;
    if (published) records.delete(published.record);
    const record = now && correctedRecord({ now, published }, deputy, quarterStart(of), quarterEnd(of));
    if (record) records.set(record.id, record);
  }
  if (!chosen.some(({ difference }) => isCategoryOf(difference, deputy))) return [...records.values()];
  const itemOf = itemsOf(scheme);
  const kindOf = wordsIn({ deputy, lines }, chosen);
  return [...records.values()].map((record) => ({
    ...record,
    item: itemOf(kindOf(record.id).kind, category)?.code ?? record.item,
  }));
}

/** In another category a kind may count under another item. */
function isCategoryOf(difference: Difference, deputy: string): boolean {
  return difference.code === 'named' && difference.deputy === deputy && difference.field === 'category';
}

/** Words of a record: as corrected, else as published. */
function wordsIn(
  { deputy, lines }: Pick<NoticeDeputy, 'deputy' | 'lines'>,
  chosen: readonly ChosenDifference[],
): (record: string) => RecordWords {
  const words = new Map<string, RecordWords>(lines.map((line) => [line.record, line]));
  for (const { difference } of chosen) {
    if (difference.code === 'named' || difference.deputy !== deputy || !difference.now) continue;
    const { record, kind, what } = difference.now;
    words.set(record, { ...words.get(record), kind, what });
  }
  return (record) => words.get(record) ?? { kind: '', what: '' };
}

function tellChanges(
  before: ReadonlyMap<string, NoticeDeputy>,
  deputies: readonly NoticeDeputy[],
  chosen: readonly ChosenDifference[],
): Pick<CorrectedPart, 'changes' | 'effects'> {
  const after = new Map(deputies.map((deputy) => [deputy.deputy, deputy]));
  const effects = deputies.flatMap((now): CorrectionEffect[] => {
    const was = before.get(now.deputy);
    if (!was || (was.points === now.points && was.total === now.total && was.rank === now.rank)) return [];
    return [
      {
        deputy: now.deputy,
        name: now.name,
        points: [was.points, now.points],
        total: [was.total, now.total],
        ...(was.rank === undefined || now.rank === undefined ? {} : { rank: [was.rank, now.rank] }),
      },
    ];
  });
  const changes = chosen.map(({ difference, reason }): CorrectionChange => {
    const { deputy } = difference;
    const shared = { deputy, name: after.get(deputy)?.name ?? '', reason };
    if (difference.code === 'named') {
      const { field, before: was, after: now } = difference;
      return { ...shared, field, before: was, after: now };
    }
    const record = difference.now?.record ?? difference.published?.record ?? '';
    const now = after.get(deputy)?.lines.find((line) => line.record === record) ?? null;
    return { ...shared, record, before: difference.published, after: now };
  });
  return { changes, effects };
}
