import { describe, expect, it } from 'vitest';
import { answerObjection } from '../../../src/objections/actions.ts';
import { MOST_A_DAY } from '../../../src/objections/rules.ts';
import { countObjections } from '../../../src/objections/store.ts';
import { writeStatement } from '../../../src/statements/actions.ts';
import {
  actingAt,
  actorWith,
  AFTER_WINDOW,
  appAt,
  openNoticeWorld,
  SENDER,
  sendObjection,
} from '../../objections/support.ts';
import { Browser, type Page } from '../../support/app.ts';
import { missingIn } from '../../support/page-rules.ts';
import { crawl } from './crawl.ts';

const NEW = '/notices/2026Q1/1/objections/new';

const reference = (page: Page) => page.$('dd strong.hash').first().text();
const code = (page: Page) => page.$('dd strong.hash').last().text();

async function openSite(at?: number) {
  const world = await openNoticeWorld();
  const app = await appAt(world.store, at);
  return { ...world, app, voter: new Browser(app) };
}

describe('the public form for an objection', () => {
  it('asks whose line it is, says all that is missing, and gives number and code once', async () => {
    const { voter, store, present } = await openSite();
    const choose = await voter.get(NEW);
    expect(choose.$('select[name=deputy] option').length).toBe(3);
    const wrong = await voter.submit(`${NEW}?deputy=001&record=${encodeURIComponent(present)}`, {
      deputy: '001',
      record: present,
      content: '没有到场',
      name: '',
      phone: '不告诉',
    });
    expect(wrong.status).toBe(422);
    const links = wrong.$('.error-summary a').toArray();
    expect(links.map((link) => wrong.$(link).attr('href'))).toEqual(['#f-name', '#f-phone']);
    expect(wrong.$('select[name=record]').val()).toBe(present);
    expect(wrong.$('#f-content').text()).toBe('没有到场');
    const sent = await voter.submit(`${NEW}?deputy=001`, { deputy: '001', record: present, ...SENDER });
    expect(sent.status).toBe(200);
    expect([reference(sent), code(sent)]).toEqual([
      '2026Q1-01',
      expect.stringMatching(/^(?:[a-z2-9]{4}-){2}[a-z2-9]{4}$/),
    ]);
    expect(sent.text).not.toContain(SENDER.name);
    expect(sent.response.headers['cache-control']).toBe('no-store');
    expect(await countObjections(store.read, { state: 'received' })).toBe(1);
    expect([choose, wrong, sent].flatMap((page) => missingIn(page.$))).toEqual([]);
  });

  it('sent twice shows the same number and the same code, and is one', async () => {
    const { voter, store } = await openSite();
    const form = await voter.get(`${NEW}?deputy=001`);
    const hidden = {
      _csrf: form.$('main input[name=_csrf]').attr('value') ?? '',
      _key: form.$('main input[name=_key]').attr('value') ?? '',
    };
    const fields = { ...hidden, deputy: '001', record: '', ...SENDER };
    const pages = await Promise.all([1, 2].map(() => voter.post(NEW, fields)));
    expect(pages.map((page) => [page.status, reference(page)])).toEqual(Array(2).fill([200, '2026Q1-01']));
    expect(new Set(pages.map(code)).size).toBe(1);
    expect(await countObjections(store.read, {})).toBe(1);
  });

  it('is closed after the window, with the reason and whom to call, and takes nothing', async () => {
    const { voter, store } = await openSite(AFTER_WINDOW);
    const page = await voter.get(`${NEW}?deputy=001`);
    expect(page.text).toContain('2026年第一季度的公示期到2026年4月9日为止');
    expect(page.text).toContain('0833-1234567');
    expect(page.$('main form')).toHaveLength(0);
    const notice = await voter.get('/notices/2026Q1/1');
    expect(notice.$(`a[href^="${NEW}"]`)).toHaveLength(0);
    const asked = await voter.get('/objections');
    const token = asked.$('input[name=_csrf]').first().attr('value') ?? '';
    const sent = await voter.post(NEW, { _csrf: token, deputy: '001', record: '', ...SENDER });
    expect(sent.status).toBe(409);
    expect(await countObjections(store.read, {})).toBe(0);
  });

  it('takes so many from one address in a day and tells the other ways', async () => {
    const { voter, store } = await openSite();
    const fields = { deputy: '001', record: '', ...SENDER };
    for (let sent = 0; sent < MOST_A_DAY; sent += 1)
      expect((await voter.submit(`${NEW}?deputy=001`, fields, NEW)).status).toBe(200);
    const refused = await voter.submit(`${NEW}?deputy=001`, fields, NEW);
    expect(refused.status).toBe(429);
    expect(refused.$('#e-content').text()).toContain('电话 0833-1234567');
    expect(refused.$('#f-content').text()).toBe(SENDER.content);
    expect(await countObjections(store.read, {})).toBe(MOST_A_DAY);
  });
});

