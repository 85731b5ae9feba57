import { describe, expect, it } from 'vitest';
import { FILING_KINDS } from '../../../src/duties/rules.ts';
import { createFiling, confirmFiling, returnFiling } from '../../../src/filings/actions.ts';
import { listFilings } from '../../../src/filings/store.ts';
import { getCurrentTerm } from '../../../src/settings/store.ts';
import { PAPER } from '../../support/evidence.ts';
import { photo } from '../../evidence/support.ts';
import { visitOf } from '../../filings/support.ts';
import { browserOf, type Browser, type Page } from '../../support/app.ts';
import { addAccount, doingAt } from '../../support/world.ts';
import { openOwnDesk, VISIT } from './support.ts';

const hrefs = (page: Page, selector: string) =>
  page
    .$(selector)
    .toArray()
    .map((link) => page.$(link).attr('href') ?? '');

const NEW = '/my/filings/new?kind=contact.visit';

async function fileVisit(browser: Browser, more: Record<string, string> = {}): Promise<string> {
  const page = await browser.submit(NEW, { ...VISIT, ...more }, '/my/filings/new');
  return /^\/my\/filings\/([^/]+)\/check$/.exec(page.location ?? '')?.[1] ?? '';
}

describe('a deputy files a duty', () => {
  it('first says what kind it was: every kind in plain words, those filed before first', async () => {
    const { tianId, store, tian } = await openOwnDesk();
    const kindsOf = (page: Page) =>
      hrefs(page, '.kinds a').map((href) => new URL(href, 'http://x').searchParams.get('kind') ?? '');
    expect(kindsOf(await tian.get('/my/filings/new')).toSorted()).toEqual([...FILING_KINDS].toSorted());
    await createFiling(doingAt(store), visitOf(tianId, { kind: 'model.study' }));
    const page = await tian.get('/my/filings/new');
    expect(kindsOf(page)[0]).toBe('model.study');
    expect(kindsOf(page)).toHaveLength(FILING_KINDS.length);
    for (const words of ['您常登记的', '走访群众', '为民办实事', '不用再登记'])
      expect(page.text).toContain(words);
  });

  it('then the rest on one page with a photo, checks it, hands it in and has a number', async () => {
    const { tian, clerk } = await openOwnDesk();
    const form = await tian.get(NEW);
    expect(form.$('input[name=on]:checked').attr('value')).toBe('today');
    expect(form.$('#f-quantity').attr('value')).toBe('1');
    expect(form.$('#f-amount')).toHaveLength(0);
    expect((await tian.get('/my/filings/new?kind=deed.done')).$('#f-amount')).toHaveLength(1);

    const file = { name: '走访.jpg', bytes: await photo() };
    const sent = await tian.upload(NEW, 'files', file, VISIT, '/my/filings/new');
    expect(sent).toMatchObject({ status: 303, location: '/my/filings/2026-D0001/check' });
    const check = await tian.get('/my/filings/2026-D0001/check');
    for (const words of ['2026年3月20日（星期五）', '走访了三户独居老人', '3 人次', '走访.jpg'])
      expect(check.text).toContain(words);
    expect((await clerk.get('/desk/filings/2026-D0001')).status).toBe(404);
    expect((await tian.get('/my')).text).toContain('写好还没有提交：走访了三户独居老人');

    const done = await tian.submit('/my/filings/2026-D0001/check', {});
    expect(done).toMatchObject({ status: 303, location: '/my/filings/2026-D0001' });
    const page = await tian.get('/my/filings/2026-D0001');
    for (const words of ['已提交。', '登记号 2026-D0001', '待审核', '提交履职登记', '田大利'])
      expect(page.text).toContain(words);
    expect((await clerk.get('/desk/filings/2026-D0001')).text).toContain('走访了三户独居老人');
  });

  it('can tap yesterday or type any day; what is typed goes before', async () => {
    const { tian } = await openOwnDesk();
    const dayOf = async (fields: Record<string, string>) =>
      (await tian.get(`/my/filings/${await fileVisit(tian, fields)}/check`)).text;
    expect(await dayOf({ on: 'yesterday' })).toContain('2026年3月19日（星期四）');
    expect(await dayOf({ on: 'today', occurredOn: '３月5日' })).toContain('2026年3月5日（星期四）');
    expect(await dayOf({ on: 'other', occurredOn: '2026.2.1' })).toContain('2026年2月1日');
  });

  it('is told everything that is wrong at once, beside its field, and what was typed stays', async () => {
    const { tian } = await openOwnDesk();
    const wrong = await tian.submit(
      '/my/filings/new?kind=deed.done',
      {
        kind: 'deed.done',
        on: 'other',
        occurredOn: '',
        content: ' ',
        place: '楠新村',
        quantity: 'abc',
        amount: '-1',
        result: '长'.repeat(2001),
      },
      '/my/filings/new',
    );
    expect(wrong.status).toBe(422);
    expect(hrefs(wrong, '.error-summary a')).toEqual([
      '#f-occurredOn',
      '#f-content',
      '#f-quantity',
      '#f-result',
      '#f-amount',
    ]);
    for (const href of hrefs(wrong, '.error-summary a')) expect(wrong.$(href)).toHaveLength(1);
    expect(wrong.$('#f-place').attr('value')).toBe('楠新村');
    expect(wrong.$('#f-quantity').attr('value')).toBe('abc');
    expect(wrong.$('input[name=on]:checked').attr('value')).toBe('other');
    expect(wrong.$('#f-result').text()).toHaveLength(2001);
  });

  it('cannot have done it tomorrow, before the election, zero times or in no way that there is', async () => {
    const { tian, store } = await openOwnDesk();
    const errorOf = async (more: Record<string, string>) => {
      const page = await tian.submit(NEW, { ...VISIT, ...more }, '/my/filings/new');
      return [page.status, page.$('.error-summary li').text()];
    };
    expect(await errorOf({ on: 'other', occurredOn: '3月21日' })).toEqual([422, '履职日期不能晚于今天']);
    expect(await errorOf({ on: 'other', occurredOn: '2026-1-9' })).toEqual([
      422,
      '田大利 2026-01-09 还没有当选，不能登记这一天的履职。',
    ]);
    expect(await errorOf({ on: 'other', occurredOn: '前天' })).toEqual([
      422,
      '履职日期不是有效的日期，请写成 2026-3-5 这样',
    ]);
    expect((await errorOf({ quantity: '0' }))[1]).toContain('数量请填 0.01 到 9999 之间的数');
    expect(await errorOf({ kind: 'commitment.kept' })).toEqual([422, '请选择履职类别']);
    const { id: termId } = await getCurrentTerm(store.read);
    expect(await listFilings(store.read, { termId }, {}, { limit: 9, offset: 0 })).toEqual([]);
  });

  it('is shown what may be the same duty, and can hand it in all the same', async () => {
    const { tian } = await openOwnDesk();
    const first = await fileVisit(tian, { on: 'yesterday' });
    await tian.submit(`/my/filings/${first}/check`, {});
    const code = await fileVisit(tian);
    const check = await tian.get(`/my/filings/${code}/check`);
    expect(check.text).toContain('前后一天内，您还登记过 1 条同一类的');
    expect(hrefs(check, '.warning a')).toEqual([`/my/filings/${first}`]);
    expect((await tian.submit(`/my/filings/${code}/check`, {})).status).toBe(303);
  });

  it('makes one record however often the button is tapped', async () => {
    const { tian } = await openOwnDesk();
    const form = await tian.get(NEW);
    const fields = {
      ...VISIT,
      _csrf: form.$('input[name=_csrf]').first().attr('value') ?? '',
      _key: form.$('main input[name=_key]').first().attr('value') ?? '',
    };
    const [one, two] = await Promise.all([
      tian.post('/my/filings/new', fields),
      tian.post('/my/filings/new', fields),
    ]);
    expect([one.location, two.location]).toEqual(Array(2).fill('/my/filings/2026-D0001/check'));
    const check = await tian.get('/my/filings/2026-D0001/check');
    const keys = {
      _csrf: fields._csrf,
      _key: check.$('main input[name=_key]').first().attr('value') ?? '',
    };
    const again = [
      await tian.post('/my/filings/2026-D0001/check', keys),
      await tian.post('/my/filings/2026-D0001/check', keys),
      await tian.submit('/my', {}, '/my/filings/2026-D0001/check'),
    ];
    expect(again.map(({ location }) => location)).toEqual(Array(3).fill('/my/filings/2026-D0001'));
    expect((await tian.get('/my/filings')).$('tbody tr')).toHaveLength(1);
    expect((await tian.get('/my/filings/2026-D0001')).text.split('提交履职登记')).toHaveLength(2);
    expect((await tian.get('/my/filings/2026-D0001/check')).location).toBe('/my/filings/2026-D0001');
  });
});

