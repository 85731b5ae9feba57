import { describe, expect, it } from 'vitest';
import { closeQuarter } from '../../../src/notices/actions.ts';
import { hashText } from '../../../src/notices/hash.ts';
import { Browser, browserOf, startApp, testClock } from '../../support/app.ts';
import { APRIL, addFiledDeed, openQuarterWorld } from '../../support/quarter.ts';
import { addAccount, doingAt } from '../../support/world.ts';

async function publishedWorld() {
  const world = await openQuarterWorld();
  const { sha256 } = await closeQuarter(doingAt(world.store, APRIL), '2026Q1', {
    number: '回镇人大〔2026〕2号',
    openReason: '',
  });
  const app = await startApp(world.store, testClock(APRIL));
  return { ...world, sha256, app, visitor: new Browser(app) };
}

describe('a published notice', () => {
  it('shows number, window, every deputy and the hash; every name opens the lines behind it', async () => {
    const { visitor, sha256 } = await publishedWorld();
    const page = await visitor.get('/notices/2026Q1');
    expect(page.status).toBe(200);
    for (const words of ['回镇人大〔2026〕2号', '2026年4月3日至2026年4月9日', '田大利', '石兰', sha256])
      expect(page.text).toContain(words);
    const lines = await visitor.get(page.$('tbody a').first().attr('href') ?? '');
    expect(lines.text).toContain('田大利的积分是怎么来的');
    expect(lines.text).toContain('视察敬老院');
  });

  it('has print page, Word file, table and data, each of the frozen text', async () => {
    const { visitor, sha256 } = await publishedWorld();
    const print = await visitor.get('/notices/2026Q1/1/print');
    expect(print.text).toContain('人大代表履职积分的公示');
    const docx = await visitor.get('/notices/2026Q1/1/notice.docx');
    expect(docx.response.rawPayload.subarray(0, 2).toString()).toBe('PK');
    const json = await visitor.get('/data/notices/2026Q1.json');
    expect(hashText(json.response.body)).toBe(sha256);
    const csv = await visitor.get('/data/notices/2026Q1/1.csv');
    expect(csv.response.body).toMatch(/^\uFEFF名次,代表证号,姓名/);
  });

  it('is not found in a version or quarter that does not exist', async () => {
    const { visitor } = await publishedWorld();
    for (const path of [
      '/notices/2026Q2',
      '/notices/2026Q1/2',
      '/notices/2026Q1/x',
      '/notices/2026Q1/1/deputies/009',
      '/data/notices/2025Q4.json',
    ]) {
      expect((await visitor.get(path)).status, path).toBe(404);
    }
  });
});

describe('closing on the desk', () => {
  it('shows the check-list with links, keeps what was typed, and publishes once the presidium says why', async () => {
    const { store, shi } = await openQuarterWorld();
    const code = await addFiledDeed(store, shi, '2026-03-12', undefined, true);
    await addAccount(store, '主席', ['presidium']);
    const chair = await browserOf(await startApp(store, testClock(APRIL)), '主席');
    const list = await chair.get('/desk/notices/2026Q1/closing');
    expect(list.$(`a[href="/desk/filings/${code}"]`)).toHaveLength(1);
    const refused = await chair.submit('/desk/notices/2026Q1/closing', {
      number: '镇人大〔2026〕9号',
      openReason: '',
    });
    expect(refused.status).toBe(422);
    expect(refused.$('#e-openReason').text()).toContain('还有 1 件没有办结');
    expect(refused.$('#f-number').attr('value')).toBe('镇人大〔2026〕9号');
    const done = await chair.submit('/desk/notices/2026Q1/closing', {
      number: '镇人大〔2026〕9号',
      openReason: '材料未齐',
    });
    expect(done).toMatchObject({ status: 303, location: '/desk/notices' });
    const again = await chair.get('/desk/notices/2026Q1/closing');
    expect(again.text).toContain('已经公示过了');
    expect(again.$('form[method=post] [name=number]')).toHaveLength(0);
  });

  it('is not offered to a clerk, nor taken from one', async () => {
    const { store } = await openQuarterWorld();
    await addAccount(store, '工作人员甲', ['clerk']);
    const clerk = await browserOf(await startApp(store, testClock(APRIL)), '工作人员甲');
    const page = await clerk.get('/desk/notices/2026Q1/closing');
    expect(page.$('[name=number]')).toHaveLength(0);
    const token = page.$('input[name=_csrf]').first().attr('value') ?? '';
    expect(
      (await clerk.post('/desk/notices/2026Q1/closing', { _csrf: token, number: '', openReason: '' })).status,
    ).toBe(404);
  });
});
