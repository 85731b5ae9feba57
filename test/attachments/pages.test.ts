import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import { proposal } from '../../src/db/schema/index.ts';
import { docx, pdf, photo } from '../evidence/support.ts';
import { Browser } from '../support/app.ts';
import { ANSWER, attachedIn, bringToUnit, draftWith, openTown, TEXT } from './support.ts';

const HEIC = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1');

describe('the lead', () => {
  it('attaches photos and documents to a draft, and sees them on its page', async () => {
    const { as, store } = await openTown();
    const lead = await as('田大利');
    const files = [
      { name: '河道.jpg', bytes: await photo() },
      { name: '测算.pdf', bytes: pdf() },
      { name: '说明.docx', bytes: docx() },
    ];
    expect((await draftWith(lead, files)).location).toBe('/my/proposals/D2026-001');
    const page = await lead.get('/my/proposals/D2026-001');
    expect(page.$('ul.evidence img').attr('alt')).toBe('附件图片：河道.jpg');
    expect(page.$('ul.evidence').text()).toContain('说明.docx');
    expect(page.text).toContain('添加议案建议附件');
    expect((await attachedIn(store)).map(({ handlingId }) => handlingId)).toEqual([null, null, null]);
    expect(await store.files.unsettled()).toEqual([]);
  });

  it.each([
    ['is not what it says', { name: '河道.jpg', bytes: Buffer.from('MZ a program') }, '的内容不是照片'],
    ['is a HEIC photo', { name: 'IMG_1.heic', bytes: HEIC }, 'HEIC 照片'],
    ['is too large', { name: '大.pdf', bytes: Buffer.alloc(10 * 1024 * 1024 + 1, 1) }, '超过 10 MB'],
  ])('is told of a file that %s; the words are kept and nothing is written', async (_what, file, words) => {
    const { as, store } = await openTown();
    const answer = await draftWith(await as('田大利'), [{ name: '好.pdf', bytes: pdf() }, file]);
    expect([answer.status, answer.$('#e-files').text()]).toEqual([422, expect.stringContaining(words)]);
    expect(answer.$('#e-files').text()).toContain('文件没有保留，改好以后请重新选择');
    expect(answer.$('#f-content').text()).toBe(TEXT.content);
    expect(answer.$('#f-title').val()).toBe(TEXT.title);
    expect([await store.read.$count(proposal), await store.files.names()]).toEqual([0, []]);
  });

  it('has at most nine files on one proposal, those of before counted', async () => {
    const { as, store } = await openTown();
    const lead = await as('田大利');
    const eight = Array.from({ length: 8 }, (_, index) => ({ name: `${index}.pdf`, bytes: pdf() }));
    await draftWith(lead, eight);
    const edit = '/my/proposals/D2026-001/edit';
    const more = await lead.upload(edit, 'files', eight.slice(0, 2), { ...TEXT, content: '改过的' });
    expect([more.status, more.$('#e-files').text()]).toEqual([422, expect.stringContaining('现在已有 8 个')]);
    expect(more.$('#f-content').text()).toBe('改过的');
    expect(more.$('ul.evidence li')).toHaveLength(8);
    expect((await store.files.names()).length).toBe(8);
    expect((await lead.upload(edit, 'files', eight.slice(0, 1), TEXT)).status).toBe(303);
    expect(await attachedIn(store)).toHaveLength(9);
  });

  it('removes one from a draft or a returned proposal, and only then', async () => {
    const town = await openTown();
    const { as, store, deputies } = town;
    const [lead, cosigner, clerk] = [await as('田大利'), await as('石兰'), await as('专干')];
    const files = ['一', '二', '三'].map((name) => ({ name: `${name}.pdf`, bytes: pdf(`/${name}`) }));
    await lead.upload('/my/proposals/new', 'files', files, { ...TEXT, cosigners: String(deputies[1]) });
    const at = '/my/proposals/D2026-001';
    const [first, second, third] = (await attachedIn(store)).map(({ name }) => name);
    const remove = (browser: Browser, name = '') =>
      browser.submit(at, {}, `${at}/attachments/${name}/removal`);
    expect((await remove(cosigner, first)).status).toBe(409);
    const page = await lead.get(`${at}/edit`);
    expect(page.$('form[action$="/removal"]')).toHaveLength(3);
    expect((await remove(lead, first)).location).toBe(`${at}/edit`);
    expect((await lead.get(`${at}/attachments/${first}`)).status).toBe(404);
    expect((await remove(lead, first)).status).toBe(404);
    await cosigner.submit(`${at}/steps/sign`, { agree: 'yes' });
    await lead.submit(at, {}, `${at}/steps/submit`);
    expect((await remove(lead, second)).status).toBe(409);
    await clerk.submit('/desk/proposals/D2026-001/steps/return', { reason: '请写清楚' });
    expect((await remove(lead, second)).status).toBe(303);
    expect((await attachedIn(store)).map(({ name }) => name)).toEqual([third]);
    expect(await store.files.names()).toEqual([third]);
    const trail = await listAudit(
      store.read,
      { subject: ['proposal', 'D2026-001'] },
      { limit: 50, offset: 0 },
    );
    expect(trail.filter(({ kind }) => kind === 'attachment.removed')).toHaveLength(2);
  });
});

