import type { Reader } from '../db/store.ts';
import { quartersOfYear, type Quarter } from '../lib/dates.ts';
import { listCurrent } from './store.ts';

/** A deputy's points of one quarter as published. */
export interface PublishedQuarter {
  quarter: Quarter;
  version: number;
  /** Numbers with at most two decimals, as frozen in the notice. */
  points: number;
  total: number;
}

/** A deputy's published points of a year: an entry for each quarter, null while it has no notice that names the deputy. */
export async function listPublishedQuarters(
  reader: Reader,
  year: number,
  deputy: { term: number; certificateNumber: string },
): Promise<(PublishedQuarter | { quarter: Quarter; version: null })[]> {
  const notices = await listCurrent(reader, year);
  return quartersOfYear(year).map((quarter) => {
    const notice = notices.find((one) => one.quarter === quarter && one.body.term === deputy.term);
    const entry = notice?.body.deputies.find((one) => one.deputy === deputy.certificateNumber);
    return notice && entry
      ? { quarter, version: notice.version, points: entry.points, total: entry.total }
      : { quarter, version: null };
  });
}