describe('photos and files', () => {
  it('that cannot be taken cost neither the words nor the good ones', async () => {
    const { tian } = await openOwnDesk();
    const files = [
      { name: '走访.jpg', bytes: await photo() },
      { name: '录像.mp4', bytes: Buffer.from('00000018667479706d703432', 'hex') },
    ];
    const page = await tian.upload(NEW, 'files', files, VISIT, '/my/filings/new');
    expect(page.status).toBe(422);
    expect(page.$('.error-summary').text()).toContain('“录像.mp4”是录像');
    expect(page.$('.error-summary').text()).toContain('您写的内容和其他文件已经保存');
    expect(page.$('#f-content').text()).toBe('走访了三户独居老人');
    expect(page.$('form[data-draft]').attr('action')).toBe('/my/filings/2026-D0001/edit');
    expect(page.$('ul.evidence').text()).toContain('走访.jpg');
    const next = await tian.submit('/my/filings/2026-D0001/edit', { ...VISIT, content: '走访了四户' });
    expect(next.location).toBe('/my/filings/2026-D0001/check');
    expect((await tian.get('/my/filings/2026-D0001/check')).text).toContain('走访了四户');
  });

  it('are to be chosen again when the words were wrong, and it says so', async () => {
    const { tian } = await openOwnDesk();
    const file = { name: '走访.jpg', bytes: await photo() };
    const page = await tian.upload(NEW, 'files', file, { ...VISIT, content: '' }, '/my/filings/new');
    expect(page.$('#e-files').text()).toContain('请重新选择');
    expect((await tian.get('/my/filings')).$('tbody tr')).toHaveLength(0);
  });

  it('can be taken away again as long as the filing is with its deputy', async () => {
    const { tian } = await openOwnDesk();
    await tian.upload(NEW, 'files', { name: '走访.jpg', bytes: await photo() }, VISIT, '/my/filings/new');
    const edit = await tian.get('/my/filings/2026-D0001/edit');
    const removal = edit.$('ul.evidence form').attr('action') ?? '';
    expect(removal).toContain('/removal');
    await tian.submit('/my/filings/2026-D0001/edit', {}, removal);
    expect((await tian.get('/my/filings/2026-D0001/edit')).$('ul.evidence')).toHaveLength(0);
  });
});

