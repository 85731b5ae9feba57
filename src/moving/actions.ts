import { copyRows, differing, summaryOf, type Summary } from '../db/bulk.ts';
import { copyFiles } from '../db/files.ts';
import { Refused } from '../refusals.ts';
import { endOf, type End } from './ends.ts';

/** What a register is known by, and how much of it was brought over. */
export interface Moved {
  readonly rows: Summary;
  readonly files: number;
}

/**
 * Copies a register from one engine to another (迁移登记册): every row and every file, into a place where there is none.
 * Afterwards the copy is read back and must hash to what was read from the source. The source is only read.
 * Throws Refused: `source-empty`, `source-behind`, `source-ahead`, `target-taken`, `file-missing`, `copy-differs`.
 */
export async function copyRegister(fromText: string, toText: string): Promise<Moved> {
  const from = endOf(fromText);
  const to = endOf(toText);
  try {
    await demandWhole(from);
    if ((await to.state()) !== 'empty') throw new Refused('target-taken');
    const rows = await copyAll(from, to);
    await to.finish();
    return { rows, files: (await to.files.names()).length };
  } finally {
    await from.close();
    await to.close();
  }
}

async function demandWhole(from: End): Promise<void> {
  const state = await from.state();
  if (state !== 'current') throw new Refused(`source-${state}`);
}

/** Files first: one that no row names is harmless, a row whose file is missing is not. */
async function copyAll(from: End, to: End): Promise<Summary> {
  const source = await from.read();
  const target = await to.fill();
  try {
    const [missing] = await copyFiles(from.files, to.files, await from.files.names());
    if (missing !== undefined) throw new Refused('file-missing', { name: missing });
    const read = await copyRows(source, target);
    const [table] = differing(read, await summaryOf(target));
    if (table !== undefined) throw new Refused('copy-differs', { table });
    await target.commit();
    return read;
  } finally {
    await target.close();
    await source.close();
  }
}
