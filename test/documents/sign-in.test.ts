import { describe, expect, test } from 'vitest';
import { buildSignInDocx } from '../../src/documents/sign-in-docx.ts';
import { signIn, textsOf, wordsOf, xmlPart } from './support.ts';

describe('a sign-in book', () => {
  test('holds every text of its model', async () => {
    const sheet = signIn(60);
    const words = wordsOf(await buildSignInDocx(sheet));
    const texts = textsOf([sheet.title.split('\n'), sheet.lines, sheet.rows, sheet.order]);
    expect(texts.map((text) => text.replace(/\s/g, '')).filter((text) => !words.includes(text))).toEqual([]);
  });

  test('names day, weekday and half day, and leaves lines for counts that are not known', () => {
    expect(signIn(45).lines).toEqual([
      '时间：2026年1月15日（星期四）上午',
      '地点：镇政府大会议室',
      '应到 45 人，实到 ______ 人，请假 0 人，缺席 ______ 人',
    ]);
  });

  test('can leave out certificate numbers and the half day', () => {
    const sheet = signIn(1, { showCertificate: false, half: null, placeTitle: '选区' });
    expect(sheet.columns.map(({ title }) => title)).toEqual(['序号', '姓名', '选区', '签名', '备注']);
    expect(sheet.lines[0]).toBe('时间：2026年1月15日（星期四）');
    expect(sheet.rows[0]).toHaveLength(5);
  });

  test.each([true, false])('has columns that fill the page (certificate numbers: %s)', (showCertificate) => {
    const { columns } = signIn(1, { showCertificate });
    expect(columns.reduce((sum, { width }) => sum + width, 0)).toBe(40);
  });

  test('repeats its heading row and gives every row a line of the grid', async () => {
    const $ = xmlPart(await buildSignInDocx(signIn(160)), 'word/document.xml');
    expect($('w\\:tblHeader').length).toBe(1);
    expect($('w\\:trHeight[w\\:val="579"]').length).toBe(161);
  });
});
