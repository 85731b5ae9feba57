import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readUpload } from '../../src/exchange/read.ts';
import { codes } from './support/tables.ts';
import { sheetRows, workbook, zip } from './support/zip.ts';

const OLE2 = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ole2 = (stream: string): Buffer =>
  Buffer.concat([OLE2, Buffer.alloc(512), Buffer.from(stream, 'utf16le')]);
const book = workbook({ rows: sheetRows([['代表证号'], ['001']]) });

async function refusal(name: string, bytes: Buffer) {
  const { tables, faults, warnings } = await readUpload(name, bytes);
  expect([tables, warnings]).toEqual([[], []]);
  expect(faults).toHaveLength(1);
  return faults[0];
}

describe('a file that is no table', () => {
  it.each([
    ['an empty file', '名册.xlsx', Buffer.alloc(0), 'empty-file', '重新上传'],
    ['an old .xls', '名册.xls', ole2('Workbook'), 'old-excel', '另存为'],
    ['an .xls renamed to .xlsx', '名册.xlsx', ole2('Workbook'), 'old-excel', 'Excel 工作簿(*.xlsx)'],
    ['a WPS .et', '名册.et', ole2('Workbook'), 'old-excel', 'Excel 工作簿(*.xlsx)'],
    ['a workbook with a password', '名册.xlsx', ole2('EncryptedPackage'), 'password-protected', '取消密码'],
    ['a .doc', '名册.doc', ole2('WordDocument'), 'word-file', '导入模板'],
    ['a .docx', '名册.docx', zip([{ name: 'word/document.xml', data: '<x/>' }]), 'word-file', '导入模板'],
    [
      'a .docx renamed to .xlsx',
      '名册.xlsx',
      zip([{ name: 'word/document.xml', data: '<x/>' }]),
      'word-file',
      '导入模板',
    ],
    ['an .ods', '名册.ods', zip([{ name: 'content.xml', data: '<x/>' }]), 'other-office-file', '另存为'],
    [
      'an .xlsb',
      '名册.xlsb',
      zip([{ name: '[Content_Types].xml', data: '<x/>' }]),
      'other-office-file',
      '另存为',
    ],
    ['a ZIP of files', '名册.zip', zip([{ name: '名册.xlsx', data: 'x' }]), 'archive-file', '解压'],
    ['a PDF', '名册.pdf', Buffer.from('%PDF-1.7\n'), 'pdf-file', '原来的表格'],
    ['a photo', '名册.jpg', Buffer.from('ffd8ffe000104a464946', 'hex'), 'image-file', '导入模板'],
    [
      'a screenshot called .xlsx',
      '名册.xlsx',
      Buffer.from('89504e470d0a1a0a', 'hex'),
      'image-file',
      '导入模板',
    ],
    ['a web page called .xls', '名册.xls', Buffer.from('\uFEFF<html><table>'), 'web-page-file', '另存为'],
    ['a workbook called .csv', '名册.csv', book, 'xlsx-misnamed', '改成 .xlsx'],
    ['a workbook called .xls', '名册.xls', book, 'xlsx-misnamed', '改成 .xlsx'],
    ['a text called .xlsx', '名册.xlsx', Buffer.from('代表证号,姓名'), 'csv-misnamed', '.csv'],
    ['a text of some other kind', '名册.json', Buffer.from('{}'), 'unknown-file', '.xlsx'],
    ['half a workbook', '名册.xlsx', book.subarray(0, book.length / 2), 'damaged-workbook', '没有传完'],
    ['a workbook with its end cut off', '名册.xlsx', book.subarray(0, -1), 'damaged-workbook', '没有传完'],
    ['two letters', '名册.xlsx', Buffer.from('PK'), 'damaged-workbook', '没有传完'],
  ])('is told apart and says what to do: %s', async (_, name, bytes, code, remedy) => {
    const fault = await refusal(name, bytes);
    expect(fault).toMatchObject({ file: name, line: null, code });
    expect(fault?.message).toContain(remedy);
  });

  it('of 12 MB is refused with its size and the limit, before it is looked at', async () => {
    const fault = await refusal('名册.xlsx', Buffer.alloc(12 * 1024 * 1024));
    expect(fault?.message).toContain('12 MB');
    expect(fault?.message).toContain('10 MB 的上限');
  });

  it('is called by the last part of its name, without what could forge a line', async () => {
    for (const name of ['../../etc/名册.csv', 'C:\\Users\\a\\名册.csv', '名\r\n册.csv', '\u202E名册.csv']) {
      expect((await refusal(name, Buffer.alloc(0)))?.file).toBe('名册.csv');
    }
    expect((await refusal(`${'x'.repeat(300)}.csv`, Buffer.alloc(0)))?.file).toHaveLength(100);
  });

  it('with nothing that can be imported says which sheets there could be', async () => {
    const { faults } = await readUpload('名册.xlsx', workbook({ sheetName: 'Sheet1', rows: '' }));
    expect(codes(faults)).toEqual(['no-table']);
    expect(faults[0]?.message).toContain('选区、代表、人代会出勤');
  });
});
