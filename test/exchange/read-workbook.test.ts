import { describe, expect, it } from 'vitest';
import { checkCells } from '../../src/exchange/check-cells.ts';
import { readGrids } from '../../src/exchange/reading/grids.ts';
import { readUpload, type ReadResult } from '../../src/exchange/read.ts';
import { readSheets } from '../../src/exchange/reading/recognise.ts';
import { brief, codes, TODAY } from './support/tables.ts';
import { sheetRows, workbook, zip, workbookParts } from './support/zip.ts';

const HEADER = ['代表证号', '姓名', '选区编号', '当选日期'];
const date = (serial: number, style: number) => ({ xml: `<c s="${style}"><v>${serial}</v></c>` });

/** As readUpload, without the thread. */
async function read(bytes: Buffer, maxRows = 20_000): Promise<Omit<ReadResult, 'schemes'>> {
  const found = await readGrids({ bytes, form: 'xlsx', maxRows: maxRows + 11 });
  if ('fault' in found) throw new Error(found.fault);
  return readSheets('名册.xlsx', found.grids, maxRows);
}

const cellsOf = async (bytes: Buffer) =>
  (await read(bytes)).tables[0]?.rows.map((row) => Object.values(row.cells)) ?? [];

describe('a workbook', () => {
  it('is read in a thread of its own, with the row numbers that Excel shows', async () => {
    const rows =
      sheetRows([HEADER, ['001', '田大利', '1', '2026-01-10']], 3) +
      sheetRows([['002', '田富', '1', '2026-01-10']], 7);
    const { tables, faults } = await readUpload('名册.xlsx', workbook({ rows }));
    expect(faults).toEqual([]);
    expect(tables[0]).toMatchObject({ template: 'deputies', file: '名册.xlsx › 代表' });
    expect(tables[0]?.rows.map((row) => row.line)).toEqual([4, 7]);
  });

  it('gives dates as days, whatever their format, and numbers as people see them', async () => {
    const rows = sheetRows([
      HEADER,
      [1, 0.1 + 0.2, date(46_032, 1), date(46_032, 2)],
      [13_800_000_001, -0.0000001, date(46_032.5, 1), 46_032],
    ]);
    expect(await cellsOf(workbook({ rows }))).toEqual([
      ['1', '0.3', '2026-01-10', '2026-01-10'],
      ['13800000001', '-0.0000001', '2026-01-10 12:00:00', '46032'],
    ]);
  });

  it('gives dates right in the 1904 system of old Macs', async () => {
    const rows = sheetRows([HEADER, ['001', 'x', '1', date(46_032 - 1462, 1)]]);
    expect((await cellsOf(workbook({ rows, date1904: true })))[0]?.[3]).toBe('2026-01-10');
  });

  it('shows a number too long for a spreadsheet as mangled', async () => {
    const { tables } = await read(
      workbook({ rows: sheetRows([HEADER, [Number('110101199001011234'), 'x', '1', '2026-01-10']]) }),
    );
    expect(brief(checkCells(tables[0]!, TODAY).faults)).toEqual(['2 代表证号 number-mangled']);
  });

  it('takes the last result of a formula, never the formula, and tells an error apart', async () => {
    const sum = { xml: '<c><f>1+1</f><v>2</v></c>' };
    const wrong = { xml: '<c t="e"><f>NA()</f><v>#N/A</v></c>' };
    const { tables } = await read(workbook({ rows: sheetRows([HEADER, [sum, wrong, '1', '2026-01-10']]) }));
    expect(tables[0]?.rows[0]?.cells['certificateNumber']).toBe('2');
    expect(brief(checkCells(tables[0]!, TODAY).faults)).toEqual(['2 姓名 formula-error']);
  });

  it('joins the runs of a rich text and keeps line breaks', async () => {
    const rich = { xml: '<c t="inlineStr"><is><r><t>田</t></r><r><t>大利</t></r></is></c>' };
    expect((await cellsOf(workbook({ rows: sheetRows([HEADER, ['001', rich, 'a\nb', 'x']]) })))[0]).toEqual([
      '001',
      '田大利',
      'a\nb',
      'x',
    ]);
  });

  it('may have a million blank formatted rows below its table', async () => {
    const blank = Array.from(
      { length: 1_048_574 },
      (_, index) => `<row r="${index + 3}" s="1" customFormat="1"/>`,
    ).join('');
    const rows = sheetRows([HEADER, ['001', '田大利', '1', '2026-01-10']]) + blank;
    const { tables, faults } = await readUpload('名册.xlsx', workbook({ rows }));
    expect(faults).toEqual([]);
    expect(tables[0]?.rows).toHaveLength(1);
  });

  it('ends with a fault where a table has more filled rows than allowed', async () => {
    const many = Array.from({ length: 30 }, (_, index) => [String(index), 'x', '1', 'x']);
    const { faults } = await read(workbook({ rows: sheetRows([HEADER, ...many]) }), 20);
    expect(codes(faults)).toEqual(['too-many-rows']);
  });

  it('passes over hidden sheets and unknown ones with a warning', async () => {
    const rows = sheetRows([HEADER, ['001', '田大利', '1', '2026-01-10']]);
    const hidden = await read(workbook({ rows, sheetState: 'hidden' }));
    expect([codes(hidden.warnings), codes(hidden.faults)]).toEqual([['hidden-sheet'], ['no-table']]);
    const unknown = await read(workbook({ rows: sheetRows([['甲', '乙']]), sheetName: '随手记' }));
    expect(codes(unknown.warnings)).toEqual(['unknown-sheet']);
  });

  it('may have its table under any sheet name', async () => {
    const rows = sheetRows([HEADER, ['001', '田大利', '1', '2026-01-10']]);
    expect((await read(workbook({ rows, sheetName: 'Sheet1' }))).tables[0]?.template).toBe('deputies');
  });

  it('without a part that it needs is damaged', async () => {
    const parts = workbookParts({ rows: '' }).filter((part) => part.name !== '_rels/.rels');
    expect(await readGrids({ bytes: zip(parts), form: 'xlsx', maxRows: 10 })).toEqual({
      fault: 'damaged-workbook',
    });
  });
});
