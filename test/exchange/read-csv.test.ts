import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readUpload } from '../../src/exchange/read.ts';
import { brief, codes } from './support/tables.ts';

const upload = (text: string | Buffer, name = 'districts.csv') => readUpload(name, Buffer.from(text));
const rowsOf = async (text: string | Buffer, name?: string) =>
  (await upload(text, name)).tables[0]?.rows ?? [];

/** '选区编号,选区名称\r\n1,回龙选区' in GB 18030. */
const IN_GBK = Buffer.from('d1a1c7f8b1e0bac52cd1a1c7f8c3fbb3c60d0a312cbbd8c1fad1a1c7f8', 'hex');
const FIRST = { line: 2, cells: { number: '1', name: '回龙选区' } };

describe('a CSV file', () => {
  it('is read in UTF-8 with and without BOM, and in GB 18030', async () => {
    const text = '选区编号,选区名称\r\n1,回龙选区';
    expect(await rowsOf(text)).toEqual([FIRST]);
    expect(await rowsOf(`\uFEFF${text}`)).toEqual([FIRST]);
    expect(await rowsOf(IN_GBK)).toEqual([FIRST]);
  });

  it('is read in GB 18030 beyond GBK: four-byte characters of rare names', async () => {
    const { tables } = await upload(Buffer.concat([IN_GBK, Buffer.from('9838e137', 'hex')]));
    expect(tables[0]?.rows[0]?.cells['name']).toBe('回龙选区\u{2B4E7}');
  });

  it('in UTF-16 or with broken bytes is refused with how to save it', async () => {
    const utf16 = Buffer.from('\uFEFF选区编号,选区名称\n1,回龙选区', 'utf16le');
    for (const bytes of [utf16, utf16.subarray(2)]) {
      const { faults } = await upload(bytes);
      expect(codes(faults)).toEqual(['utf16-text']);
      expect(faults[0]?.message).toContain('另存为');
    }
    expect(codes((await upload(Buffer.from('c328ff', 'hex'))).faults)).toEqual(['unknown-encoding']);
  });

  it.each([',', ';', '\t'])('may be separated by %j', async (separator) => {
    expect(await rowsOf(['选区编号,选区名称', '1,回龙选区'].join('\n').replaceAll(',', separator))).toEqual([
      FIRST,
    ]);
  });

  it('takes its columns by name in any order: Chinese, identifier or synonym, with what people add to headers', async () => {
    for (const header of [
      '选区名称,选区编号',
      'name,number',
      'NAME , Number',
      '名称,编号',
      '*选区名称（必填）,"选区\n编号"',
      '选区　名称,选区编号*',
    ]) {
      expect((await upload(`${header}\n回龙选区,1`)).tables[0]?.rows[0]?.cells).toEqual({
        number: '1',
        name: '回龙选区',
      });
    }
    expect(
      (await rowsOf('证号,代表姓名,手机,选区,当选时间\n1,田富,138,1,x', 'deputies.csv'))[0]?.cells,
    ).toEqual({
      certificateNumber: '1',
      name: '田富',
      phone: '138',
      district: '1',
      electedOn: 'x',
    });
  });

  it('takes the full-width forms of identifiers and brackets in its header', async () => {
    expect(await rowsOf('ｎｕｍｂｅｒ,选区名称（全称）\n1,回龙选区')).toEqual([FIRST]);
  });

  it('finds the header below a title', async () => {
    expect(await rowsOf('XX镇选区一览,\n,\n选区编号,选区名称\n1,回龙选区')).toEqual([{ ...FIRST, line: 4 }]);
  });

  it('tells all required columns that are missing, and doubled ones, at once', async () => {
    const { tables, faults } = await upload('姓名,代表姓名,民族\n田富,田富,汉', 'deputies.csv');
    expect(tables).toEqual([]);
    expect(brief(faults)).toEqual(['1  missing-columns', '1 姓名 doubled-column']);
    expect(faults[0]?.message).toContain('代表证号、选区编号、当选日期');
    expect(faults[1]?.message).toContain('“姓名”、“代表姓名”');
  });

  it('only warns of unknown and left-out columns; a column of fault reasons is passed over without a word', async () => {
    const { tables, faults, warnings } = await upload('选区编号,选区名称,备注,错误原因\n1,回龙选区,x,y');
    expect(tables[0]?.rows).toEqual([FIRST]);
    expect(faults).toEqual([]);
    expect(warnings.map((one) => one.message)).toEqual([
      '不认识的列，已忽略：备注',
      '没有这些选填的列：所辖村社区、应选名额。新增的行留空，已有的行不变',
    ]);
  });

  it('warns of a filled column without a header', async () => {
    const { warnings } = await upload('选区编号,选区名称,,应选名额\n1,回龙选区,备注,2');
    expect(warnings.map((one) => one.message)).toContain('第 C 列有内容但没有列名，已忽略');
  });

  it('says when a line has more cells than the header: an unquoted comma', async () => {
    const { faults } = await upload('选区编号,选区名称\n1,回龙,选区\n2,楠新选区');
    expect(brief(faults)).toEqual(['2  extra-cells']);
  });

  it('is recognised by its header under any name, if one template fits', async () => {
    const { tables } = await upload('活动编号,代表证号,状态\nA01,001,出席', '表1.csv');
    expect(tables[0]?.template).toBe('attendance');
    expect((await upload('选区编号,选区名称\n1,x', '选区.csv')).tables[0]?.template).toBe('districts');
    expect((await upload('选区编号,选区名称\n1,x', 'districts (2).csv')).tables[0]?.template).toBe(
      'districts',
    );
    expect(codes((await upload('甲,乙\n1,2', '表1.csv')).faults)).toEqual(['unknown-table']);
    expect(codes((await upload('编号,类别,名称,日期,登记编号,代表证号,内容', '表1.csv')).faults)).toEqual([
      'ambiguous-table',
    ]);
  });

  it('names the line at which an unpaired quote opens', async () => {
    const { faults } = await upload('选区编号,选区名称\n1,"甲\n乙"\n2,"丙\n3,丁\n');
    expect(brief(faults)).toEqual(['4  csv-quote']);
  });

  it('keeps quotes inside a cell as they are', async () => {
    expect((await rowsOf('选区编号,选区名称\n1,回龙"新"选区'))[0]?.cells['name']).toBe('回龙"新"选区');
  });

  it('takes the guard off cells that a spreadsheet could take for a formula', async () => {
    expect((await rowsOf("选区编号,选区名称\n1,'=1+1"))[0]?.cells['name']).toBe('=1+1');
  });

  it('is empty without a header, and without bytes', async () => {
    expect(codes((await upload('\n , \n')).faults)).toEqual(['empty-table']);
    expect(codes((await upload('')).faults)).toEqual(['empty-file']);
  });

  it('has at most 20,000 rows when it is uploaded', async () => {
    const rows = (count: number) => `选区编号,选区名称\n${`1,${'x'.repeat(30)}\n`.repeat(count)}`;
    expect(codes((await upload(rows(20_000))).faults)).toEqual([]);
    const { faults } = await upload(rows(20_001));
    expect(faults.map((one) => one.message)).toEqual(['有内容的行超过 20000 行的上限。请分成几个文件导入']);
  });

  it('has the line numbers of an editor, whatever its line ends and however many lines a cell has', async () => {
    const cell = fc.stringMatching(/^[a甲" ,]{0,4}(\r\n|\n|\r)?[a甲" ,]{0,4}$/);
    const ends = fc.constantFrom('\r\n', '\n', '\r');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, ends), { maxLength: 8 }), async (rows) => {
        let line = 2;
        const lines: number[] = [];
        let text = '选区编号,选区名称\n';
        for (const [name, end] of rows) {
          lines.push(line);
          text += `1,"${name.replaceAll('"', '""')}"${end}`;
          line += 1 + (name.match(/\r\n|\r|\n/g)?.length ?? 0);
        }
        expect((await rowsOf(text)).map((row) => [row.line, row.cells['name']])).toEqual(
          rows.map(([name], index) => [lines[index], name]),
        );
      }),
      { seed: 20_261_124, numRuns: 300 },
    );
  });
});
