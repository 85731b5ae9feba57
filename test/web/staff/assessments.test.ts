import { describe, expect, it } from 'vitest';
import { closeQuarter } from '../../../src/notices/actions.ts';
import { handInScores } from '../../../src/assessments/actions.ts';
import { listAssessments } from '../../../src/assessments/store.ts';
import { voidFiling } from '../../../src/filings/actions.ts';
import { listFilings } from '../../../src/filings/store.ts';
import { prepareCorrection } from '../../../src/notices/correction/prepare.ts';
import { publishCorrection } from '../../../src/notices/correction/publish.ts';
import { found } from '../../../src/refusals.ts';
import { getCurrentTerm } from '../../../src/settings/store.ts';
import { Browser, browserOf, startApp, testClock, type Page } from '../../support/app.ts';
import { missingIn } from '../../support/page-rules.ts';
import { doingAt } from '../../support/world.ts';
import {
  actorWith,
  getCase,
  JANUARY,
  keyOf,
  openAssessedYear,
  openClosedYear,
  openYear,
  scoresWith,
  type YearWorld,
} from '../../assessments/support.ts';

const AGREE = { agree: 'computed' } as const;

async function deskOf({ store }: YearWorld, certificate = '') {
  await actorWith(store, '干事', ['clerk']);
  await actorWith(store, '主席', certificate === '' ? ['presidium'] : ['presidium', 'deputy'], certificate);
  const app = await startApp(store, testClock(JANUARY));
  return { app, clerk: await browserOf(app, '干事'), chair: await browserOf(app, '主席') };
}

async function upToFinal(world: YearWorld, deputy: string, talk?: [number, string]): Promise<void> {
  const doing = doingAt(world.store, JANUARY);
  const input = talk ? { scores: scoresWith({ talk }) } : AGREE;
  await handInScores(doing, keyOf(deputy), 'self', input);
  await handInScores(doing, keyOf(deputy), 'group', { agree: 'before' });
}

/** The fields of the step's form as the page has filled them in. */
function fieldsOf(page: Page): Record<string, string> {
  const inputs = page.$('form:has(input[name^=score]) input[name]').toArray();
  return Object.fromEntries(
    inputs.map((input) => [page.$(input).attr('name') ?? '', page.$(input).attr('value') ?? '']),
  );
}

async function statesOf({ store }: YearWorld): Promise<string[]> {
  return (await listAssessments(store.read, 2026)).map(({ state }) => state);
}

const LIST = '/desk/assessments?year=2026';
const TIAN = '/desk/assessments/2026/001';

