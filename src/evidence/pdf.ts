import { constants, inflateSync } from 'node:zlib';

/** What makes a PDF do something by itself. */
const ACTIVE = /\/(?:JavaScript|Launch)(?![A-Za-z0-9])/;
const OBJECT_STREAM = /\/ObjStm[^]{0,400}?stream\r?\n/g;
const MOST_UNPACKED = 4 * 1024 * 1024;
const MOST_STREAMS = 500;

/** Whether a PDF holds JavaScript or starts programs; looks into compressed objects too. */
export function isUnsafePdf(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  if (isActive(text)) return true;
  const starts = [...text.matchAll(OBJECT_STREAM)].slice(0, MOST_STREAMS);
  return starts.some((match) => isActive(unpack(bytes.subarray(match.index + match[0].length))));
}

/** A name may be written with `#4a` for any of its letters. */
function isActive(text: string): boolean {
  const plain = text.includes('#')
    ? text.replace(/#([0-9a-f]{2})/gi, (_match, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text;
  return ACTIVE.test(plain);
}

/** As far as it can be unpacked; what cannot be, no reader can open either. */
function unpack(bytes: Buffer): string {
  try {
    const options = { maxOutputLength: MOST_UNPACKED, finishFlush: constants.Z_SYNC_FLUSH };
    return inflateSync(bytes, options).toString('latin1');
  } catch {
    return '';
  }
}
