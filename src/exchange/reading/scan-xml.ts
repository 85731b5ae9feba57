import { MAX_TAGS } from '../limits.ts';
import type { FaultCode } from '../messages.ts';

const DOCTYPE = Buffer.from('<!DOCTYPE');
const UTF16_MARKS = [0xfffe, 0xfeff];
const TAG = 0x3c;
/** hucre reads these as a stream, and every other part as a tree. */
const WORKSHEET = /^xl\/worksheets\/[^/]+$/i;

/**
 * Looks through a part of a workbook, chunk by chunk, for a document type (entities: "billion laughs"), for UTF-16,
 * in which one could hide, and for more tags than a tree has room for.
 */
export function scanXml(name: string): (chunk: Buffer) => FaultCode | null {
  const tagLimit = WORKSHEET.test(name) ? Infinity : MAX_TAGS;
  let tail: Buffer = Buffer.alloc(0);
  let first = true;
  let tags = 0;
  return (chunk) => {
    // A document type may lie across the border of two chunks.
    const seen = Buffer.concat([tail, chunk]);
    if (first && seen.length >= 2 && UTF16_MARKS.includes(seen.readUInt16BE(0))) return 'damaged-workbook';
    first = false;
    tail = seen.subarray(-DOCTYPE.length + 1);
    if (seen.includes(DOCTYPE)) return 'workbook-entities';
    tags += countTags(chunk);
    return tags > tagLimit ? 'workbook-too-heavy' : null;
  };
}

function countTags(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(TAG); at !== -1; at = chunk.indexOf(TAG, at + 1)) count += 1;
  return count;
}
