import { createInflateRaw, crc32 } from 'node:zlib';
import { ARCHIVE_LIMITS } from '../limits.ts';
import type { FaultCode } from '../messages.ts';
import { scanXml } from './scan-xml.ts';
import type { ZipEntry } from './zip.ts';

const UNSAFE_NAME = /^[/\\]|^[a-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\0/i;
const MACROS = /(?:^|\/)vbaProject\.bin$|(?:^|\/)macrosheets\//i;
const EXTERNAL_LINKS = /^xl\/externalLinks\//i;
/** Pictures: never parsed, and an .svg may have a document type. */
const MEDIA = /^xl\/media\//i;

/** What is wrong with the workbook by its directory alone; null when it may be unpacked. */
export function faultOfDirectory(entries: readonly ZipEntry[]): FaultCode | null {
  if (entries.length > ARCHIVE_LIMITS.entries) return 'workbook-too-many-parts';
  if (entries.some((entry) => entry.encrypted)) return 'password-protected';
  if (new Set(entries.map((entry) => entry.name)).size !== entries.length) return 'workbook-suspicious';
  if (entries.some(isOdd)) return 'workbook-suspicious';
  if (entries.some((entry) => MACROS.test(entry.name))) return 'workbook-macros';
  if (entries.some((entry) => EXTERNAL_LINKS.test(entry.name))) return 'workbook-links';
  return faultOfSize(entries);
}

function isOdd({ name, method, packed, unpacked }: ZipEntry): boolean {
  if (UNSAFE_NAME.test(name)) return true;
  if (method === 0) return packed !== unpacked;
  // hucre takes a declared 0 for "unknown" and would unpack up to 2 GiB.
  return method !== 8 || (unpacked === 0 && packed > 2);
}

function faultOfSize(entries: readonly ZipEntry[]): FaultCode | null {
  const packed = entries.reduce((total, entry) => total + entry.packed, 0);
  const unpacked = entries.reduce((total, entry) => total + entry.unpacked, 0);
  if (unpacked > ARCHIVE_LIMITS.bytes) return 'workbook-too-big';
  const tooDense = unpacked > ARCHIVE_LIMITS.ratioFrom && unpacked > packed * ARCHIVE_LIMITS.ratio;
  return tooDense ? 'workbook-suspicious' : null;
}

/**
 * Unpacks every part once and throws the bytes away, because a declared size can lie: stops at the first byte too many,
 * at a wrong checksum, and at XML that would do harm.
 */
export async function faultOfContents(entries: readonly ZipEntry[]): Promise<FaultCode | null> {
  for (const entry of entries) {
    // One after the other, so that no more than one part is in memory.
    const found = await faultOfPart(entry);
    if (found !== null) return found;
  }
  return null;
}

async function faultOfPart(entry: ZipEntry): Promise<FaultCode | null> {
  const scan = MEDIA.test(entry.name) ? () => null : scanXml(entry.name);
  let size = 0;
  let checksum = 0;
  try {
    for await (const chunk of unpack(entry)) {
      size += chunk.length;
      if (size > entry.unpacked) return 'workbook-suspicious';
      checksum = crc32(chunk, checksum);
      const found = scan(chunk);
      if (found !== null) return found;
    }
  } catch {
    return 'damaged-workbook';
  }
  if (size !== entry.unpacked) return 'workbook-suspicious';
  return checksum === entry.checksum ? null : 'damaged-workbook';
}

function unpack(entry: ZipEntry): AsyncIterable<Buffer> | Iterable<Buffer> {
  if (entry.method === 0) return [entry.data];
  const inflate = createInflateRaw();
  inflate.end(entry.data);
  return inflate;
}