describe('year-end assessments on the desk', () => {
  it('say which quarters are missing as long as the year is not closed', async () => {
    const world = await openYear();
    const { clerk } = await deskOf(world);
    const page = await clerk.get(LIST);
    expect(page.text).toContain('还差2026年第一季度、2026年第二季度、2026年第三季度、2026年第四季度没有公示');
    expect(page.$('form[action$="/opening"]')).toHaveLength(0);
    expect(await clerk.get(TIAN)).toMatchObject({ status: 303, location: LIST });
    for (const quarter of ['2026Q1', '2026Q2', '2026Q3'] as const)
      await closeQuarter(doingAt(world.store, JANUARY), quarter, { number: '', openReason: '' });
    expect((await clerk.get(LIST)).text).toContain('还差2026年第四季度没有公示');
    const refused = await clerk.submit('/account', {}, '/desk/assessments/2026/opening');
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('2026年第四季度积分还没有公示');
  });

  it('are begun by a button, and stand on the home page as something to do', async () => {
    const world = await openClosedYear();
    const { clerk } = await deskOf(world);
    expect((await clerk.get('/desk')).text).toContain('2026年第四季度已经公示，可以开始年度积分核定');
    const begun = await clerk.submit(LIST, {}, '/desk/assessments/2026/opening');
    expect(begun).toMatchObject({ status: 303, location: LIST });
    const list = await clerk.get(LIST);
    expect(list.text).toContain('0/4代表自评');
    expect(list.$('form[action$="/opening"]')).toHaveLength(0);
    expect(missingIn(list.$)).toEqual([]);
    const home = await clerk.get('/desk');
    expect(home.text).toContain('4 名代表的年度积分还没有自评或小组评分');
    expect(home.text).not.toContain('可以开始年度积分核定');
  });

  it('take the scores of a paper form; what is wrong is said beside each and nothing typed is lost', async () => {
    const world = await openAssessedYear();
    const { clerk } = await deskOf(world);
    const form = await clerk.get(TIAN);
    expect(missingIn(form.$)).toEqual([]);
    const fields = fieldsOf(form);
    expect(fields).toMatchObject({
      version: '1',
      'score-0': '3',
      'score-1': '0',
      'score-2': '2',
      'score-3': '0',
    });
    expect(fields).not.toHaveProperty('score-4');
    expect(form.text).toContain('视察敬老院');
    expect(form.text).toContain('基础分：60 分');
    expect(form.text).toContain('走访选民（年底按应完成数结算）：2 分');

    const wrong = await clerk.submit(
      TIAN,
      {
        ...fields,
        'score-0': '9.5',
        'reason-0': '多去一次',
        'score-1': '很少',
        'score-2': '',
        'score-3': '３',
        'reason-3': '',
      },
      `${TIAN}/scores/self`,
    );
    expect(wrong.status).toBe(422);
    expect(wrong.$('title').text()).toMatch(/^错误：/);
    const summary = wrong.$('.error-summary a').toArray();
    expect(summary.map((link) => [wrong.$(link).attr('href'), wrong.$(link).text()])).toEqual([
      ['#f-score-0', '“参加视察”的分数应当在 0 到 9 分之间'],
      ['#f-score-1', '“活动缺席”的分数请填数字，最多两位小数'],
      ['#f-score-2', '“为民办实事”的分数没有填写'],
      ['#f-reason-3', '“宣讲”的分数与计算的 0 分不同，请写明理由'],
    ]);
    expect(wrong.$('#f-score-0').attr('value')).toBe('9.5');
    expect(wrong.$('#f-reason-0').attr('value')).toBe('多去一次');
    expect(wrong.$('#f-score-3').attr('value')).toBe('３');
    expect(wrong.$('#f-score-3').closest('details').attr('open')).toBeDefined();
    expect(wrong.$('#e-score-0').text()).toContain('错误：');
    expect(missingIn(wrong.$)).toEqual([]);
    expect(await statesOf(world)).toEqual(['self', 'self', 'self', 'self']);

    const right = await clerk.submit(
      TIAN,
      { ...fields, 'score-3': '３', 'reason-3': '宣讲两次' },
      `${TIAN}/scores/self`,
    );
    expect(right).toMatchObject({ status: 303, location: TIAN });
    const group = await clerk.get(TIAN);
    expect(group.text).toContain('按纸质表录入');
    expect(fieldsOf(group)).toMatchObject({ 'score-3': '3', 'reason-3': '宣讲两次' });
    expect(group.$('button:contains("全部同意代表自评")')).toHaveLength(1);
  });

  it('are agreed to by one tap', async () => {
    const world = await openAssessedYear();
    const { clerk } = await deskOf(world);
    await clerk.submit(TIAN, { version: '1', agree: 'computed' }, `${TIAN}/scores/self`);
    await clerk.submit(TIAN, { version: '1', agree: 'computed' }, `${TIAN}/scores/group`);
    const page = await clerk.get(TIAN);
    expect(page.text).toContain('等主席团核定。');
    expect(page.$('input[name^=score]')).toHaveLength(0);
    expect((await statesOf(world))[0]).toBe('final');
  });

  it('refuse a step out of order, a form of an earlier notice and a clerk who decides, with the missing step named', async () => {
    const world = await openAssessedYear();
    const { clerk } = await deskOf(world);
    const early = await clerk.submit(TIAN, { version: '1', agree: 'computed' }, `${TIAN}/scores/group`);
    expect([early.status, early.text.includes('田大利的代表自评还没有交')]).toEqual([409, true]);
    const old = await clerk.submit(TIAN, { version: '7', agree: 'computed' }, `${TIAN}/scores/self`);
    expect([old.status, old.text.includes('请打开新的表再填')]).toEqual([409, true]);
    await upToFinal(world, '001');
    const final = await clerk.submit('/account', { version: '1', agree: 'computed' }, `${TIAN}/scores/final`);
    expect([final.status, final.text.includes('核定由主席团成员决定')]).toEqual([409, true]);
    expect((await clerk.submit('/account', { reason: '重评' }, `${TIAN}/return`)).status).toBe(404);
    expect((await clerk.submit('/account', {}, `${TIAN}/scores/done`)).status).toBe(404);
  });

  it('show progress, filter by group and step, and confirm the undisputed ones at once', async () => {
    const world = await openAssessedYear();
    const { clerk, chair } = await deskOf(world);
    await upToFinal(world, '001');
    await upToFinal(world, '002');
    const list = await chair.get(LIST);
    expect(list.text).toContain('2/4小组评分');
    const waiting = await chair.get(`${LIST}&step=due-final`);
    expect(waiting.$('tbody tr')).toHaveLength(2);
    expect(waiting.text).toContain('符合条件的 2 名（全部 4 名）');
    const group = list.$('select[name=group] option:contains("第一代表小组")').attr('value');
    const shown = await chair.get(`${LIST}&group=${group}`);
    expect(
      shown
        .$('tbody th')
        .toArray()
        .map((cell) => shown.$(cell).text().trim())
        .toSorted(),
    ).toEqual(['李小组', '田大利']);
    expect(
      shown
        .$('input[name=deputy]')
        .toArray()
        .map((input) => shown.$(input).attr('value')),
    ).toEqual(['001']);
    expect((await clerk.get(LIST)).$('form[action$="/confirmation"]')).toHaveLength(0);

    const ids = list
      .$('input[name=deputy]')
      .toArray()
      .map((input) => list.$(input).attr('value') ?? '');
    expect(ids.toSorted()).toEqual(['001', '002']);
    const confirmed = await chair.submit(LIST, { deputy: ids }, '/desk/assessments/2026/confirmation');
    expect(confirmed).toMatchObject({ status: 303, location: LIST });
    const after = await chair.get(LIST);
    expect(after.text).toContain('2/4主席团核定');
    expect(after.$('tbody th').first().text().trim()).toBe('田大利');
    expect((await chair.get('/desk/reports/2026/001')).text).toContain('主席团核定的年度积分');
    expect((await chair.get('/desk/reports/2026/003')).text).not.toContain('主席团核定的年度积分');
  });

  it('leave the own one of a member of the presidium to the others', async () => {
    const world = await openAssessedYear();
    const { chair } = await deskOf(world, '001');
    await upToFinal(world, '001');
    const page = await chair.get(TIAN);
    expect(page.text).toContain('不能给自己评分、核定');
    expect(page.$('input[name^=score], form[action$="/return"]')).toHaveLength(0);
    expect((await chair.get(LIST)).$('form[action$="/confirmation"]')).toHaveLength(0);
    const posted = await chair.submit('/account', { deputy: '001' }, '/desk/assessments/2026/confirmation');
    expect(posted.status).toBe(409);
    expect((await statesOf(world))[0]).toBe('final');
  });

  it('are sent back with a reason that the next one reads', async () => {
    const world = await openAssessedYear();
    const { chair } = await deskOf(world);
    await upToFinal(world, '001', [3, '宣讲两次']);
    const empty = await chair.submit(TIAN, { reason: ' ' }, `${TIAN}/return`);
    expect(empty.status).toBe(422);
    expect(empty.$('#e-reason').text()).toContain('请填写退回原因');
    expect(fieldsOf(empty)).toMatchObject({ 'score-3': '3' });
    const sent = await chair.submit(TIAN, { reason: '请附签到册' }, `${TIAN}/return`);
    expect(sent).toMatchObject({ status: 303, location: TIAN });
    const page = await chair.get(TIAN);
    expect(page.text).toContain('主席团退回，原因：请附签到册');
    expect(page.text).toContain('待小组评分');
    expect(fieldsOf(page)).toMatchObject({ 'score-3': '3', 'reason-3': '宣讲两次' });
  });

  it('say that the notice was corrected, and begin anew on the new version', async () => {
    const world = await openAssessedYear();
    const { clerk, chair } = await deskOf(world);
    await upToFinal(world, '001');
    const doing = doingAt(world.store, JANUARY);
    const term = await getCurrentTerm(world.store.read);
    const [deed] = await listFilings(world.store.read, { termId: term.id }, {}, { limit: 1, offset: 0 });
    await voidFiling(doing, found(deed).code, '重复登记');
    const { differences } = found(await prepareCorrection(world.store.read, '2026Q1'));
    const lines = differences.map(({ key }) => ({ key, reason: '' }));
    await publishCorrection(doing, '2026Q1', { number: '', reason: '重复登记', lines, objections: [] });

    expect((await clerk.get(LIST)).text).toContain('公示已经更正，下列代表的积分有变化');
    const page = await chair.get(TIAN);
    expect(page.text).toContain('公示已经更正为第2版，田大利的积分有变化');
    expect(page.$('input[name^=score]')).toHaveLength(0);
    expect((await clerk.get(TIAN)).$('form[action$="/restart"]')).toHaveLength(0);
    expect((await clerk.get('/desk/assessments/2026/002')).text).toContain('石兰的积分没有变化');
    const begun = await chair.submit(TIAN, {}, `${TIAN}/restart`);
    expect(begun).toMatchObject({ status: 303, location: TIAN });
    expect((await getCase(world, '001')).assessment).toMatchObject({
      state: 'self',
      computedHundredths: 6500,
    });
    expect((await chair.get(TIAN)).text).toContain('按更正后的公示重新开始');
  });

  it('are printed and downloaded, one by one, together and as a summary', async () => {
    const world = await openAssessedYear();
    const { clerk } = await deskOf(world);
    await upToFinal(world, '001', [3, '宣讲两次']);
    const one = await clerk.get(`${TIAN}/print`);
    expect(one.text).toContain('回龙镇人大代表年度积分核定表');
    expect(one.text).toContain('代表自评：宣讲两次');
    expect(one.text).toContain('代表（签名）');
    expect(missingIn(one.$)).toEqual([]);
    const all = await clerk.get('/desk/assessments/2026/print');
    expect(all.$('article')).toHaveLength(4);
    const summary = await clerk.get('/desk/assessments/2026/summary');
    expect(summary.$('tbody tr')).toHaveLength(4);
    expect(summary.text).toContain('已核定 0 名');
    for (const address of [
      `${TIAN}/assessment.docx`,
      '/desk/assessments/2026/assessments.docx',
      '/desk/assessments/2026/summary.docx',
    ]) {
      const { response } = await clerk.get(address);
      expect([response.statusCode, response.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
    }
    expect((await clerk.get('/desk/assessments/2026/099')).status).toBe(404);
    expect((await clerk.get('/desk/assessments/1926/001')).status).toBe(404);
  });

  it('are no visitor’s and no deputy’s, and nothing of them is public', async () => {
    const world = await openAssessedYear();
    const { app } = await deskOf(world);
    await upToFinal(world, '001', [3, '宣讲两次']);
    await handInScores(doingAt(world.store, JANUARY), keyOf('001'), 'final', { agree: 'before' });
    await actorWith(world.store, '石兰', ['deputy'], '002');
    const deputy = await browserOf(app, '石兰');
    expect((await deputy.get(TIAN)).status).toBe(404);
    const visitor = new Browser(app);
    expect((await visitor.get(TIAN)).status).toBe(303);
    for (const address of [
      '/deputies/6-001',
      '/notices/2026Q4',
      '/notices/2026Q4/1/deputies/001',
      '/data/deputies.csv',
    ])
      expect((await visitor.get(address)).response.body).not.toContain('宣讲两次');
  });
});
