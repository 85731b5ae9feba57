import { describe, expect, it } from 'vitest';
import { listAudit } from '../../../src/audit/store.ts';
import type { Store } from '../../../src/db/store.ts';
import { write } from '../../../src/db/write.ts';
import { insertTerm } from '../../../src/settings/store.ts';
import { browserOf, startApp, type Browser, type Page } from '../../support/app.ts';
import { addDistrict, addTestDeputy } from '../../support/roster.ts';
import { addAccount, doingAt, openWorld } from '../../support/world.ts';

async function clerkOf(store: Store): Promise<Browser> {
  await addAccount(store, '工作人员甲', ['clerk']);
  return browserOf(await startApp(store), '工作人员甲');
}

const wrongFields = (page: Page): string[] =>
  page
    .$('.error-summary a')
    .toArray()
    .map((link) => (page.$(link).attr('href') ?? '').replace('#f-', ''));

const TYPED = {
  certificateNumber: '００１',
  name: '买买提•吐尔逊 ',
  sex: '男',
  ethnicity: '维吾尔族',
  bornMonth: '1968年8月',
  phone: '１３８０００００００１',
  electedOn: '2026.1.10',
  oathOn: '1月14日',
};

describe('a deputy on the desk', () => {
  it('is entered as people type and shown with all that is known', async () => {
    const store = await openWorld();
    const districtId = String(await addDistrict(store, '3', '楠新选区'));
    const clerk = await clerkOf(store);
    const made = await clerk.submit('/desk/deputies/new', { ...TYPED, districtId, stateWorker: 'yes' });
    expect(made).toMatchObject({ status: 303, location: '/desk/deputies/001' });
    const page = await clerk.get('/desk/deputies/001');
    expect(page.$('h1').text()).toContain('买买提·吐尔逊');
    for (const text of ['维吾尔族', '1968-08', '138****0001', '3 楠新选区', '2026年1月10日', '2026年1月14日'])
      expect(page.text).toContain(text);
    const links = page
      .$('nav.subnav a')
      .toArray()
      .map((link) => page.$(link).attr('href'));
    expect(links).toEqual(['/desk/deputies/001', '/desk/points/001', '/desk/filings?deputy=001']);
  });

  it('shows the whole telephone number when asked, once, and the trail has it', async () => {
    const store = await openWorld();
    await addTestDeputy(store, '001', '田大利', { phone: '13812345678' });
    const clerk = await clerkOf(store);
    const page = await clerk.get('/desk/deputies/001');
    expect([page.text.includes('138****5678'), page.text.includes('13812345678')]).toEqual([true, false]);
    const shown = await clerk.submit('/desk/deputies/001', {}, '/desk/deputies/001/phone');
    expect([shown.status, shown.text.includes('13812345678')]).toEqual([200, true]);
    expect((await clerk.get('/desk/deputies/001')).text).not.toContain('13812345678');
    const entries = await listAudit(store.read, { kind: 'deputy.phone-shown' }, { limit: 9, offset: 0 });
    expect(entries.map(({ actorName, subjectKey }) => [actorName, subjectKey])).toEqual([
      ['工作人员甲', '001'],
    ]);
  });

  it('is not saved with anything wrong; each thing is said beside its field and nothing typed is lost', async () => {
    const store = await openWorld();
    await addDistrict(store);
    const clerk = await clerkOf(store);
    const wrong = await clerk.submit('/desk/deputies/new', {
      certificateNumber: '0 1',
      name: '',
      sex: '别的',
      bornMonth: '去年',
      phone: '没有电话',
      districtId: '',
      categoryId: 'x',
      electedOn: '2026-2-30',
      oathOn: '2099-1-1',
      occupation: '长'.repeat(101),
      oathText: '我宣誓',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.$('title').text()).toMatch(/^错误：/);
    expect(wrongFields(wrong).join(' ')).toBe(
      'certificateNumber name sex bornMonth occupation phone districtId categoryId electedOn oathOn',
    );
    for (const name of wrongFields(wrong)) expect([name, wrong.$(`#e-${name}`).length]).toEqual([name, 1]);
    expect(wrong.$('#f-electedOn').attr('value')).toBe('2026-2-30');
    expect(wrong.$('#f-oathText').text()).toBe('我宣誓');
  });

  it('is refused beside the field: a number that is taken, a birth that makes it too young, a wrong reading', async () => {
    const store = await openWorld();
    const districtId = String(await addDistrict(store));
    await addTestDeputy(store, '001', '田富');
    const clerk = await clerkOf(store);
    const taken = await clerk.submit('/desk/deputies/new', { ...TYPED, districtId });
    expect([taken.status, taken.$('#e-certificateNumber').text()]).toEqual([
      422,
      '错误：代表证号 001 已经是田富的，请核对。',
    ]);
    const young = await clerk.submit('/desk/deputies/new', {
      ...TYPED,
      districtId,
      certificateNumber: '002',
      bornMonth: '2008-2',
    });
    expect(wrongFields(young)).toEqual(['bornMonth']);
    const unread = await clerk.submit('/desk/deputies/new', {
      ...TYPED,
      districtId,
      certificateNumber: '002',
      reading: 'mai',
    });
    expect(wrongFields(unread)).toEqual(['reading']);
    const future = await clerk.submit('/desk/deputies/new', {
      ...TYPED,
      districtId,
      certificateNumber: '002',
      electedOn: '2026-3-21',
    });
    expect(future.$('#e-electedOn').text()).toContain('晚于今天');
  });

  it('is changed in the same form, and its address follows its number', async () => {
    const store = await openWorld();
    await addTestDeputy(store, '回龙镇人大代表证·第六届第〇〇一号', '覃冠英', {
      reading: 'tan guan ying',
      sex: '女',
      phone: '13800000001',
    });
    const clerk = await clerkOf(store);
    const url = `/desk/deputies/${encodeURIComponent('回龙镇人大代表证·第六届第〇〇一号')}`;
    const form = await clerk.get(`${url}/edit`);
    expect(form.$('#f-reading').attr('value')).toBe('tan guan ying');
    const values = Object.fromEntries(
      form
        .$('main form')
        .serializeArray()
        .map(({ name, value }) => [name, value]),
    );
    const saved = await clerk.post(`${url}/edit`, {
      ...values,
      certificateNumber: '002',
      phone: '13900000001',
    });
    expect(saved).toMatchObject({ status: 303, location: '/desk/deputies/002' });
    const page = await clerk.get('/desk/deputies/002');
    expect(page.text).toContain('139****0001');
    expect((await clerk.get(url)).status).toBe(404);
    expect((await clerk.get('/desk/deputies?q=tgy')).text).toContain('覃冠英');
  });

  it('prints names as text, whatever they hold', async () => {
    const store = await openWorld();
    const name = '<img src=x onerror=1>';
    await addTestDeputy(store, '001', name, { occupation: '"><script>alert(1)</script>' });
    await addTestDeputy(store, '002', name);
    const clerk = await clerkOf(store);
    for (const url of ['', '/001', '/001/edit', '/001/mandate-events'].map(
      (rest) => `/desk/deputies${rest}`,
    )) {
      const page = await clerk.get(url);
      expect([url, page.status, page.$('img, main script').length]).toEqual([url, 200, 0]);
      expect(page.response.body).not.toContain('<img');
    }
    expect((await clerk.get('/desk/deputies/001')).$('h1').text()).toContain(name);
  });

  it('points out a namesake in the same term', async () => {
    const store = await openWorld();
    await addTestDeputy(store, '001', '𬭎');
    await addTestDeputy(store, '002', '𬭎');
    const clerk = await clerkOf(store);
    expect((await clerk.get('/desk/deputies/001')).$('.warning a').attr('href')).toBe('/desk/deputies/002');
  });

  it('is asked whether it is the deputy of an earlier term who bears the same name', async () => {
    const store = await openWorld();
    await addTestDeputy(store, '001', '田富', { sex: '男', bornMonth: '1953-04' });
    await write(doingAt(store), async (tx) => {
      tx.record({ kind: 'term.created', subject: ['term', '7'] });
      await insertTerm(tx, { number: 7, startOn: '2026-03-01', endOn: '2031-02-28' });
    });
    const districtId = String(await addDistrict(store));
    const clerk = await clerkOf(store);
    const fields = { ...TYPED, districtId, name: '田富', electedOn: '2026-3-1', oathOn: '' };
    const asked = await clerk.submit('/desk/deputies/new', fields);
    expect([asked.status, wrongFields(asked)]).toEqual([422, ['samePerson']]);
    expect(asked.$('#f-samePerson').text()).toContain('田富，男，1953-04 出生，第6届代表');
    const samePerson = asked.$('input[name=samePerson]').first().attr('value') ?? '';
    expect(await clerk.submit('/desk/deputies/new', { ...fields, samePerson })).toMatchObject({
      status: 303,
    });
    expect((await clerk.get('/desk/deputies/001')).text).toContain('往届任职第6届（证号 001）');
  });
});

describe('mandate events on the desk', () => {
  it('are recorded with their legal ground and stand in the deputy’s timeline', async () => {
    const store = await openWorld();
    await addTestDeputy(store, '001', '田富');
    const clerk = await clerkOf(store);
    const url = '/desk/deputies/001/mandate-events';
    const fields = { kind: 'suspended', on: '2026-3-1', ground: 'detained', document: '公告第1号' };
    expect(await clerk.submit(url, fields)).toMatchObject({ status: 303, location: '/desk/deputies/001' });
    const page = await clerk.get('/desk/deputies/001');
    expect(page.$('h1 .tag').text()).toBe('暂停执行代表职务');
    expect(page.$('tbody').text()).toContain('代表法第六十一条第一款第（一）项');
    expect(page.$('tbody').text()).toContain('公告第1号');
    expect((await clerk.get('/desk/deputies?state=suspended')).text).toContain('田富');
  });

  it('say beside the field what is wrong and what the law does not allow', async () => {
    const store = await openWorld();
    await addTestDeputy(store, '001', '田富');
    const clerk = await clerkOf(store);
    const url = '/desk/deputies/001/mandate-events';
    const wrong = await clerk.submit(url, { kind: 'fired', on: '', ground: 'low_score', document: '' });
    expect([wrong.status, wrongFields(wrong)]).toEqual([422, ['kind', 'on', 'ground']]);
    const groundless = await clerk.submit(url, {
      kind: 'suspended',
      on: '2026-3-1',
      ground: '',
      document: '',
    });
    expect([groundless.status, wrongFields(groundless)]).toEqual([422, ['ground']]);
    expect(groundless.$('input[name=kind][checked]').attr('value')).toBe('suspended');
    const early = await clerk.submit(url, { kind: 'died', on: '2026-1-9', ground: '', document: '' });
    expect(early.$('#e-on').text()).toContain('早于当选日期');
    expect((await clerk.get('/desk/deputies/404/mandate-events')).status).toBe(404);
  });

  it('that were recorded by mistake are taken back with a reason', async () => {
    const store = await openWorld();
    await addTestDeputy(store, '001', '田富');
    const clerk = await clerkOf(store);
    await clerk.submit('/desk/deputies/001/mandate-events', {
      kind: 'died',
      on: '2026-3-1',
      ground: '',
      document: '',
    });
    const link = (await clerk.get('/desk/deputies/001')).$('tbody a').attr('href') ?? '';
    expect(wrongFields(await clerk.submit(link, { reason: '' }))).toEqual(['reason']);
    expect(await clerk.submit(link, { reason: '登记错人' })).toMatchObject({
      status: 303,
      location: '/desk/deputies/001',
    });
    expect((await clerk.get('/desk/deputies/001')).$('h1 .tag').text()).toBe('在任');
    expect((await clerk.get(link)).status).toBe(404);
  });
});