describe('following an objection', () => {
  it('needs number and code; whichever is wrong, the answer is the same', async () => {
    const { voter, store } = await openSite();
    const sent = await voter.submit(`${NEW}?deputy=001`, { deputy: '001', record: '', ...SENDER }, NEW);
    const [number, secret] = [reference(sent), code(sent)];
    const ask = (fields: Record<string, string>) => voter.submit('/objections', fields);
    const wrong = [
      await ask({ reference: number, code: 'aaaa-bbbb-cccc' }),
      await ask({ reference: '2026Q1-77', code: secret }),
    ];
    expect(wrong.map(({ status }) => status)).toEqual([422, 422]);
    expect(wrong[0]?.$('#e-code').text()).toBe(wrong[1]?.$('#e-code').text());
    const typed = { reference: ` ${number.toLowerCase()} `, code: secret.replaceAll('-', ' ').toUpperCase() };
    const found = await ask(typed);
    expect(found.status).toBe(200);
    expect(found.text).toContain(SENDER.content);
    expect(found.text).toContain('还没有答复');
    for (const secretWord of [SENDER.name, SENDER.phone]) expect(found.text).not.toContain(secretWord);
    const chair = actingAt(store, await actorWith(store, '主席', ['presidium']));
    const answer = { action: 'reject', summary: '反映整体积分', answer: '经核对无误。' } as const;
    await answerObjection(chair, number, answer);
    expect((await ask(typed)).text).toContain('经核对无误。');
  });

  it('is slowed down after a few wrong codes, as signing in is', async () => {
    const { voter, store, present } = await openSite();
    const number = await sendObjection(store, present);
    const wrong = { reference: number, code: 'aaaa-bbbb-cccc' };
    const tries: number[] = [];
    for (let count = 0; count < 6; count += 1) tries.push((await voter.submit('/objections', wrong)).status);
    expect(tries).toEqual([422, 422, 422, 422, 422, 429]);
    const right = { reference: number, code: 'k7mw-2xqa-9hfd' };
    expect((await voter.submit('/objections', right)).status).toBe(429);
  });
});

describe('what everybody can read', () => {
  it('holds answers and statements beside their lines, never the sender’s name, phone or words', async () => {
    const { app, store, shi, present, absence } = await openSite();
    const first = await sendObjection(store, present);
    await sendObjection(store, '');
    const chair = actingAt(store, await actorWith(store, '主席', ['presidium']));
    await answerObjection(chair, first, {
      action: 'uphold',
      summary: '反映视察没有到场',
      answer: '经核对属实。',
    });
    const deputy = actingAt(store, await actorWith(store, '石兰', ['deputy'], shi));
    const beside = { deputy: '002', quarter: '2026Q1', record: absence };
    await writeStatement(deputy, beside, '当天送母亲住院');
    await writeStatement(deputy, { ...beside, record: '' }, '这一季外出务工');

    const pages = await crawl(app, ['/', '/data', '/objections', '/deputies/6-002/attendance']);
    const secrets = Object.values(SENDER);
    const told = pages.flatMap(({ url, text }) =>
      secrets.filter((secret) => text.includes(secret)).map((secret) => `${url}: ${secret}`),
    );
    expect(told).toEqual([]);
    const textOf = (url: string) => pages.find((page) => page.url === url)?.text ?? '';
    const notice = textOf('/notices/2026Q1/1');
    for (const words of ['收到异议 2 件', '反映视察没有到场', '经核对属实。', '这一季外出务工'])
      expect(notice).toContain(words);
    const lines = textOf('/notices/2026Q1/1/deputies/002');
    expect(lines).toContain('公示后的说明');
    expect(lines).toContain('当天送母亲住院');
    expect(lines).toContain(`record=${encodeURIComponent(absence)}`);
    expect(textOf('/deputies/6-002/attendance')).toContain('当天送母亲住院');
  });
});
