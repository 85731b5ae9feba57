import { describe, expect, it } from 'vitest';
import { auditHead, listAudit } from '../../src/audit/store.ts';
import { browserOf, startApp, type Browser } from '../support/app.ts';
import { openProposalTown } from '../proposals/world.ts';

const TEXT = {
  kind: 'suggestion',
  title: '关于疏通清溪河的建议',
  cause: '',
  basis: '',
  content: '请在汛期前疏通。',
  sessionTitle: '',
};

async function openTown() {
  const town = await openProposalTown();
  const app = await startApp(town.store);
  const as = (name: string) => browserOf(app, name);
  return { ...town, app, as };
}

/** One step by its page, or by the button on the proposal's page. */
async function take(browser: Browser, at: string, step: string, fields: Record<string, string> = {}) {
  const page = await browser.get(`${at}/steps/${step}`);
  const from = page.status === 200 ? `${at}/steps/${step}` : at;
  return browser.submit(from, fields, `${at}/steps/${step}`);
}

async function draft(browser: Browser, more: Record<string, string | string[]> = {}): Promise<string> {
  const page = await browser.submit('/my/proposals/new', { ...TEXT, ...more });
  expect(page.status).toBe(303);
  return page.location ?? '';
}

describe('a suggestion', () => {
  it('goes from a deputy’s phone to the rated answer, everybody on their own pages', async () => {
    const { as, deputies, water, roads } = await openTown();
    const [lead, cosigner, clerk, unit, helper] = [
      await as('田大利'),
      await as('石兰'),
      await as('专干'),
      await as('水利站'),
      await as('交通站'),
    ];
    const own = await draft(lead, { cosigners: [String(deputies[1])] });
    expect(own).toBe('/my/proposals/D2026-001');
    expect((await cosigner.get('/my/proposals')).text).toContain('请您附议');
    await take(cosigner, own, 'sign', { agree: 'yes' });
    await take(lead, own, 'submit');
    expect((await clerk.get('/desk/proposals/D2026-001/steps/register')).$('#f-number').val()).toBe(
      '2026-001',
    );
    expect(
      (await take(clerk, '/desk/proposals/D2026-001', 'register', { number: '2026-001' })).location,
    ).toBe('/desk/proposals/2026-001');
    const desk = '/desk/proposals/2026-001';
    const assigned = await clerk.submit(`${desk}/steps/assign`, {
      leadUnit: String(water),
      coUnits: String(roads),
      assignedOn: '2026-3-20',
      complex: '',
    });
    expect(assigned.location).toBe(desk);
    expect((await unit.get('/unit')).text).toContain('关于疏通清溪河的建议');
    const at = '/unit/proposals/2026-001';
    await take(unit, at, 'sign-for');
    await take(helper, at, 'sign-for');
    await take(helper, at, 'contribute', { contribution: '便道由我站养护。' });
    const wrong = await take(unit, at, 'answer', {
      answerClass: 'B',
      answer: '正在招标。',
      answeredOn: '3月20日',
    });
    expect([wrong.status, wrong.$('#e-promisedOn').text()]).toEqual([
      422,
      expect.stringContaining('计划落实'),
    ]);
    expect(wrong.$('#f-answer').text()).toContain('正在招标。');
    const answered = await take(unit, at, 'answer', {
      answerClass: 'A',
      answer: '已经疏通。',
      answeredOn: '2026-3-20',
    });
    expect(answered.location).toBe(at);
    expect((await lead.get('/my/proposals')).text).toContain('已答复');
    const mine = '/my/proposals/2026-001';
    await take(lead, mine, 'rate', { attitude: 'satisfied', result: 'satisfied', words: '' });
    expect((await lead.get(mine)).text).toContain('已评价');
    expect((await clerk.get(desk)).text).toContain('办理态度满意');
  });

  it('is nobody else’s: of others it is not found, and a later step does not go', async () => {
    const { as, store } = await openTown();
    const lead = await as('田大利');
    const own = await draft(lead);
    for (const name of ['石兰', '专干', '水利站', '主席']) {
      const other = await as(name);
      const base = name === '石兰' ? '/my' : name === '水利站' ? '/unit' : '/desk';
      expect((await other.get(`${base}/proposals/D2026-001`)).status).toBe(404);
      expect((await other.get(`${base}/proposals/D2026-001/steps/submit`)).status).toBe(404);
    }
    const clerk = await as('专干');
    for (const list of ['/desk/proposals', '/desk/proposals?q=清溪河', '/desk/proposals?deputy=001'])
      expect((await clerk.get(list)).text).not.toContain(TEXT.title);
    const { seq: before } = await auditHead(store.read);
    expect((await take(lead, own, 'rate', { attitude: 'fairly', result: 'fairly', words: '' })).status).toBe(
      409,
    );
    const [entry] = await listAudit(store.read, {}, { limit: 1, offset: 0 });
    expect(entry?.kind).toBe('step.refused');
    expect((await auditHead(store.read)).seq - before).toBe(1);
  });

  it('keeps what was typed, and says everything that is wrong at once', async () => {
    const { as } = await openTown();
    const lead = await as('田大利');
    const page = await lead.submit('/my/proposals/new', { ...TEXT, title: '', content: '', cause: '淤积' });
    expect(page.status).toBe(422);
    expect(
      page
        .$('.error-summary a')
        .toArray()
        .map((link) => page.$(link).attr('href')),
    ).toEqual(['#f-title', '#f-content']);
    expect(page.$('#f-cause').text()).toBe('淤积');
  });
});

describe('the desk', () => {
  it('enters what came on paper and adds units', async () => {
    const { as, deputies } = await openTown();
    const clerk = await as('专干');
    const paper = { ...TEXT, lead: String(deputies[0]), filedOn: '2026-3-18' };
    const page = await clerk.submit('/desk/proposals/new', paper);
    expect(page.location).toBe('/desk/proposals/D2026-001');
    expect((await clerk.submit('/desk/units/new', { name: '水利站' })).$('#e-name').text()).toContain(
      '已经有',
    );
    expect((await clerk.submit('/desk/units/new', { name: '农业农村办' })).location).toBe('/desk/units');
    expect((await clerk.get('/desk/units')).text).toContain('农业农村办');
  });
});
