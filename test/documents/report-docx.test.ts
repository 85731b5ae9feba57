import { describe, expect, test } from 'vitest';
import { buildReportDocx } from '../../src/documents/report-docx.ts';
import { reportDocument } from '../../src/documents/report-words.ts';
import { reportBody, reportRun, textsOf, wordsOf, xmlPart } from './support.ts';

describe('annual report forms as .docx', () => {
  test('hold every text of their models', async () => {
    const run = reportRun(2);
    const words = wordsOf(await buildReportDocx(run));
    const missing = textsOf(run.forms)
      .flatMap((text) => text.split('\n'))
      .map((text) => text.replace(/\s/g, ''))
      .filter((text) => !words.includes(text));
    expect(missing).toEqual([]);
  });

  test('of 60 deputies are 60 sections, each on a new sheet and numbered from 1', async () => {
    const $ = xmlPart(await buildReportDocx(reportRun(60)), 'word/document.xml');
    const sections = $('w\\:sectPr').get();
    expect(sections.length).toBe(60);
    expect(sections.every((node) => $(node).find('w\\:type').attr('w:val') === 'oddPage')).toBe(true);
    expect(sections.every((node) => $(node).find('w\\:pgNumType').attr('w:start') === '1')).toBe(true);
    expect($('w\\:body').children().last().is('w\\:sectPr')).toBe(true);
    expect($('w\\:tbl').length).toBe(60);
  });

  test('let other work go on between the forms', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    await buildReportDocx(reportRun(60));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });

  test('fill every row of the grid to its full width', async () => {
    const $ = xmlPart(await buildReportDocx(reportRun(1)), 'word/document.xml');
    const spans = $('w\\:tr')
      .get()
      .map((row) =>
        $(row)
          .find('w\\:gridSpan')
          .get()
          .reduce((sum, node) => sum + Number($(node).attr('w:val')), 0),
      );
    expect(new Set(spans)).toEqual(new Set([24]));
  });

  test('may break a page inside a section, never inside an opinion', async () => {
    const $ = xmlPart(await buildReportDocx(reportRun(1)), 'word/document.xml');
    const splits = (title: string) =>
      $('w\\:tr')
        .get()
        .filter((row) => $(row).text().startsWith(title) && $(row).find('w\\:cantSplit').length === 0).length;
    expect(splits('大会期间')).toBe(1);
    expect(splits('代表小组意见')).toBe(0);
  });

  test.each([0, 1, 2, 3, 4])('take %i quarters', async (count) => {
    const form = reportDocument(reportBody('田富'));
    const docx = await buildReportDocx({
      title: '表',
      forms: [{ ...form, points: form.points.slice(0, count) }],
    });
    const $ = xmlPart(docx, 'word/document.xml');
    expect($('w\\:vMerge[w\\:val="restart"]').length).toBe(count === 0 ? 0 : 1);
    expect(
      $('w\\:t')
        .get()
        .filter((node) => /^第.季度$/.test($(node).text())).length,
    ).toBe(count);
  });
});