describe('a filing that is with its deputy', () => {
  it('was returned with a reason, is mended in place and sent again', async () => {
    const { tian, store } = await openOwnDesk();
    const code = await fileVisit(tian);
    await tian.submit(`/my/filings/${code}/check`, {});
    await returnFiling(doingAt(store), code, '请写明哪三户');
    const home = await tian.get('/my');
    expect(home.text).toContain('退回的登记，请修改后重新提交：走访了三户独居老人');
    expect(home.text).toContain('原因：请写明哪三户');
    expect(hrefs(home, 'section.due a')).toEqual([`/my/filings/${code}/edit`]);
    const edit = await tian.get(`/my/filings/${code}/edit`);
    expect(edit.text).toContain('退回原因：请写明哪三户');
    expect(edit.$('input[name=on]:checked').attr('value')).toBe('today');
    const words = { ...VISIT, kind: 'contact.reception', content: '王家、李家、赵家' };
    await tian.submit(`/my/filings/${code}/edit`, words);
    expect((await tian.get('/my')).text).toContain('请修改后重新提交：王家、李家、赵家');
    await tian.submit(`/my/filings/${code}/check`, {});
    const page = await tian.get(`/my/filings/${code}`);
    for (const part of ['待审核', '接待群众', '退回履职登记', '原因：请写明哪三户'])
      expect(page.text).toContain(part);
    expect((await tian.get('/my')).$('section.due')).toHaveLength(0);
  });

  it('can be thrown away as a draft', async () => {
    const { tian } = await openOwnDesk();
    const code = await fileVisit(tian);
    const gone = await tian.submit(`/my/filings/${code}/check`, {}, `/my/filings/${code}/discard`);
    expect(gone.location).toBe('/my');
    expect((await tian.get(`/my/filings/${code}`)).status).toBe(404);
  });

  it('is not found by another deputy, whatever address they guess', async () => {
    const { tian, shi } = await openOwnDesk();
    const code = await fileVisit(tian);
    for (const step of ['', '/edit', '/check'])
      expect((await shi.get(`/my/filings/${code}${step}`)).status).toBe(404);
    for (const step of ['edit', 'check', 'discard', 'evidence/abc/removal'])
      expect((await shi.submit('/my', VISIT, `/my/filings/${code}/${step}`)).status).toBe(404);
    expect((await shi.submit('/my', VISIT, `/my/drafts/filing?subject=${code}`)).status).toBe(404);
    expect((await tian.get(`/my/filings/${code}/check`)).status).toBe(200);
  });

  it('cannot be changed once it was handed in', async () => {
    const { tian, store, tianId } = await openOwnDesk();
    const code = await createFiling(doingAt(store), visitOf(tianId), PAPER);
    expect((await tian.get(`/my/filings/${code}/edit`)).location).toBe(`/my/filings/${code}`);
    const page = await tian.submit('/my', VISIT, `/my/filings/${code}/edit`);
    expect(page).toMatchObject({ status: 409 });
    expect(page.text).toContain('正在等待审核');
    await confirmFiling(doingAt(store), code);
    expect((await tian.get(`/my/filings/${code}`)).text).toContain('已确认');
  });
});

