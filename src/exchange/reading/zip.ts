/** The central directory of a ZIP file: what it claims to hold, before a single byte is unpacked. */

export interface ZipEntry {
  name: string;
  packed: number;
  unpacked: number;
  checksum: number;
  /** 0 stored, 8 deflated; hucre reads no other. */
  method: number;
  encrypted: boolean;
  /** The packed bytes. */
  data: Buffer;
}

const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
/** Stands for "see the ZIP64 record", which no workbook of our size needs. */
const ZIP64_COUNT = 0xffff;
const ZIP64_SIZE = 0xffffffff;

/** Every entry of the directory; null where the file is cut short, inconsistent or ZIP64. */
export function listZip(bytes: Buffer): ZipEntry[] | null {
  const end = findEnd(bytes);
  if (end === null) return null;
  const count = bytes.readUInt16LE(end + 10);
  if (count === ZIP64_COUNT || bytes.readUInt16LE(end + 8) !== count) return null;
  const entries: ZipEntry[] = [];
  let offset = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (offset + 46 > end || bytes.readUInt32LE(offset) !== CENTRAL_SIGNATURE) return null;
    const entry = readEntry(bytes, offset, end);
    if (entry === null) return null;
    entries.push(entry);
    offset += 46 + sum(bytes, offset, [28, 30, 32]);
  }
  return entries;
}

/** The last end record, as hucre looks for it; its comment must reach exactly to the end of the file. */
function findEnd(bytes: Buffer): number | null {
  const first = Math.max(0, bytes.length - END_LENGTH - LONGEST_COMMENT);
  for (let offset = bytes.length - END_LENGTH; offset >= first; offset -= 1) {
    if (bytes.readUInt32LE(offset) !== END_SIGNATURE) continue;
    return offset + END_LENGTH + bytes.readUInt16LE(offset + 20) === bytes.length ? offset : null;
  }
  return null;
}

function readEntry(bytes: Buffer, offset: number, end: number): ZipEntry | null {
  const nameLength = bytes.readUInt16LE(offset + 28);
  if (offset + 46 + nameLength > end) return null;
  const packed = bytes.readUInt32LE(offset + 20);
  const unpacked = bytes.readUInt32LE(offset + 24);
  const local = bytes.readUInt32LE(offset + 42);
  if ([packed, unpacked, local].includes(ZIP64_SIZE)) return null;
  if (local + 30 > end || bytes.readUInt32LE(local) !== LOCAL_SIGNATURE) return null;
  const start = local + 30 + sum(bytes, local, [26, 28]);
  if (start + packed > end) return null;
  return {
    name: bytes.toString('utf8', offset + 46, offset + 46 + nameLength),
    packed,
    unpacked,
    checksum: bytes.readUInt32LE(offset + 16),
    method: bytes.readUInt16LE(offset + 10),
    encrypted: (bytes.readUInt16LE(offset + 8) & 1) === 1,
    data: bytes.subarray(start, start + packed),
  };
}

function sum(bytes: Buffer, base: number, offsets: readonly number[]): number {
  return offsets.reduce((total, offset) => total + bytes.readUInt16LE(base + offset), 0);
}
