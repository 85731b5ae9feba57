import { describe, expect, it } from 'vitest';
import { auditHead } from '../../../src/audit/store.ts';
import { voidFiling } from '../../../src/filings/actions.ts';
import { computePoints } from '../../../src/points/compute.ts';
import { draftScheme } from '../../../src/schemes/actions.ts';
import { listSchemes } from '../../../src/schemes/store.ts';
import { additive, hundred } from '../../../src/schemes/templates.ts';
import { getCurrentTerm } from '../../../src/settings/store.ts';
import { found } from '../../../src/refusals.ts';
import { browserOf, startApp, testClock, type Page } from '../../support/app.ts';
import { addAccount, doingAt, openWorld } from '../../support/world.ts';
import { openSample, YEAR_END } from '../public/sample-world.ts';

/** A township with three closed quarters, and a draft for the year to come. */
async function openDesk() {
  const store = await openSample();
  await addAccount(store, '工作人员甲', ['clerk']);
  const draft = await draftScheme(doingAt(store, YEAR_END), hundred(2027));
  const app = await startApp(store, testClock(YEAR_END));
  return { store, draft, trial: `/desk/schemes/${draft}/trial`, clerk: await browserOf(app, '工作人员甲') };
}

const rowsOf = (page: Page) =>
  page
    .$('table')
    .first()
    .find('tbody tr')
    .toArray()
    .map((row) => page.$(row));

type Row = ReturnType<typeof rowsOf>[number];

const cell = (row: Row, label: string) => row.find(`td[data-label=${label}]`).text().trim();
const total = (row: Row, side: 'old' | 'new') => Number(row.find(`a.${side}`).text());