describe('the desk', () => {
  it('attaches the scan of what came on paper; a wrong file keeps the words', async () => {
    const { as, store, deputies } = await openTown();
    const clerk = await as('专干');
    const paper = { ...TEXT, lead: String(deputies[0]), filedOn: '2026-3-18' };
    const wrong = await clerk.upload(
      '/desk/proposals/new',
      'files',
      { name: '旧.doc', bytes: Buffer.from('d0cf11e0a1b11ae1', 'hex') },
      paper,
    );
    expect([wrong.status, wrong.$('#e-files').text()]).toEqual([422, expect.stringContaining('旧格式')]);
    expect([wrong.$('#f-content').text(), wrong.$('#f-filedOn').val()]).toEqual([TEXT.content, '2026-3-18']);
    const scan = { name: '扫描.pdf', bytes: pdf() };
    const made = await clerk.upload('/desk/proposals/new', 'files', scan, paper);
    expect(made.location).toBe('/desk/proposals/D2026-001');
    expect((await clerk.get('/desk/proposals/D2026-001')).$('ul.evidence').text()).toContain('扫描.pdf');
    expect(await attachedIn(store)).toHaveLength(1);
  });
});

describe('the lead unit', () => {
  it('attaches files to its answer; a wrong one keeps the answer’s words and answers nothing', async () => {
    const town = await openTown();
    await draftWith(await town.as('田大利'), [{ name: '河道.jpg', bytes: await photo() }]);
    const { unit, lead, clerk } = await bringToUnit(town, 'D2026-001');
    const step = '/unit/proposals/2026-001/steps/answer';
    const wrong = await unit.upload(step, 'files', { name: '函.pdf', bytes: Buffer.from('x') }, ANSWER);
    expect([wrong.status, wrong.$('#e-files').text()]).toEqual([422, expect.stringContaining('“函.pdf”')]);
    expect(wrong.$('#f-answer').text().trim()).toBe(ANSWER.answer);
    expect((await town.store.read.select().from(proposal))[0]?.state).toBe('assigned');
    const files = [
      { name: '答复函.pdf', bytes: pdf() },
      { name: '底稿.docx', bytes: docx() },
    ];
    expect((await unit.upload(step, 'files', files, ANSWER)).status).toBe(303);
    const kept = await attachedIn(town.store);
    expect(kept.map(({ handlingId }) => handlingId !== null)).toEqual([false, true, true]);
    for (const [browser, base] of [
      [lead, '/my'],
      [clerk, '/desk'],
      [unit, '/unit'],
    ] as const) {
      const page = await browser.get(`${base}/proposals/2026-001`);
      expect(page.$('ul.evidence').last().text()).toContain('底稿.docx');
    }
    const answer = kept[1]?.name ?? '';
    const at = '/my/proposals/2026-001';
    expect((await lead.submit(at, {}, `${at}/attachments/${answer}/removal`)).status).toBe(409);
  });
});

