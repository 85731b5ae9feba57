import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCells } from '../../src/exchange/check-cells.ts';
import { readCsv } from '../../src/exchange/reading/csv.ts';
import { decodeText } from '../../src/exchange/reading/decode.ts';
import { readWorkbook } from '../../src/exchange/reading/workbook.ts';
import { readUpload } from '../../src/exchange/read.ts';
import { TEMPLATES } from '../../src/exchange/templates.ts';
import {
  faultWorkbook,
  templateCsv,
  templateWorkbook,
  writeCsv,
  writeWorkbook,
  type Cell,
} from '../../src/exchange/write.ts';
import { unzip } from './support/unzip.ts';
import { codes, table, TODAY } from './support/tables.ts';

const SEED = { seed: 20_261_124, numRuns: 500 };

/** What breaks tables: formulas, guards, escapes of XML, of OOXML and of CSV, characters that no XML holds. */
const NASTY = [
  '=1+1',
  '+86',
  '-1',
  '-1+1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '＝1',
  "'",
  "'=1",
  "''=1",
  "'abc",
  '"',
  '""',
  '","',
  ';',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '_x000D_',
  '_x005F_',
  '_x',
  '_x000d',
  '_',
  '&lt;',
  '<b>',
  ']]>',
  '<!DOCTYPE x>',
  '&',
  '&amp;',
  '\0',
  '\u0001',
  '\u000B',
  '\u001F',
  '\uFFFE',
  '\uFFFF',
  '\uD800',
  '\uDC00',
  '\u{20000}',
  '買買提·',
  '\u00A0',
  '\u3000',
  ' ',
  '  a  ',
  '001',
  '1e5',
  '1E+17',
  '2026-01-10',
  'TRUE',
  '\u202E',
  '\u200D',
  '#N/A',
  '{{7*7}}',
];
const nasty = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.array(fc.constantFrom(...NASTY), { maxLength: 4 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const rowsOf = (cell: fc.Arbitrary<string>) =>
  fc.array(
    fc.tuple(fc.constantFrom('a', '甲'), cell, cell).map((row): Cell[] => row),
    { minLength: 1, maxLength: 6 },
  );
const COLUMNS = ['甲', '乙', '丙'];

describe('a written CSV file', () => {
  const readBack = (text: string): string[][] => {
    const decoded = decodeText(Buffer.from(text));
    if ('fault' in decoded) throw new Error(decoded.fault);
    const grid = readCsv(decoded.text, 100);
    return typeof grid === 'number' ? [] : grid.rows.map((row) => row.cells);
  };

  it('is UTF-8 with BOM and CRLF, quotes what it must, and guards against formulas', () => {
    expect(
      writeCsv(
        ['姓名', '积分'],
        [
          ['田,"富"', -1.5],
          ['=1+1', null],
          ['-2', 0],
        ],
      ),
    ).toBe('\uFEFF姓名,积分\r\n"田,""富""",-1.5\r\n\'=1+1,\r\n-2,0\r\n');
  });

  it('gives every string back as it was', () => {
    const unpaired = /\p{Surrogate}/u;
    const cell = nasty.filter((text) => !unpaired.test(text));
    fc.assert(
      fc.property(rowsOf(cell), (rows) => {
        expect(readBack(writeCsv(COLUMNS, rows))).toEqual([COLUMNS, ...rows]);
      }),
      SEED,
    );
  });
});

describe('a written workbook', () => {
  it('gives every string back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf(nasty), async (rows) => {
        const bytes = await writeWorkbook([
          { name: '表', columns: COLUMNS.map((header) => ({ header })), rows },
        ]);
        const [grid] = await readWorkbook(bytes, 100);
        expect(grid?.rows.map((row) => [...row.cells, '', ''].slice(0, 3))).toEqual([COLUMNS, ...rows]);
      }),
      SEED,
    );
  });

  it('comes back through an upload', async () => {
    const rows = [
      ['001', '=1+1'],
      ['1E+17', '_x000D_\r\n'],
    ];
    const bytes = await writeWorkbook([
      { name: '选区', columns: [{ header: '选区编号' }, { header: '选区名称' }], rows },
    ]);
    const { tables } = await readUpload('名册.xlsx', bytes);
    expect(tables[0]?.rows.map((row) => Object.values(row.cells))).toEqual(rows);
  });

  it('has no formulas, text as text, a bold frozen header and lists to choose from', async () => {
    const columns = [
      { header: '编号', width: 12 },
      { header: '状态', choices: ['出席', '请假'] },
      { header: '积分' },
    ];
    const bytes = await writeWorkbook([
      { name: '表', columns, rows: [['001', '=1+1', 13.5]], notes: ['截至 2026-09-30'] },
    ]);
    const sheet = unzip(bytes, 'xl/worksheets/sheet1.xml');
    expect(sheet).not.toMatch(/<f[ >]/);
    expect(sheet).toMatch(/<c r="A3" t="s" s="\d+">/);
    expect(sheet).toMatch(/<c r="C3"(?: s="0")?><v>13.5<\/v>/);
    expect(sheet).toContain('ySplit="2"');
    expect(sheet).toContain('<formula1>"出席,请假"</formula1>');
    expect(sheet).toContain('sqref="B3:B20001"');
    expect(sheet).toMatch(/<col min="1" max="1" width="12"/);
    expect(unzip(bytes, 'xl/styles.xml')).toMatch(/formatCode="@"|numFmtId="49"/);
    expect(unzip(bytes, 'xl/styles.xml')).toContain('<b/>');
  });

  it('is written in a thread when it is large, with the same result', async () => {
    const rows = Array.from({ length: 7000 }, (_, index) => [String(index), 'x', '']);
    const bytes = await writeWorkbook([{ name: '表', columns: COLUMNS.map((header) => ({ header })), rows }]);
    const [grid] = await readWorkbook(bytes, 10_000);
    expect(grid?.rows).toHaveLength(7001);
  });

  it('has sheet names that Excel takes, each once', async () => {
    const names = ['2026年第三季度履职积分公示（截至九月三十日全镇代表）', 'a/b:c*d?[e]', '表', '表', ''];
    const bytes = await writeWorkbook(names.map((name) => ({ name, columns: [{ header: '甲' }], rows: [] })));
    const written = (await readWorkbook(bytes, 10)).map((grid) => grid.sheet);
    expect(written).toEqual([
      '2026年第三季度履职积分公示（截至九月三十日全镇代',
      'a_b_c_d__e_',
      '表',
      '表 (2)',
      '1',
    ]);
    expect(written.every((name) => name.length <= 31)).toBe(true);
  });
});

