import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fault, type Fault } from './faults.ts';
import { FOLDER_LIMITS, UPLOAD_LIMITS } from './limits.ts';
import { readBytes, TEXT_NAME, tooBig, WORKBOOK_NAME } from './reading/file.ts';
import { merge } from './reading/recognise.ts';
import { listFiles, readSchemes, type SchemeFile } from './reading/schemes.ts';
import type { Found } from './reading/tables.ts';
import { TEMPLATES } from './templates.ts';

export type { RawRow, RawTable } from './reading/tables.ts';
export type { SchemeFile } from './reading/schemes.ts';

/** What was read. While there are faults nothing is imported, unless the person chooses to skip what is at fault. */
export interface ReadResult extends Found {
  schemes: SchemeFile[];
}

/** Reads a file that came through the web: a workbook or one CSV file. */
export async function readUpload(fileName: string, bytes: Buffer): Promise<ReadResult> {
  return { ...(await readBytes(plainFileName(fileName), bytes, UPLOAD_LIMITS)), schemes: [] };
}

/** Reads what the operator of the server names: a folder, or one file. */
export async function readPath(path: string): Promise<ReadResult> {
  const found = await stat(path).catch(() => null);
  if (found === null) return only(fault({ file: path }, 'path-missing'));
  if (found.isDirectory()) return readFolder(path);
  return { ...(await readFromDisk(path)), schemes: [] };
}

/** Reads the CSV files of a folder and the JSON files of its schemes/. */
export async function readFolder(path: string): Promise<ReadResult> {
  const names = await listFiles(path);
  const parts: Found[] = [];
  for (const name of names.filter((one) => TEXT_NAME.test(one)))
    parts.push(await readFromDisk(join(path, name)));
  const { schemes, faults } = await readSchemes(join(path, 'schemes'));
  const found = merge(parts);
  const nothing = parts.length === 0 && schemes.length === 0 && faults.length === 0;
  if (nothing)
    return only(
      fault(
        { file: path },
        'folder-empty',
        TEMPLATES.map((template) => template.file),
      ),
    );
  const passedOver = names
    .filter((one) => WORKBOOK_NAME.test(one))
    .map((file) => fault({ file }, 'file-not-read'));
  return {
    ...found,
    faults: [...found.faults, ...faults],
    warnings: [...found.warnings, ...passedOver],
    schemes,
  };
}

async function readFromDisk(path: string): Promise<Found> {
  const file = basename(path);
  const { size } = await stat(path);
  if (size > FOLDER_LIMITS.bytes)
    return { tables: [], faults: [tooBig(file, size, FOLDER_LIMITS)], warnings: [] };
  return readBytes(file, await readFile(path), FOLDER_LIMITS);
}

const only = (one: Fault): ReadResult => ({ tables: [], faults: [one], warnings: [], schemes: [] });

/** The last part of what the browser calls the file, without characters that could forge a line of a report. */
function plainFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return last.replace(/[\p{Control}\p{Format}]/gu, '').slice(-100);
}
