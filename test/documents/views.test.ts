import { readFileSync } from 'node:fs';
import { load } from 'cheerio';
import { Eta } from 'eta';
import { describe, expect, test } from 'vitest';
import { buildNoticeDocx } from '../../src/documents/notice-docx.ts';
import { buildReportDocx } from '../../src/documents/report-docx.ts';
import { buildSignInDocx } from '../../src/documents/sign-in-docx.ts';
import { correction, notice, reportRun, signIn, wordsOf } from './support.ts';

const views = new URL('../../views', import.meta.url).pathname;
const eta = new Eta({ views, autoFilter: true, filterFunction: shown });
const css = readFileSync(`${views}/assets/print.css`, 'utf8');
const links = { back: '/notices', docx: '/notices/2026Q3/notice.docx' };

/** As in the app: a missing value is a fault of the model. */
function shown(value: unknown): string {
  if (value === undefined) throw new Error('printed an undefined value');
  return typeof value === 'number' ? String(value) : ((value ?? '') as string);
}

function render(view: 'notice' | 'report' | 'sign-in', document: unknown): string {
  return eta.render(`/documents/${view}`, { document, links });
}

function words(html: string): string {
  return load(html)('main').text().replace(/\s/g, '');
}

const HOSTILE = '<img src=x onerror=alert(1)>';

const pages: { name: string; html: () => string; docx: () => Promise<Buffer> }[] = [
  { name: 'a notice', html: () => render('notice', notice(160)), docx: () => buildNoticeDocx(notice(160)) },
  {
    name: 'a correction',
    html: () => render('notice', correction()),
    docx: () => buildNoticeDocx(correction()),
  },
  {
    name: 'a notice without head, tables and check sum',
    html: () => render('notice', bare()),
    docx: () => buildNoticeDocx(bare()),
  },
  {
    name: 'report forms',
    html: () => render('report', reportRun(3)),
    docx: () => buildReportDocx(reportRun(3)),
  },
  {
    name: 'a sign-in book',
    html: () => render('sign-in', signIn(60)),
    docx: () => buildSignInDocx(signIn(60)),
  },
];

function bare() {
  return { ...notice(0), redHead: null, tables: [], verification: null };
}

describe.each(pages)('$name as a print page', ({ html, docx }) => {
  test('says the same words in the same order as the .docx', async () => {
    expect(words(html())).toBe(wordsOf(await docx()));
  });

  test('has no inline style, script or handler', () => {
    const $ = load(html());
    expect($('style, script, [style]').length).toBe(0);
    expect(
      $('*')
        .get()
        .flatMap((node) => ('attribs' in node ? Object.keys(node.attribs) : []))
        .filter((name) => name.startsWith('on')),
    ).toEqual([]);
  });

  test('uses no class that the style sheet lacks', () => {
    const $ = load(html());
    const used = $('[class]')
      .get()
      .flatMap((node) => ($(node).attr('class') ?? '').split(/\s+/))
      .filter((name) => name !== '');
    const unknown = [...new Set(used)].filter((name) => !new RegExp(`\\.${name}(?![\\w-])`).test(css));
    expect(unknown).toEqual([]);
  });

  test('is a Chinese page with one way back and one to the Word file', () => {
    const $ = load(html());
    expect($('html').attr('lang')).toBe('zh-CN');
    expect($('title').text()).not.toBe('');
    expect(
      $('.toolbar a')
        .get()
        .map((node) => $(node).attr('href')),
    ).toEqual([links.back, links.docx]);
  });
});

describe('print pages', () => {
  test('write names as text', () => {
    const [line] = reportRun(1).forms;
    if (line === undefined) throw new Error('no form');
    const form = { ...line, groupOpinion: HOSTILE, person: { ...line.person, name: HOSTILE } };
    const outputs = [
      render('notice', { ...notice(1), title: HOSTILE, paragraphs: [HOSTILE] }),
      render('report', { title: HOSTILE, forms: [form] }),
      render('sign-in', { ...signIn(1), title: HOSTILE, rows: [[HOSTILE]] }),
    ];
    for (const html of outputs) {
      expect(html).not.toContain('<img');
      expect(load(html)('main').text()).toContain(HOSTILE);
    }
  });

  test('repeat the heading row and start every form on a new page', () => {
    expect(load(render('notice', notice(160)))('thead tr').length).toBe(1);
    expect(load(render('report', reportRun(5)))('.sheet').length).toBe(5);
    expect(css).toMatch(/thead \{ display: table-header-group; \}/);
    expect(css).toMatch(/\.sheet \+ \.sheet \{ page-break-before: always; break-before: page; \}/);
  });

  test('are A4 with the margins and the line pitch of GB/T 9704-2012', () => {
    expect(css).toMatch(/@page \{\s*size: A4;\s*margin: 37mm 26mm 35mm 28mm;/);
    expect(css).toContain('font: 15.75pt/10.227mm');
    expect(28 * 15.75 * (25.4 / 72)).toBeLessThanOrEqual(156);
    expect(22 * 10.227).toBeLessThanOrEqual(225);
  });

  test('load nothing from elsewhere', () => {
    expect(css).not.toMatch(/url\(|@import|https?:/);
  });
});
