import type { Day, Quarter } from '../../lib/dates.ts';
import { quarterOf } from '../../lib/dates.ts';
import type { PointRecord } from '../../points/shapes.ts';
import type { NoticeBody, NoticeDeputy, NoticeLine, RecordWords } from '../body.ts';
import { recordOf } from '../published.ts';
import { NAMED_FIELDS, type Difference, type NamedField, type RecordNow } from './shapes.ts';

/** What the register says today about the time of a notice. */
export interface RegisterToday {
  /** Every record of the year under its scheme. */
  readonly records: readonly PointRecord[];
  /** Records that another notice holds. */
  readonly heldElsewhere: ReadonlySet<string>;
  wordsOf(record: string): RecordWords;
  /** By certificate number; null for somebody who is no longer on the roster. */
  namesOf(deputy: string): Readonly<Record<NamedField, string>> | null;
}

/** Where the register differs from what a quarter's notice published of that quarter, deputy by deputy. */
export function differencesOf(body: NoticeBody, today: RegisterToday): Difference[] {
  const own = new Map<string, PointRecord[]>();
  for (const record of today.records) own.set(record.deputy, [...(own.get(record.deputy) ?? []), record]);
  return body.deputies.flatMap((deputy) => [
    ...recordDifferences(body.quarter, deputy, own.get(deputy.deputy) ?? [], today),
    ...nameDifferences(deputy, today),
  ]);
}

function recordDifferences(
  quarter: Quarter,
  { deputy, lines }: NoticeDeputy,
  records: readonly PointRecord[],
  today: RegisterToday,
): Difference[] {
  const known = new Map(records.map((record) => [record.id, record]));
  const published = new Set(lines.map((line) => line.record));
  const ofQuarter = lines.filter((line) => quarterOf(line.countedOn ?? line.date) === quarter);
  const lost = ofQuarter.flatMap((line): Difference[] => {
    const now = nowOf(known.get(line.record), today);
    if (now === null)
      return [{ code: 'gone', key: keyOf('gone', line.record), deputy, published: line, now }];
    if (isSame(line, now)) return [];
    return [{ code: 'changed', key: keyOf('changed', line.record), deputy, published: line, now }];
  });
  const more = records
    .filter(
      ({ id, date }) => quarterOf(date) === quarter && !published.has(id) && !today.heldElsewhere.has(id),
    )
    .map((record): Difference => {
      const code = (record.countedOn ?? record.date) === record.date ? 'missing' : 'late';
      const key = keyOf(code, record.id);
      return { code, key, deputy, published: null, now: nowOf(record, today) };
    });
  return [...lost, ...more];
}

function keyOf(code: string, record: string): string {
  return `${code}:${record}`;
}

function nowOf(record: PointRecord | undefined, today: RegisterToday): RecordNow | null {
  if (!record) return null;
  const { id, item, date, quantity, grade, signers, lead } = record;
  return {
    record: id,
    item,
    ...today.wordsOf(id),
    date,
    quantity: quantity ?? 1,
    ...(grade ? { grade } : {}),
    ...((signers ?? null) === null ? {} : { signers: signers ?? 1 }),
    ...((lead ?? null) === null ? {} : { lead: lead ?? true }),
  };
}

/** The words of a record may be put in better form; what it counts is the same. */
function isSame(line: NoticeLine, now: RecordNow): boolean {
  return (
    line.item === now.item &&
    line.kind === now.kind &&
    line.date === now.date &&
    line.quantity === now.quantity &&
    (line.grade ?? '') === (now.grade ?? '') &&
    line.signers === now.signers &&
    line.lead === now.lead
  );
}

function nameDifferences(deputy: NoticeDeputy, today: RegisterToday): Difference[] {
  const names = today.namesOf(deputy.deputy);
  if (names === null) return [];
  return NAMED_FIELDS.flatMap((field): Difference[] => {
    const [before, after] = [deputy[field] ?? '', names[field]];
    const key = `named:${deputy.deputy}/${field}`;
    return before === after ? [] : [{ code: 'named', key, deputy: deputy.deputy, field, before, after }];
  });
}

/** The line's record as it counts after the correction; null where it counts in another quarter from now on. */
export function correctedRecord(
  { now, published }: { readonly now: RecordNow; readonly published: NoticeLine | null },
  deputy: string,
  firstDay: Day,
  lastDay: Day,
): PointRecord | null {
  const { date } = now;
  if (date > lastDay) return null;
  const countedOn = date < firstDay ? (published?.countedOn ?? published?.date) : undefined;
  return recordOf(deputy, countedOn === undefined ? now : { ...now, countedOn });
}
