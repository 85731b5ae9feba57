import { inflateRawSync } from 'node:zlib';
import { listZip } from '../../../src/exchange/reading/zip.ts';

/** The text of one part of a workbook. */
export function unzip(bytes: Buffer, name: string): string {
  const part = listZip(bytes)?.find((entry) => entry.name === name);
  if (part === undefined) throw new Error(`no part ${name}`);
  return (part.method === 0 ? part.data : inflateRawSync(part.data)).toString('utf8');
}
