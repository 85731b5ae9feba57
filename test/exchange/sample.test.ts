import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { openRegister } from '../../src/db/open.ts';
import type { Store } from '../../src/db/store.ts';
import { TEMPLATES } from '../../src/exchange/templates.ts';
import { writeWorkbook } from '../../src/exchange/write.ts';
import { computePoints } from '../../src/points/compute.ts';
import { factsOf } from '../../src/points/facts.ts';
import { score } from '../../src/points/score.ts';
import { loadRegisterRows } from '../../src/points/store.ts';
import { found } from '../../src/refusals.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { run } from '../commands/run.ts';
import { openEmpty } from '../support/register.ts';
import { toGb18030 } from './support/gb18030.ts';
import { bringIn, exported, folderOf, SAMPLE, sampleFile, scratch } from './support/registers.ts';

interface Expected {
  facts: Record<string, Record<string, number>>;
  points: Record<string, { deputy: string; rank: number; total: number; quarters: unknown[] }[]>;
}

const expected = JSON.parse(sampleFile('expected.json')) as Expected;

/** Facts of the year, and points, ranks and quarters as of each of the four days, in the form of expected.json. */
async function resultsOf({ read }: Store): Promise<Expected> {
  const { id: termId } = await getCurrentTerm(read);
  const facts: Expected['facts'] = {};
  for (const { deputy, kind, quantityHundredths } of factsOf(await loadRegisterRows(read, termId))) {
    const kinds = (facts[deputy] ??= {});
    kinds[kind] = (kinds[kind] ?? 0) + quantityHundredths / 100;
  }
  const points: Expected['points'] = {};
  for (const asOf of Object.keys(expected.points)) {
    const { input } = found(await computePoints(read, { termId, year: 2026, asOf }));
    points[asOf] = score(input).deputies.map(({ deputy, rank, total, quarters }) => ({
      deputy,
      rank,
      total,
      quarters: [...quarters],
    }));
  }
  return { facts, points };
}

/** The rows of a CSV file, whatever their order. */
function rowsOf(text: string): string[] {
  const rows = parse(text, { bom: true }) as string[][];
  return rows.map((row) => row.join('\t')).toSorted();
}

describe('the sample folder', () => {
  it('goes into an empty data folder by one command, and its scheme gives the expected facts, points, ranks and quarters', async () => {
    const data = scratch();
    const ran = run('import', SAMPLE, '--data', data);
    expect([ran.status, ran.stdout.split('\n')[1]]).toEqual([
      0,
      '选区　新增 6 行，修改 0 行，已有 0 行（districts.csv）',
    ]);
    expect(ran.stderr).toContain('乡镇名称记为“本镇”');
    const store = openRegister(data);
    expect(await resultsOf(store)).toEqual(expected);
    expect(await getCurrentTerm(store.read)).toMatchObject({
      number: 6,
      startOn: '2026-01-14',
      endOn: '2031-01-13',
    });
    await store.close();
  });

  it('a second time adds nothing, changes nothing and leaves no trace', async () => {
    const store = openEmpty();
    await bringIn(store, SAMPLE);
    const before = [await store.version(), await exported(store)];
    const { examined, summary } = await bringIn(store, SAMPLE);
    expect(summary).toBeNull();
    expect(examined.plan.tables.map(({ add, update, same }) => [add.length, update.length, same])).toEqual(
      [6, 8, 40, 28, 31, 23, 35].map((rows) => [0, 0, rows]),
    );
    expect([await store.version(), await exported(store)]).toEqual(before);
  });

  it('in GB18030 gives the same', async () => {
    const files = readdirSync(SAMPLE).filter((name) => name.endsWith('.csv'));
    const folder = folderOf({
      ...Object.fromEntries(files.map((name) => [name, toGb18030(sampleFile(name))])),
      'schemes/a.json': sampleFile('schemes/sample-2026.json'),
    });
    const store = openEmpty();
    await bringIn(store, folder);
    expect(await resultsOf(store)).toEqual(expected);
  });

  it('as one workbook gives the same', async () => {
    const sheets = TEMPLATES.map(({ file, sheet }) => {
      const [headers = [], ...rows] = parse(sampleFile(file), { bom: true }) as string[][];
      return { name: sheet, columns: headers.map((header) => ({ header })), rows };
    });
    const folder = folderOf({ 'sample.xlsx': await writeWorkbook(sheets) });
    const store = openEmpty();
    const { examined } = await bringIn(store, join(folder, 'sample.xlsx'));
    expect(examined.faults).toEqual([]);
    const fromFolder = openEmpty();
    await bringIn(fromFolder, SAMPLE);
    const tables = ({ ...files }: Record<string, string>) => TEMPLATES.map(({ file }) => files[file]);
    expect(tables(await exported(store))).toEqual(tables(await exported(fromFolder)));
  });

  it('comes out of an export cell by cell as it went in', async () => {
    const store = openEmpty();
    await bringIn(store, SAMPLE);
    const files = await exported(store);
    for (const { file } of TEMPLATES) {
      expect(rowsOf(files[file] ?? '')).toEqual(rowsOf(readFileSync(join(SAMPLE, file), 'utf8')));
    }
  });
});
