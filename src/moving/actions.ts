import { copyWhole, RowsDiffer, type BulkSource, type BulkTarget, type Summary } from '../db/bulk.ts';
import { copyFiles } from '../db/files.ts';
import { Refused } from '../refusals.ts';
import { endOf, type End } from './ends.ts';
import { fileNamesIn } from './file-names.ts';

/** What a register is known by, and how much of it was brought over. */
export interface Moved {
  readonly rows: Summary;
  readonly files: number;
}

/**
 * Copies a register from one engine to another (迁移登记册): every row and every file that a row names, into a place where
 * there is none. Afterwards the copy is read back and must hash to what was read from the source. The source is only read;
 * a refusal leaves nothing in the target.
 * Throws Refused: `source-empty`, `source-behind`, `source-ahead`, `target-taken`, `file-missing`, `copy-differs`.
 */
export async function copyRegister(fromText: string, toText: string): Promise<Moved> {
  const from = endOf(fromText);
  const to = endOf(toText);
  try {
    await demandWhole(from);
    const moved = await copyAll(from, to);
    await to.finish();
    return moved;
  } finally {
    await from.close();
    await to.close();
  }
}

async function demandWhole(from: End): Promise<void> {
  const state = await from.state();
  if (state !== 'current') throw new Refused(`source-${state}`);
}

async function copyAll(from: End, to: End): Promise<Moved> {
  const target = await to.fill();
  if (target === null) throw new Refused('target-taken');
  try {
    const source = await from.read();
    try {
      const names = await fileNamesIn(source);
      const [missing] = await copyFiles(from.files, target.files, [...names.keys()]);
      if (missing !== undefined) throw new Refused('file-missing', { name: names.get(missing) ?? missing });
      return { rows: await copyAndCompare(source, target), files: names.size };
    } finally {
      await source.close();
    }
  } finally {
    await target.close();
  }
}

async function copyAndCompare(source: BulkSource, target: BulkTarget): Promise<Summary> {
  try {
    return await copyWhole(source, target);
  } catch (error) {
    if (error instanceof RowsDiffer) throw new Refused('copy-differs', { table: error.table });
    throw error;
  }
}