/** 2026-001 with a photo, a PDF and a Word document of its own, and a PDF with its answer. */
async function openAnswered() {
  const town = await openTown();
  const files = [
    { name: '河道.jpg', bytes: await photo() },
    { name: '测算.pdf', bytes: pdf() },
    { name: '说明.docx', bytes: docx() },
  ];
  await draftWith(await town.as('田大利'), files);
  const [early = ''] = (await attachedIn(town.store)).map(({ name }) => name);
  const early404 = (await new Browser(town.app).get(`/proposals/D2026-001/attachments/${early}`)).status;
  const people = await bringToUnit(town, 'D2026-001');
  const answer = { name: '答复函.pdf', bytes: pdf('/A 1') };
  await people.unit.upload('/unit/proposals/2026-001/steps/answer', 'files', answer, ANSWER);
  const [image = '', paper = '', word = '', letter = ''] = (await attachedIn(town.store)).map(
    ({ name }) => name,
  );
  return { ...town, ...people, image, paper, word, letter, early404 };
}

describe('a file of a proposal', () => {
  it('is opened by everybody with a part in it; others do not find it', async () => {
    const { as, app, image, letter, lead, clerk, unit } = await openAnswered();
    const at = (base: string, name: string) => `${base}/proposals/2026-001/attachments/${name}`;
    const statusOf = async (browser: Browser, address: string) => (await browser.get(address)).status;
    for (const name of [image, letter]) {
      for (const [browser, base] of [
        [lead, '/my'],
        [clerk, '/desk'],
        [unit, '/unit'],
      ] as const)
        expect(await statusOf(browser, at(base, name))).toBe(200);
      expect(await statusOf(await as('交通站'), at('/unit', name))).toBe(200);
      expect(await statusOf(await as('石兰'), at('/my', name))).toBe(404);
      expect(await statusOf(lead, at('/desk', name))).toBe(404);
      expect(await statusOf(new Browser(app), at('/my', name))).toBe(303);
    }
    const other = await as('石兰');
    await draftWith(other, [{ name: '别的.pdf', bytes: pdf('/B 1') }]);
    expect(await statusOf(other, `/my/proposals/D2026-001/attachments/${image}`)).toBe(404);
    for (const guess of ['0'.repeat(32), 'x', '..%2f..%2fregister.sqlite', `${image}.unsettled`])
      expect(await statusOf(clerk, at('/desk', guess))).toBe(404);
  });

  it('is sent so that nothing in it can run, and that no cache keeps it', async () => {
    const { clerk, image, paper } = await openAnswered();
    const headersOf = async (name: string) =>
      (await clerk.get(`/desk/proposals/2026-001/attachments/${name}`)).response.headers;
    const [shown, handedOut] = [await headersOf(image), await headersOf(paper)];
    expect(shown['content-disposition']).toBe('inline');
    expect(handedOut['content-disposition']).toMatch(/^attachment; /);
    for (const headers of [shown, handedOut]) {
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['cache-control']).toBe('private, no-store');
      expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox");
    }
  });

  it('is public with a registered proposal if it is an image or a PDF, and gone when that is withheld', async () => {
    const { app, clerk, image, paper, word, letter, early404 } = await openAnswered();
    expect(early404).toBe(404);
    const visitor = new Browser(app);
    const at = (name: string) => `/proposals/2026-001/attachments/${name}`;
    const statuses = async () => {
      const pages = await Promise.all([image, paper, word, letter].map((name) => visitor.get(at(name))));
      return pages.map(({ status }) => status);
    };
    expect(await statuses()).toEqual([200, 200, 404, 200]);
    const page = await visitor.get('/proposals/2026-001');
    const links = page.$('ul.evidence div a').toArray();
    expect(links.map((link) => page.$(link).attr('href'))).toEqual([at(image), at(paper), at(letter)]);
    expect(page.text).not.toContain('说明.docx');
    const { headers } = (await visitor.get(at(paper))).response;
    expect([headers['cache-control'], headers['x-content-type-options']]).toEqual(['no-cache', 'nosniff']);
    expect(headers['content-disposition']).toMatch(/^attachment; /);
    const again = await visitor.get(at(paper), { 'if-none-match': String(headers['etag']) });
    expect(again.status).toBe(304);

    await clerk.submit('/desk/proposals/2026-001/steps/withhold', { reason: '涉及个人隐私' });
    expect(await statuses()).toEqual([404, 404, 404, 404]);
    expect((await visitor.get('/proposals/2026-001')).$('ul.evidence')).toHaveLength(0);
    expect((await clerk.get(`/desk${at(image)}`)).status).toBe(200);
  });
});
