import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readGrids } from '../../src/exchange/reading/grids.ts';
import { readUpload } from '../../src/exchange/read.ts';
import { sheetRows, workbook, workbookParts, zip, type Part } from './support/zip.ts';

const MB = 1024 * 1024;
const HEADER = ['代表证号', '姓名', '选区编号', '当选日期'];
const GOOD = ['001', '田大利', '1', '2026-01-10'];
const goodParts = (): Part[] => workbookParts({ rows: sheetRows([HEADER, GOOD]) });

async function refusal(bytes: Buffer, name = '名册.xlsx') {
  const { tables, faults } = await readUpload(name, bytes);
  expect(tables).toEqual([]);
  expect(faults).toHaveLength(1);
  return faults[0];
}

/** What the reading thread finds, without the thread. */
async function faultInside(bytes: Buffer): Promise<string | null> {
  const read = await readGrids({ bytes, form: 'xlsx', maxRows: 100 });
  return 'fault' in read ? read.fault : null;
}

describe('a workbook made to do harm', () => {
  it('is read when it is not: the same parts unharmed', async () => {
    const { tables, faults } = await readUpload('名册.xlsx', zip(goodParts()));
    expect(faults).toEqual([]);
    expect(tables[0]?.rows).toEqual([
      {
        line: 2,
        cells: { certificateNumber: '001', name: '田大利', district: '1', electedOn: '2026-01-10' },
      },
    ]);
  });

  it('is refused by its directory when 400 MB of spaces hide in 400 KB', async () => {
    const bomb = zip([...goodParts(), { name: 'xl/media/a.bin', data: Buffer.alloc(400 * MB, ' ') }]);
    expect(bomb.length).toBeLessThan(0.5 * MB);
    const before = process.memoryUsage().arrayBuffers;
    const start = performance.now();
    expect((await refusal(bomb))?.code).toBe('workbook-too-big');
    // Nothing is unpacked to find out.
    expect(performance.now() - start).toBeLessThan(1000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5 * MB);
  });

  it('is refused when the whole unpacks to more than a hundred times its size', async () => {
    const dense = zip([...goodParts(), { name: 'xl/media/a.bin', data: Buffer.alloc(20 * MB, ' ') }]);
    expect((await refusal(dense))?.code).toBe('workbook-suspicious');
  });

  it('is refused while it unpacks when a declared size lies', async () => {
    const [small, ...others] = goodParts();
    const lie = (claimed: number) =>
      zip([{ ...small!, data: Buffer.alloc(100 * MB, ' '), claimed }, ...others]);
    expect((await refusal(lie(2000)))?.code).toBe('workbook-suspicious');
    expect(await faultInside(lie(4 * MB))).toBe('workbook-suspicious');
    expect((await refusal(lie(0)))?.code).toBe('workbook-suspicious');
  });

  it('is refused when a part unpacks to less than declared, or to other bytes', async () => {
    const [first, ...others] = goodParts();
    expect(await faultInside(zip([{ ...first!, claimed: 100_000 }, ...others]))).toBe('workbook-suspicious');
    expect(await faultInside(zip([{ ...first!, checksum: 1 }, ...others]))).toBe('damaged-workbook');
  });

  it('is refused with more than 200 parts', async () => {
    const many = Array.from({ length: 200 }, (_, index) => ({ name: `xl/media/${index}.png`, data: 'x' }));
    expect((await refusal(zip([...goodParts(), ...many])))?.code).toBe('workbook-too-many-parts');
  });

  it.each(['../../etc/passwd', '/etc/passwd', 'C:\\x', 'xl\\..\\..\\x', 'xl/..'])(
    'is refused with a part called %s',
    async (name) => {
      expect((await refusal(zip([...goodParts(), { name, data: 'x' }])))?.code).toBe('workbook-suspicious');
    },
  );

  it('is refused when two parts have one name', async () => {
    expect((await refusal(zip([...goodParts(), ...goodParts().slice(-1)])))?.code).toBe(
      'workbook-suspicious',
    );
  });

  it('is refused with macros, whatever its ending, and with links to other files', async () => {
    const macros = zip([...goodParts(), { name: 'xl/vbaProject.bin', data: 'x' }]);
    expect((await refusal(macros, '名册.xlsm'))?.code).toBe('workbook-macros');
    expect((await refusal(macros))?.code).toBe('workbook-macros');
    const links = zip([...goodParts(), { name: 'xl/externalLinks/externalLink1.xml', data: '<x/>' }]);
    expect((await refusal(links))?.code).toBe('workbook-links');
  });

  it('is refused with encrypted parts', async () => {
    expect((await refusal(zip(goodParts().map((part) => ({ ...part, flags: 1 })))))?.code).toBe(
      'password-protected',
    );
  });

  it('is refused with a document type: entities (billion laughs), external DTD', async () => {
    const entities = Array.from(
      { length: 9 },
      (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i || ''};`.repeat(10)}">`,
    );
    const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol">${entities.join('')}]>`;
    const bytes = workbook({
      prolog: laughs,
      rows: sheetRows([HEADER, ['001', '&lol9;', '1', '2026-01-10']]),
    });
    expect((await refusal(bytes))?.code).toBe('workbook-entities');
    for (const prolog of [
      '<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd">',
      `${' '.repeat(70_000)}<!DOCTYPE a>`,
    ]) {
      expect(await faultInside(workbook({ prolog, rows: '' }))).toBe('workbook-entities');
    }
  });

  it('is refused when a small file holds more tags than memory has room for', async () => {
    const data = '<si><t>a</t></si>'.repeat(300_000);
    expect(await faultInside(zip([...goodParts(), { name: 'xl/sharedStrings.xml', data }]))).toBe(
      'workbook-too-heavy',
    );
  });

  it('may hold pictures with a document type of their own', async () => {
    const picture = { name: 'xl/media/image1.svg', data: '<!DOCTYPE svg><svg/>' };
    expect(await faultInside(zip([...goodParts(), picture]))).toBeNull();
  });

  it('is refused with a part in UTF-16, where a document type could hide', async () => {
    const data = Buffer.from('\uFEFF<!DOCTYPE a><a/>', 'utf16le');
    expect(await faultInside(zip([...goodParts(), { name: 'xl/a.xml', data }]))).toBe('damaged-workbook');
  });

  it('does not mistake the words of a cell for a document type', async () => {
    const bytes = workbook({ rows: sheetRows([HEADER, ['001', '<!DOCTYPE x>', '1', '2026-01-10']]) });
    expect((await readUpload('名册.xlsx', bytes)).tables[0]?.rows[0]?.cells['name']).toBe('<!DOCTYPE x>');
  });

  it('is refused when the last of 16,384 columns is used in row after row', async () => {
    const wide = Array.from({ length: 100_000 }, (_, index) => `<row><c r="XFD${index + 2}"/></row>`).join(
      '',
    );
    expect(await faultInside(workbook({ rows: sheetRows([HEADER, GOOD]) + wide }))).toBe('workbook-too-big');
  });

  it.each([
    '<row r="0"><c r="A0"><v>1</v></c></row>',
    '<row r="99999999"><c r="A99999999"><v>1</v></c></row>',
    '<row r="1"><c r="ZZZZ1"><v>1</v></c></row>',
    '<row r="x"><c r="A1"><v>1</v></c></row>',
  ])('is damaged, and nothing worse, with cells out of place: %s', async (rows) => {
    expect(await faultInside(workbook({ rows }))).toBe('damaged-workbook');
  });
});
