import { beforeAll, describe, expect, test } from 'vitest';
import { buildNoticeDocx } from '../../src/documents/notice-docx.ts';
import { notice, partsOf, xmlPart } from './support.ts';

const TWIPS_PER_MM = 1440 / 25.4;
const mm = (twips: string | undefined) => Math.round((Number(twips) / TWIPS_PER_MM) * 10) / 10;

let docx: Buffer;
beforeAll(async () => {
  docx = await buildNoticeDocx(notice(3));
});

describe('the page of GB/T 9704-2012', () => {
  test('is A4 with margins of 37, 26, 35 and 28 mm', () => {
    const $ = xmlPart(docx, 'word/document.xml');
    const size = $('w\\:pgSz').attr() ?? {};
    const margins = $('w\\:pgMar').attr() ?? {};
    expect([mm(size['w:w']), mm(size['w:h'])]).toEqual([210, 297]);
    expect(['top', 'right', 'bottom', 'left'].map((side) => mm(margins[`w:${side}`]))).toEqual([
      37, 26, 35, 28,
    ]);
  });

  test('declares a grid of 22 lines of 28 characters in 156 × 225 mm', () => {
    const grid = xmlPart(docx, 'word/document.xml')('w\\:docGrid').attr() ?? {};
    expect(grid['w:type']).toBe('linesAndChars');
    expect(Math.floor((225 * TWIPS_PER_MM) / Number(grid['w:linePitch']))).toBe(22);
    const pitch = 16 + Number(grid['w:charSpace']) / 4096;
    expect(Math.floor(8845 / 20 / pitch)).toBe(28);
  });

  test('holds 28 characters of the body text by its own spacing, and 26 beside the first line indent', () => {
    const $ = xmlPart(docx, 'word/styles.xml');
    const body = $('w\\:style[w\\:styleId="BodyText"]');
    const size = Number(body.find('w\\:sz').attr('w:val')) / 2;
    const spacing = Number(body.find('w\\:rPr > w\\:spacing').attr('w:val')) / 20;
    const indent = Number(body.find('w\\:ind').attr('w:firstLine')) / 20;
    const width = 8845 / 20;
    expect(size).toBe(16);
    expect(Math.floor(width / (size + spacing))).toBe(28);
    expect(Math.floor((width - indent) / (size + spacing))).toBe(26);
    expect(body.find('w\\:ind').attr('w:firstLineChars')).toBe('200');
  });

  test('sets the body line by line exactly, without widow control', () => {
    const $ = xmlPart(docx, 'word/styles.xml');
    expect($('w\\:style[w\\:styleId="BodyText"] w\\:pPr > w\\:spacing').attr()).toMatchObject({
      'w:line': '579',
      'w:lineRule': 'exact',
    });
    expect($('w\\:pPrDefault w\\:widowControl').attr('w:val')).toBe('0');
  });

  test.each([
    ['BodyText', '仿宋_GB2312', '32'],
    ['DocumentTitle', '方正小标宋简体', '44'],
    ['AnnexMark', '黑体', '32'],
    ['DocumentSubtitle', '楷体_GB2312', '32'],
    ['TableTextLarge', '仿宋_GB2312', '28'],
    ['TableText', '仿宋_GB2312', '24'],
  ])('sets %s in %s, Latin in Times New Roman', (id, font, size) => {
    const style = xmlPart(docx, 'word/styles.xml')(`w\\:style[w\\:styleId="${id}"]`);
    expect(style.find('w\\:rFonts').attr()).toMatchObject({
      'w:eastAsia': font,
      'w:ascii': 'Times New Roman',
    });
    expect(style.find('w\\:sz').attr('w:val')).toBe(size);
  });

  test('names a substitute for every font that is not on each machine', () => {
    const $ = xmlPart(docx, 'word/fontTable.xml');
    expect(
      $('w\\:font')
        .get()
        .every((font) => $(font).find('w\\:altName').length === 1),
    ).toBe(true);
  });

  test('carries its number in the outer corner: odd pages right, even pages left', () => {
    expect(xmlPart(docx, 'word/settings.xml')('w\\:evenAndOddHeaders').length).toBe(1);
    const $ = xmlPart(docx, 'word/document.xml');
    const references = $('w\\:footerReference')
      .get()
      .map((node) => [$(node).attr('w:type'), $(node).attr('r:id')]);
    expect(references).toEqual([
      ['default', 'rIdFooterOdd'],
      ['even', 'rIdFooterEven'],
    ]);
    expect(xmlPart(docx, 'word/footer-odd.xml')('w\\:jc').attr('w:val')).toBe('right');
    expect(xmlPart(docx, 'word/footer-even.xml')('w\\:jc').attr('w:val')).toBe('left');
    expect(xmlPart(docx, 'word/footer-odd.xml')('w\\:p').text()).toBe('—  PAGE 1 —');
  });
});

describe('the package', () => {
  test('has every part that its content types and relationships name', () => {
    const parts = partsOf(docx);
    const types = xmlPart(docx, '[Content_Types].xml');
    const named = types('Override')
      .get()
      .map((node) => (types(node).attr('PartName') ?? '').slice(1));
    const relations = xmlPart(docx, 'word/_rels/document.xml.rels');
    const targets = relations('Relationship')
      .get()
      .map((node) => `word/${relations(node).attr('Target')}`);
    expect(Object.keys(parts)).toEqual(expect.arrayContaining([...named, ...targets]));
  });

  test('is the same to the byte for the same model', async () => {
    expect((await buildNoticeDocx(notice(3))).equals(docx)).toBe(true);
  });

  test('uses no style that it does not define', () => {
    const styles = xmlPart(docx, 'word/styles.xml');
    const defined = new Set(
      styles('w\\:style')
        .get()
        .map((node) => styles(node).attr('w:styleId')),
    );
    const $ = xmlPart(docx, 'word/document.xml');
    const used = $('w\\:pStyle')
      .get()
      .map((node) => $(node).attr('w:val'));
    expect(used.filter((id) => !defined.has(id))).toEqual([]);
  });
});
