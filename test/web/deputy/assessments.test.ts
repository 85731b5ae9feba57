import { describe, expect, it } from 'vitest';
import { handInScores } from '../../../src/assessments/actions.ts';
import { handedIn } from '../../../src/assessments/ground.ts';
import { totalOf } from '../../../src/assessments/sheet.ts';
import { found } from '../../../src/refusals.ts';
import { browserOf, startApp, testClock } from '../../support/app.ts';
import { missingIn } from '../../support/page-rules.ts';
import { doingAt } from '../../support/world.ts';
import { actorWith, getCase, JANUARY, keyOf, openAssessedYear, openYear } from '../../assessments/support.ts';

const AGREE = { agree: 'computed' } as const;
const OWN = '/my/assessment/2026';

async function openSite() {
  const world = await openAssessedYear();
  const { store } = world;
  await actorWith(store, '田大利', ['deputy'], '001');
  await actorWith(store, '石兰', ['deputy'], '002');
  await actorWith(store, '李小组', ['deputy', 'leader'], '003');
  await actorWith(store, '王团长', ['deputy', 'leader'], '004');
  await actorWith(store, '主席', ['presidium']);
  const app = await startApp(store, testClock(JANUARY));
  const open = (login: string) => browserOf(app, login);
  return { world, open };
}

describe('the year-end assessment of a deputy', () => {
  it('goes from deputy to leader to presidium, each starting from the step before', async () => {
    const { world, open } = await openSite();
    const deputy = await open('田大利');
    const home = await deputy.get('/my');
    expect(home.$('.own-nav a[href="/my/assessments"]')).toHaveLength(1);
    expect(home.$(`a[href="${OWN}"]`).text()).toContain('2026年度积分自评');
    const own = await deputy.get(OWN);
    expect(missingIn(own.$)).toEqual([]);
    expect(own.$('a[href="/notices/2026Q4/1/deputies/001"]')).toHaveLength(1);
    const fields = { version: '1', 'score-0': '3', 'score-1': '0', 'score-2': '2', 'score-3': '0' };
    const wrong = await deputy.submit(OWN, { ...fields, 'score-3': '4.5' });
    expect(wrong.status).toBe(422);
    expect(wrong.$('#e-reason-3').text()).toContain('请写明理由');
    expect(wrong.$('#f-score-3').attr('value')).toBe('4.5');
    const sent = await deputy.submit(OWN, { ...fields, 'score-3': '4.5', 'reason-3': '宣讲三次' });
    expect(sent).toMatchObject({ status: 303, location: OWN });
    const waiting = await deputy.get(OWN);
    expect(waiting.text).toContain('等李小组评分');
    expect(waiting.$('input[name^=score]')).toHaveLength(0);
    expect((await deputy.submit('/account', { version: '1', agree: 'computed' }, OWN)).text).toContain(
      '交了以后不能再改',
    );

    const leader = await open('李小组');
    expect((await leader.get('/my')).text).toContain('给 1 名代表做2026年度小组评分');
    const list = await leader.get('/my/assessments');
    expect(list.text).toContain('1 名等我评分');
    const member = '/my/assessments/2026/001';
    expect(list.$(`a[href="${member}"]`)).toHaveLength(1);
    const form = await leader.get(member);
    expect(missingIn(form.$)).toEqual([]);
    expect(form.text).toContain('代表自评理由：宣讲三次');
    expect(form.$('#f-score-3').attr('value')).toBe('4.5');
    const scored = await leader.submit(member, { ...fields, 'score-3': '3', 'reason-3': '核实了两次' });
    expect(scored).toMatchObject({ status: 303, location: '/my/assessments' });

    const chair = await open('主席');
    const page = '/desk/assessments/2026/001';
    expect((await chair.get('/desk')).text).toContain('1 名代表的年度积分等待主席团核定');
    expect((await chair.get(page)).$('#f-score-3').attr('value')).toBe('3');
    await chair.submit(page, { version: '1', agree: 'before' }, `${page}/scores/final`);

    const one = await getCase(world, '001');
    expect(one.assessment).toMatchObject({ state: 'done', finalHundredths: 7000 });
    expect(totalOf(one.sheet, found(handedIn(one, 'self')))).toBe(7150);
    const read = await deputy.get(OWN);
    expect(read.text).toContain('70主席团核定');
    expect(read.text).toContain('小组评分：核实了两次');
  });

  it('is agreed to by one tap', async () => {
    const { world, open } = await openSite();
    const deputy = await open('田大利');
    const own = await deputy.get(OWN);
    const button = own.$('button:contains("全部同意计算结果")');
    expect(button.text()).toBe('全部同意计算结果（67 分）');
    expect(button.closest('form').find('input[type=text]')).toHaveLength(0);
    expect(await deputy.submit(OWN, { version: '1', agree: 'computed' })).toMatchObject({ status: 303 });
    expect((await getCase(world, '001')).assessment.state).toBe('group');
  });

  it('is nobody else’s: a deputy finds only the own, a leader those of the group or delegation', async () => {
    const { world, open } = await openSite();
    const [shi, li, wang] = [await open('石兰'), await open('李小组'), await open('王团长')];
    expect((await shi.get('/my/assessments/2026/001')).status).toBe(404);
    expect((await li.get('/my/assessments/2026/002')).status).toBe(404);
    expect((await li.get('/my/assessments/2026/003')).location).toBe(OWN);
    expect((await wang.get('/my/assessments/2026/002')).status).toBe(200);
    await handInScores(doingAt(world.store, JANUARY), keyOf('002'), 'self', AGREE);
    const posted = await li.submit(
      '/account',
      { version: '1', agree: 'computed' },
      '/my/assessments/2026/002',
    );
    expect(posted.status).toBe(404);
    await li.submit(OWN, { version: '1', agree: 'computed' });
    expect(
      (await li.submit(OWN, { version: '1', agree: 'computed' }, '/my/assessments/2026/003')).location,
    ).toBe(OWN);
    expect((await getCase(world, '003')).assessment.state).toBe('group');
    expect((await li.get(OWN)).text).toContain('等王团长评分');
    expect(
      (await wang.get('/my/assessments/2026/003')).$('button:contains("全部同意计算结果")'),
    ).toHaveLength(1);
  });

  it('says what is missing before the year is closed, and has no line in the navigation', async () => {
    const { store } = await openYear();
    await actorWith(store, '田大利', ['deputy'], '001');
    const deputy = await browserOf(await startApp(store, testClock(JANUARY)), '田大利');
    const page = await deputy.get(OWN);
    expect(page.status).toBe(200);
    expect(page.text).toContain('2026年第四季度没有公示');
    expect(page.$('.own-nav a[href="/my/assessments"]')).toHaveLength(0);
    expect((await deputy.get('/my/assessments')).text).toContain('还没有年度核定');
  });
});
