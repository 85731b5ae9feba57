import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTypedJson } from '../../lib/typed-json.ts';
import { fault, type Fault } from '../faults.ts';

/** A point scheme (积分办法) out of a folder's schemes/, not checked yet. */
export interface SchemeFile {
  file: string;
  json: unknown;
}

/** The names of a folder's files, sorted; none where there is no such folder. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .toSorted();
}

export async function readSchemes(folder: string): Promise<{ schemes: SchemeFile[]; faults: Fault[] }> {
  const schemes: SchemeFile[] = [];
  const faults: Fault[] = [];
  for (const name of (await listFiles(folder)).filter((one) => one.endsWith('.json'))) {
    const file = `schemes/${name}`;
    const text = (await readFile(join(folder, name), 'utf8')).replace(/^\uFEFF/, '');
    try {
      schemes.push({ file, json: parseTypedJson(text) });
    } catch {
      faults.push(fault({ file }, 'scheme-damaged'));
    }
  }
  return { schemes, faults };
}
