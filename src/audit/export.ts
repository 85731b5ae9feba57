import type { Reader } from '../db/store.ts';
import { csvLines, writeCsv } from '../exchange/write.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import type { TrailEntry } from './rules.ts';
import { eachEntry, type AuditFilter } from './store.ts';
import { TRAIL_COLUMNS, trailCells } from './trail-labels.ts';

/** The entries of a filter as a table, in the words of the page. */
export async function* trailAsCsv(reader: Reader, filter: AuditFilter): AsyncGenerator<string> {
  yield writeCsv(TRAIL_COLUMNS, []);
  for await (const entries of eachEntry(reader, filter)) yield csvLines(entries.map(trailCells));
}

/** The same, each entry whole on a line of its own: without `hash` it is the very text that was hashed. */
export async function* trailAsJsonLines(reader: Reader, filter: AuditFilter): AsyncGenerator<string> {
  for await (const entries of eachEntry(reader, filter))
    yield entries.map((entry) => `${jsonLine(entry)}\n`).join('');
}

/** JSON leaves characters as they are that end a line or steer a terminal; written as escapes they mean the same. */
function jsonLine(entry: TrailEntry): string {
  return canonicalJson(entry).replace(
    /[\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
