import type { Reader } from '../db/store.ts';
import type { DutyKind } from '../duties/rules.ts';
import { quarterEnd } from '../lib/dates.ts';
import type { PublishedDeputy, PublishedYear } from '../points/published.ts';
import type { PointRecord } from '../points/shapes.ts';
import { findTerm } from '../settings/terms.ts';
import type { NoticeBody, NoticeDeputy, NoticeLine } from './body.ts';
import { listCurrent } from './store.ts';

/** Loads a year's published records for the computation, which knows terms by their id. */
export function publishedLoader(reader: Reader, termId: number): (year: number) => Promise<PublishedYear> {
  return async (year) => {
    const term = await findTerm(reader, termId);
    return term ? loadPublishedYear(reader, term.number, year) : new Map();
  };
}

/** What the current notices of a year and term hold of every deputy; of several the latest that names the deputy. */
export async function loadPublishedYear(reader: Reader, term: number, year: number): Promise<PublishedYear> {
  const notices = await listCurrent(reader, year);
  const deputies = new Map<string, PublishedDeputy>();
  for (const { body } of notices.filter((notice) => notice.body.term === term))
    for (const deputy of body.deputies) deputies.set(deputy.deputy, publishedDeputy(body, deputy));
  return deputies;
}

function publishedDeputy(
  { quarter }: NoticeBody,
  { deputy, category, partYear = false, lines }: NoticeDeputy,
): PublishedDeputy {
  return {
    category,
    partYear,
    closedTo: quarterEnd(quarter),
    records: new Map(lines.map((line) => [line.record, recordOf(deputy, line)])),
    words: new Map(lines.map(({ record, kind, what }) => [record, { kind: kind as DutyKind, what }])),
  };
}

/** The record of a published line, as the computation takes it. */
export function recordOf(
  deputy: string,
  line: Omit<NoticeLine, 'kind' | 'what' | 'gross' | 'granted' | 'reason' | 'statement'>,
): PointRecord {
  const { record, item, date, countedOn, quantity, grade, signers, lead } = line;
  return {
    id: record,
    deputy,
    item,
    date,
    quantity,
    ...(grade === undefined ? {} : { grade }),
    ...(countedOn === undefined ? {} : { countedOn }),
    ...(signers === undefined ? {} : { signers }),
    ...(lead === undefined ? {} : { lead }),
  };
}
