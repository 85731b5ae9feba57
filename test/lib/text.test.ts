import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePoints, csvGuard, csvUnguard, splitNames, squeeze, toHalfWidth } from '../../src/lib/text.ts';

const anyText = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));

describe('typed text', () => {
  it.each([
    ['１２３ＡＢｃ（）：～', '123ABc():~'],
    ['王\u3000伟', '王 伟'],
    ['、。“”', '、。“”'],
  ])('%s in half width is %s', (text, half) => {
    expect(toHalfWidth(text)).toBe(half);
  });

  it.each([
    ['\u3000 王  伟\n', '王 伟'],
    ['a\t\u3000b', 'a b'],
    [' ', ''],
  ])('%j squeezed is %j', (text, squeezed) => {
    expect(squeeze(text)).toBe(squeezed);
  });

  it.each([
    ['', 0],
    ['王伟', 2],
    ['王𬭎', 2],
    ['𠅤', 1],
  ])('%s has %i characters', (text, count) => {
    expect(codePoints(text)).toBe(count);
  });

  it.each([
    ['王伟、李娜，张强,赵六；钱七;孙八 周九\n吴十\u3000郑一', '王伟 李娜 张强 赵六 钱七 孙八 周九 吴十 郑一'],
    ['、王伟，，李娜 ；', '王伟 李娜'],
    ['买买提·吐尔逊', '买买提·吐尔逊'],
    [' \n', ''],
  ])('the names in %j are %s', (text, names) => {
    expect(splitNames(text).join(' ')).toBe(names);
  });
});

describe('spreadsheet cells', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+86 138', "'+86 138"],
    ['+5', "'+5"],
    ['-', "'-"],
    ['-2+3', "'-2+3"],
    ['- 2', "'- 2"],
    ['-2.', "'-2."],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ['\0x', "'\0x"],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠x', "'＠x"],
    ["'x", "''x"],
    ["'=1", "''=1"],
    ['-2', '-2'],
    ['-0.5', '-0.5'],
    ['2-1', '2-1'],
    ['王伟', '王伟'],
    ['', ''],
  ])('%j is written %j and read back', (text, cell) => {
    expect(csvGuard(text)).toBe(cell);
    expect(csvUnguard(cell)).toBe(text);
  });

  it('leaves what a person typed with a quote mark in front as it is', () => {
    expect(csvUnguard("'abc")).toBe("'abc");
    expect(csvUnguard("'-2")).toBe("'-2");
  });

  it('every text comes back exactly', () => {
    const risky = fc.string({ unit: fc.constantFrom(...Array.from("'=+-@\t\r\0＝＋－＠0.5王")) });
    fc.assert(
      fc.property(fc.oneof(anyText, risky), (text) => {
        expect(csvUnguard(csvGuard(text))).toBe(text);
      }),
    );
  });

  it('no cell starts as a formula, but for plain negative numbers', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Array.from('=+-@\t\r\0＝＋－＠')), anyText, (start, rest) => {
        const cell = csvGuard(start + rest);
        expect(cell.startsWith("'") || /^-\d+(\.\d+)?$/.test(cell)).toBe(true);
      }),
    );
  });
});