describe('the duty archive', () => {
  it('counts what was confirmed, by year and section, and each number opens its list', async () => {
    const { tian, tianId, store } = await openOwnDesk();
    const code = await createFiling(doingAt(store), visitOf(tianId, { quantity: 300 }), PAPER);
    await confirmFiling(doingAt(store), code);
    await createFiling(doingAt(store), visitOf(tianId, { content: '还在审核' }));
    const page = await tian.get('/my/archive?year=2026');
    expect(page.$('dl.duties a').text()).toContain('走访选民 3 人次');
    expect(page.$(hrefs(page, 'dl.duties a')[0] ?? '').text()).toBe('走访选民：3 人次');
    expect(hrefs(page, 'tbody a')).toEqual([`/my/filings/${code}`]);
    expect(page.text).not.toContain('还在审核');
    expect((await tian.get('/my')).$('dl.duties a').attr('href')).toBe(
      '/my/archive?year=2026#k-contact-visit',
    );
  });

  it('says what to do when there is nothing yet', async () => {
    const { app, store } = await openOwnDesk();
    await addAccount(store, '无名', ['deputy']);
    expect((await (await browserOf(app, '无名')).get('/my/archive')).text).toContain('还没有对应到本届代表');
    const { shi } = { shi: await browserOf(app, '石兰') };
    expect((await shi.get('/my/archive')).text).toContain('2026年还没有履职记录');
  });
});