describe('the template files', () => {
  it('have all seven sheets, empty, and a sheet that explains every column', async () => {
    const bytes = await templateWorkbook();
    const { tables, faults, warnings } = await readUpload('导入模板.xlsx', bytes);
    expect([faults, warnings]).toEqual([[], []]);
    expect(tables.map((one) => [one.template, one.rows])).toEqual(TEMPLATES.map(({ id }) => [id, []]));
    const notes = (await readWorkbook(bytes, 1000)).at(-1);
    expect(notes?.sheet).toBe('填表说明');
    expect(notes?.rows).toHaveLength(3 + TEMPLATES.reduce((total, { columns }) => total + columns.length, 0));
    expect(notes?.rows[3]?.cells).toEqual(['选区', '选区编号', '必填', '编号，按文本填写', '1']);
  });

  it('keep a typed 001: empty cells are set to text', async () => {
    expect(unzip(await templateWorkbook(), 'xl/worksheets/sheet2.xml')).toMatch(/<c r="A300" s="\d+"\/>/);
  });

  it.each(TEMPLATES.map(({ id, file }) => [id, file] as const))(
    'as CSV are read without a word: %s',
    async (id, file) => {
      const { tables, faults, warnings } = await readUpload(file, Buffer.from(templateCsv(id)));
      expect([tables[0]?.template, faults, warnings]).toEqual([id, [], []]);
    },
  );
});

describe('the workbook of faulty rows', () => {
  const deputies = table('deputies', [
    { sex: '无', phone: '=1' },
    { certificateNumber: '002' },
    { certificateNumber: '', name: '' },
  ]);
  const filings = table('filings', [{}]);
  const faults = [deputies, filings].flatMap((one) => checkCells(one, TODAY).faults);

  it('holds those rows alone, as they were written, each with all its reasons last', async () => {
    const grids = await readWorkbook(await faultWorkbook([deputies, filings], faults), 100);
    expect(grids.map((grid) => grid.sheet)).toEqual(['代表']);
    const [header, first, second] = grids[0]?.rows ?? [];
    expect(header?.cells.at(-1)).toBe('错误原因');
    expect([first?.cells[0], first?.cells[2], first?.cells[13]]).toEqual(['001', '无', '=1']);
    expect(first?.cells.at(-1)).toBe('性别：只能填：男、女');
    expect(second?.cells.at(-1)).toMatch(/^代表证号：.*\n姓名：.*$/);
  });

  it('can be mended and read again', async () => {
    const {
      tables,
      faults: found,
      warnings,
    } = await readUpload('错误行.xlsx', await faultWorkbook([deputies, filings], faults));
    expect([found, warnings]).toEqual([[], []]);
    expect(tables[0]?.rows.map((row) => row.cells['sex'])).toEqual(['无', '']);
    expect(codes(checkCells(tables[0]!, TODAY).faults)).toEqual(['not-one-of', 'required', 'required']);
  });

  it('lists what belongs to no row apart', async () => {
    const { faults: found } = await readUpload('名册.xlsx', Buffer.alloc(0));
    const grids = await readWorkbook(await faultWorkbook([], found), 100);
    expect(grids[0]?.rows[1]?.cells).toEqual(['名册.xlsx', found[0]?.message]);
  });
});