describe('the trial run of a scheme', () => {
  it('shows old and new totals, ranks and who moves, of a draft for next year on this year’s records', async () => {
    const { store, draft, trial, clerk } = await openDesk();
    const page = await clerk.get(trial);
    expect(page.status).toBe(200);
    expect(page.text).toContain('这一版是2027年的，试算时当作2026年的来算');
    const { id: termId } = await getCurrentTerm(store.read);
    const question = { termId, year: 2026, asOf: '2026-12-28', anew: true };
    const old = found(await computePoints(store.read, question));
    const scheme = found((await listSchemes(store.read)).find(({ id }) => id === draft));
    const now = found(
      await computePoints(store.read, {
        ...question,
        scheme: { ...scheme, body: { ...scheme.body, year: 2026 } },
      }),
    );
    const totalOf = (result: typeof old.result, name: string) => {
      const { certificateNumber } = found(old.roster.find((entry) => entry.name === name));
      return found(result.find(({ deputy }) => deputy === certificateNumber)).totalHundredths / 100;
    };
    const rows = rowsOf(page);
    expect(rows).toHaveLength(old.result.length);
    for (const row of rows) {
      const name = row.find('th').text();
      expect([name, total(row, 'old'), total(row, 'new')]).toEqual([
        name,
        totalOf(old.result, name),
        totalOf(now.result, name),
      ]);
      expect(Number(cell(row, '相差'))).toBeCloseTo(totalOf(now.result, name) - totalOf(old.result, name), 5);
    }
    const moves = rows.map((row) => Number(/\d+/.exec(cell(row, '名次变动'))?.[0] ?? 0));
    expect(moves).toEqual(moves.toSorted((a, b) => b - a));
  });

  it('says because of which items, and sums up by section what adds up to the totals', async () => {
    const { trial, clerk } = await openDesk();
    const page = await clerk.get(trial);
    const changed = rowsOf(page).filter((row) => Number(cell(row, '相差')) !== 0);
    expect(changed.length).toBeGreaterThan(0);
    for (const row of changed) expect(cell(row, '主要原因')).toMatch(/[+-]\d/);
    const sum = (side: 'old' | 'new') => rowsOf(page).reduce((all, row) => all + total(row, side), 0);
    const foot = page.$('tfoot').last();
    expect(Number(foot.find('td[data-label=执行中的办法]').text())).toBeCloseTo(sum('old'), 5);
    expect(Number(foot.find('td[data-label=试算的办法]').text())).toBeCloseTo(sum('new'), 5);
  });

  it('opens for each deputy both explanations, each adding up', async () => {
    const { trial, clerk } = await openDesk();
    const list = await clerk.get(trial);
    const row = found(rowsOf(list)[0]);
    const page = await clerk.get(row.find('a').first().attr('href') ?? '');
    for (const words of ['差在哪里', '按试算的办法，每一分的来历', '按执行中的办法，每一分的来历'])
      expect(page.text).toContain(words);
    const ids = page
      .$('[id]')
      .toArray()
      .map((one) => page.$(one).attr('id'));
    expect(new Set(ids).size).toBe(ids.length);
    expect(page.$('tfoot td[data-label=相差]').first().text()).toBe(cell(row, '相差'));
  });

  it('can be narrowed to a category, with the rank among all, and says when nobody is in it', async () => {
    const { trial, clerk } = await openDesk();
    const all = await clerk.get(trial);
    const options = all
      .$('#f-category option')
      .toArray()
      .map((option) => [all.$(option).text(), all.$(option).attr('value') ?? '']);
    const farmers = options.find(([text]) => text === '农业类')?.[1] ?? '';
    const some = await clerk.get(`${trial}?category=${farmers}&order=name`);
    expect(rowsOf(some).length).toBeLessThan(rowsOf(all).length);
    expect(some.text).toContain('名次是全部');
    expect((await clerk.get(`${trial}?group=9999`)).text).toContain('没有符合条件的代表');
  });

  it('stores nothing: neither the version of the register nor the trail moves', async () => {
    const { store, trial, clerk } = await openDesk();
    const before = [await store.version(), await auditHead(store.read)];
    for (const url of [trial, `${trial}?year=2026&as-of=2026-6-30`, `${trial}/001`])
      expect((await clerk.get(url)).status).toBe(200);
    expect([await store.version(), await auditHead(store.read)]).toEqual(before);
  });

  it('counts everything anew: what was published and is no longer so counts as the register has it now', async () => {
    const { store, clerk } = await openDesk();
    const inForce = found((await listSchemes(store.read)).find(({ state }) => state === 'in_force'));
    const trial = `/desk/schemes/${inForce.id}/trial`;
    const totalAt = async (url: string) => Number((await clerk.get(url)).$('.figures .n').first().text());
    const before = await totalAt(`${trial}/001`);
    expect(await totalAt('/desk/points/001')).toBe(before);
    await voidFiling(doingAt(store, YEAR_END), 'F01', '登记重复');
    expect(await totalAt('/desk/points/001')).toBe(before);
    expect(await totalAt(`${trial}/001`)).toBeLessThan(before);
    const page = await clerk.get(trial);
    expect(page.text).toContain('试算的就是2026年正在执行的办法，所以两边一样');
    for (const row of rowsOf(page)) expect([cell(row, '名次变动'), cell(row, '相差')]).toEqual(['不变', '0']);
  });

  it('shows only the new numbers where the year has no scheme in force', async () => {
    const store = await openWorld();
    await addAccount(store, '工作人员乙', ['clerk']);
    const id = await draftScheme(doingAt(store), additive(2026));
    const clerk = await browserOf(await startApp(store), '工作人员乙');
    const page = await clerk.get(`/desk/schemes/${id}/trial`);
    expect(page.text).toContain('2026年没有执行中的积分办法，只看试算的分数');
    expect(page.text).toContain('没有在任的代表');
  });

  it('says what is wrong with the day asked for, and is not found without the scheme or deputy', async () => {
    const { trial, clerk } = await openDesk();
    const wrong = await clerk.get(`${trial}?as-of=2026-02-30`);
    expect(wrong.$('.error-summary').text()).toContain('截至日期不是有效的日期');
    expect((await clerk.get('/desk/schemes/999/trial')).status).toBe(404);
    expect((await clerk.get(`${trial}/999`)).status).toBe(404);
    expect((await clerk.get(`${trial}/010?as-of=2026-9-30`)).text).toContain('没有代表资格');
  });
});
