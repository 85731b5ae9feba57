import type { FaultCode } from '../messages.ts';

export type Decoded = { text: string } | { fault: FaultCode };

const UTF8 = new TextDecoder('utf-8', { fatal: true });
const GB18030 = new TextDecoder('gb18030', { fatal: true });

/** The text of a CSV file: strict UTF-8 (a BOM is dropped), else GB18030, which GBK and GB 2312 are part of. */
export function decodeText(bytes: Uint8Array): Decoded {
  if (isUtf16(bytes)) return { fault: 'utf16-text' };
  for (const decoder of [UTF8, GB18030]) {
    try {
      return { text: decoder.decode(bytes) };
    } catch {
      // Not in this encoding: the next one.
    }
  }
  return { fault: 'unknown-encoding' };
}

const startsWith = (bytes: Uint8Array, ...mark: number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte);

/** By its mark, or by many NUL bytes; a stray NUL in a text must not make it unreadable, nor any in what is marked as UTF-8. */
function isUtf16(bytes: Uint8Array): boolean {
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) return true;
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return false;
  const zeros = bytes.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);
  return zeros > bytes.length / 50;
}
