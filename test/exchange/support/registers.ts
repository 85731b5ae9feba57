import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Store } from '../../../src/db/store.ts';
import { importFiles, type ImportOutcome, type ImportWishes } from '../../../src/exchange/actions.ts';
import { exportRegister } from '../../../src/exchange/export.ts';
import { takeIn } from '../../../src/exchange/intake.ts';
import { found } from '../../../src/refusals.ts';
import { doingAt } from '../../support/world.ts';

export const SAMPLE = fileURLToPath(new URL('../../samples/reports', import.meta.url));
/** 2026-12-31 10:00 in Shanghai: nothing of the sample lies ahead. */
export const YEAR_END = Date.UTC(2026, 11, 31, 2, 0);

export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'exchange-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder with these files. */
export function folderOf(files: Record<string, string | Buffer>): string {
  const folder = scratch();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

export const sampleFile = (name: string): string => readFileSync(join(SAMPLE, name), 'utf8');

/** The sample with some texts changed: file → [from, to]; each must occur. */
export function changedSample(
  changes: Record<string, readonly (readonly [from: string, to: string])[]>,
): string {
  const folder = scratch();
  cpSync(SAMPLE, folder, { recursive: true });
  for (const [file, pairs] of Object.entries(changes)) {
    let text = readFileSync(join(folder, file), 'utf8');
    for (const [from, to] of pairs) {
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
      text = text.replace(from, to);
    }
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

export async function bringIn(
  store: Store,
  path: string,
  wishes: ImportWishes = {},
  at = YEAR_END,
): Promise<ImportOutcome> {
  return importFiles(doingAt(store, at), await takeIn(path), wishes);
}

/** Codes of the faults with their lines: 'deputies.csv 3 当选日期 no-such-day'. */
export function faultsOf({ examined }: ImportOutcome): string[] {
  return examined.faults.map(({ file, line, column, code }) =>
    [file, line ?? '', column, code].filter((part) => part !== '').join(' '),
  );
}

/** Every file of an export. */
export async function exported(store: Store): Promise<Record<string, string>> {
  const files = found(await exportRegister(store));
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}
