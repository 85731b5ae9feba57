import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkCells } from '../../src/exchange/check-cells.ts';
import { readFolder, readPath } from '../../src/exchange/read.ts';
import { codes } from './support/tables.ts';

const SAMPLE = new URL('../samples/reports', import.meta.url).pathname;

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'exchange-'))));
afterEach(() => rm(folder, { recursive: true }));

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

describe('a folder', () => {
  it('of the sample township is read and checked without a fault', async () => {
    const { tables, schemes, faults, warnings } = await readPath(SAMPLE);
    expect([faults, warnings]).toEqual([[], []]);
    const checked = tables.map((table) => checkCells(table, '2026-12-31'));
    expect(checked.map(({ template, rows }) => `${template} ${rows.length}`)).toEqual([
      'districts 6',
      'deputies 8',
      'sessions 40',
      'activities 28',
      'attendance 31',
      'filings 23',
      'proposals 35',
    ]);
    expect(checked.flatMap((table) => table.faults)).toEqual([]);
    expect(checked.flatMap((table) => table.warnings)).toEqual([]);
    expect(schemes).toEqual([
      { file: 'schemes/sample-2026.json', json: expect.objectContaining({ id: 'sample-2026' }) },
    ]);
  });

  it('may hold any of the tables; its tables come in the order in which they can be imported', async () => {
    await write({
      'activities.csv': '活动编号,类别,名称,日期\nA01,视察,x,2026-01-01',
      '选区.csv': '选区编号,选区名称\n1,回龙选区',
      'notes.json': '{}',
      '.hidden.csv': 'x',
    });
    const { tables, faults, warnings } = await readFolder(folder);
    expect(tables.map((table) => table.template)).toEqual(['districts', 'activities']);
    expect([codes(faults), codes(warnings)]).toEqual([[], ['optional-columns', 'optional-columns']]);
  });

  it('with the same table twice, a damaged scheme and an unknown table says so all at once', async () => {
    await write({
      'districts.csv': '选区编号,选区名称\n1,回龙选区',
      '选区.csv': '选区编号,选区名称\n1,回龙选区',
      '其他.csv': '甲,乙',
      'schemes/a.json': '{',
      '名册.xlsx': 'x',
    });
    const { faults, warnings } = await readFolder(folder);
    expect(codes(faults)).toEqual(['unknown-table', 'same-table-twice', 'scheme-damaged']);
    expect(codes(warnings)).toContain('file-not-read');
  });

  it('may hold a scheme alone', async () => {
    await write({ 'schemes/a.json': '\uFEFF{"id":"a"}' });
    expect(await readFolder(folder)).toEqual({
      tables: [],
      faults: [],
      warnings: [],
      schemes: [{ file: 'schemes/a.json', json: { id: 'a' } }],
    });
  });

  it('without tables, and a path that is not there, are at fault', async () => {
    expect(codes((await readPath(folder)).faults)).toEqual(['folder-empty']);
    expect(codes((await readPath(join(folder, 'nowhere'))).faults)).toEqual(['path-missing']);
  });

  it('is not needed for one file', async () => {
    await write({ 'districts.csv': '选区编号,选区名称\n1,回龙选区' });
    expect((await readPath(join(folder, 'districts.csv'))).tables[0]?.rows).toHaveLength(1);
  });
});
