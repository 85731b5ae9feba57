import { listZip } from '../exchange/reading/zip.ts';

const MOST_PARTS = 500;
const MOST_BYTES = 100 * 1024 * 1024;
const MACROS = /(?:^|\/)vba(?:Project|Data)\./i;

/** Null when it is a Word document as .docx within limits; else what is wrong. Looks at the directory only. */
export function checkDocx(bytes: Buffer): 'unknown' | 'docx-macros' | 'docx-locked' | 'docx-too-big' | null {
  const entries = listZip(bytes);
  if (!entries?.some(({ name }) => name === 'word/document.xml')) return 'unknown';
  if (entries.some(({ name }) => MACROS.test(name))) return 'docx-macros';
  if (entries.some(({ encrypted }) => encrypted)) return 'docx-locked';
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  return entries.length > MOST_PARTS || unpacked > MOST_BYTES ? 'docx-too-big' : null;
}
