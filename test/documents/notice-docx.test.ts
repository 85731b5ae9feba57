import { describe, expect, test } from 'vitest';
import { buildNoticeDocx } from '../../src/documents/notice-docx.ts';
import { correction, notice, partsOf, textsOf, wordsOf, xmlPart } from './support.ts';

const HOSTILE = '<img src=x onerror="alert(1)">&\u0000\u0007\u001b\uFFFE\uD800\u202E';

describe('a points notice as .docx', () => {
  test('holds every text of its model', async () => {
    const model = correction();
    const words = wordsOf(await buildNoticeDocx(model));
    const missing = textsOf({
      ...model,
      tables: model.tables.map(({ caption, rows }) => ({ caption, rows })),
    })
      .map((text) => text.replace(/\s/g, ''))
      .filter((text) => !words.includes(text));
    expect(missing).toEqual([]);
  });

  test('writes names as text, and leaves out what XML cannot hold', async () => {
    const docx = await buildNoticeDocx(
      notice(1, { presidium: HOSTILE, lines: [{ ...notLine(), name: HOSTILE, district: HOSTILE }] }),
    );
    const document = partsOf(docx)['word/document.xml'] ?? '';
    expect(document).not.toContain('<img');
    expect(document).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;<');
    expect(document).not.toMatch(/[\p{Cs}\uFFFE\u202E]|(?![\t\n\r])\p{Cc}/u);
  });

  test('keeps rare characters outside the basic plane', async () => {
    expect(wordsOf(await buildNoticeDocx(notice(7)))).toContain('陈𬭎');
  });

  test('repeats the heading row of a table of 160 deputies and breaks no row', async () => {
    const $ = xmlPart(await buildNoticeDocx(notice(160)), 'word/document.xml');
    const rows = $('w\\:tbl').first().find('w\\:tr').get();
    expect(rows.length).toBe(161);
    expect(rows.map((row) => $(row).find('w\\:tblHeader').length)).toEqual([
      1,
      ...Array.from({ length: 160 }, () => 0),
    ]);
    expect(rows.every((row) => $(row).find('w\\:cantSplit').length === 1)).toBe(true);
  });

  test('has a table as wide as the text area', async () => {
    const $ = xmlPart(await buildNoticeDocx(notice(3)), 'word/document.xml');
    const widths = $('w\\:gridCol')
      .get()
      .map((node) => Number($(node).attr('w:w')));
    expect(widths.reduce((sum, width) => sum + width, 0)).toBe(8845);
  });

  test('never leaves organ and date alone on a page', async () => {
    const $ = xmlPart(await buildNoticeDocx(notice(3)), 'word/document.xml');
    const paragraphs = $('w\\:body > w\\:p').get();
    const organ = paragraphs.findIndex((node) => $(node).find('w\\:pStyle').attr('w:val') === 'Signature');
    const before = paragraphs.slice(organ - 5, organ + 1);
    expect($(before[0]).text()).toContain('受理地点');
    expect(before.map((node) => $(node).find('w\\:keepNext').length)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test('sets the date below the middle of the organ, which ends two characters before the edge', async () => {
    const $ = xmlPart(await buildNoticeDocx(notice(3)), 'word/document.xml');
    const signature = $('w\\:pStyle[w\\:val="Signature"]')
      .get()
      .map((node) => $(node).parent());
    const right = signature.map((node) => Number(node.find('w\\:ind').attr('w:right')) / (8845 / 28));
    // 12 characters, and 3 with 7 digits of half a character each.
    expect(right.map((characters) => Math.round(characters * 100) / 100)).toEqual([2, 4.75]);
  });

  test('makes the organ in the red head as large as one line allows', async () => {
    const sizeOf = async (presidium: string) => {
      const $ = xmlPart(await buildNoticeDocx(notice(1, { presidium })), 'word/document.xml');
      return Number($('w\\:pStyle[w\\:val="RedHead"]').closest('w\\:p').find('w\\:sz').attr('w:val')) / 2;
    };
    expect(await sizeOf('回龙镇人大主席团')).toBe(40);
    expect(await sizeOf('回龙镇人民代表大会主席团')).toBe(36);
    expect(await sizeOf('积石山保安族东乡族撒拉族自治县大河家镇人民代表大会主席团')).toBe(22);
  });

  test('starts each annex on a page of its own, behind the signature', async () => {
    const model = notice(2);
    const [table] = model.tables;
    if (table === undefined) throw new Error('no table');
    const two = { ...model, tables: [table, { ...table, caption: '更正对照表' }] };
    const $ = xmlPart(await buildNoticeDocx(two), 'word/document.xml');
    const marks = $('w\\:pStyle[w\\:val="AnnexMark"]')
      .get()
      .map((node) => $(node).closest('w\\:p'));
    expect(marks.map((mark) => mark.text())).toEqual(['附件1', '附件2']);
    expect(marks.every((mark) => mark.find('w\\:pageBreakBefore').length === 1)).toBe(true);
    expect($.root().text()).toContain('附件：1. 2026年第三季度人大代表履职积分表');
  });

  test('without a red head shows the number below the title and no red line', async () => {
    const $ = xmlPart(await buildNoticeDocx({ ...notice(1), redHead: null }), 'word/document.xml');
    expect($('w\\:pStyle[w\\:val="PlainNumber"]').closest('w\\:p').text()).toBe('回镇人大〔2026〕3号');
    expect($('w\\:pStyle[w\\:val="RedHead"], w\\:pStyle[w\\:val="RedNumber"]').length).toBe(0);
  });
});

function notLine() {
  return { deputy: '1', name: '', district: '', group: '', points: 0, total: 0, rank: 1, sections: {} };
}
