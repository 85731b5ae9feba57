import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import { submitFiling } from '../../src/filings/actions.ts';
import { saveReport } from '../../src/reports/actions.ts';
import { findAccountByLogin } from '../../src/accounts/store.ts';
import { browserOf, startApp, testClock } from '../support/app.ts';
import { addAccount, doingAt } from '../support/world.ts';
import { openTownship } from '../house/township.ts';
import { YEAR_END } from './public/sample-world.ts';

const OPINIONS = { groupOpinion: '同意', presidiumOpinion: '同意' };
const WORDS = { session: '', recess: '', contact: '', deed: '', model: '', pledge: '' };

async function openSite() {
  const { store, ...codes } = await openTownship();
  await addAccount(store, '王五', ['clerk']);
  await addAccount(store, '孙七', ['presidium']);
  await saveReport(doingAt(store, YEAR_END), '002', 2026, { ...WORDS, ...OPINIONS });
  const app = await startApp(store, testClock(YEAR_END));
  const pair = async (role: string, other: string) =>
    [await browserOf(app, role), await browserOf(app, other)] as const;
  const pairs = {
    clerk: await pair('clerk', '王五'),
    presidium: await pair('presidium', '孙七'),
    deputy: await pair('deputy', 'deputy'),
  };
  return { store, codes, pairs };
}

type Step = readonly [
  role: 'clerk' | 'presidium' | 'deputy',
  page: string,
  action: string,
  fields?: Readonly<Record<string, string>>,
];

/** Steps that cannot be taken twice, each with the page from which two people take it. */
const steps = ({ waiting, own }: { waiting: string; own: string }): readonly Step[] => [
  ['clerk', `/desk/filings/${waiting}`, `/desk/filings/${waiting}/confirmation`],
  ['clerk', `/desk/filings/${waiting}`, `/desk/filings/${waiting}/void`, { reason: '与活动出勤重复登记' }],
  ['presidium', '/desk/reports/2026/002', '/desk/reports/2026/002/publication'],
  ['presidium', '/desk/reports/2026/002', '/desk/reports/2026/002/withdrawal', { reason: '写错了年份' }],
  [
    'presidium',
    '/desk/objections/2026Q3-01',
    '/desk/objections/2026Q3-01/answer',
    { action: 'reject', summary: '经核实无误', answer: '签到册上有本人的签名' },
  ],
  ['clerk', '/desk/statements/1', '/desk/statements/1/withholding', { reason: '写了别人的病情' }],
  ['clerk', '/desk/activities/A98/sign-in', '/desk/activities/A98/sign-in/closing'],
  ['clerk', '/desk/schemes/2/items/duty', '/desk/schemes/2/items/duty/removal'],
  ['deputy', '/my/proposals/D2026-001', '/my/proposals/D2026-001/steps/submit'],
  ['deputy', `/my/filings/${own}`, `/my/filings/${own}/discard`],
];

describe('a step that somebody else has taken meanwhile', () => {
  it('is refused in words, with what was written, and changes nothing', { timeout: 60_000 }, async () => {
    const { store, codes, pairs } = await openSite();
    for (const [role, url, action, fields = {}] of steps(codes)) {
      const [a, b] = pairs[role];
      const form = async (browser: typeof a) => {
        const page = await browser.get(url);
        const one = page.$(`form[action="${action}"]`).first();
        const hidden = one.length > 0 ? one : page.$('form[method=post]').first();
        const values = hidden.serializeArray().map(({ name, value }) => [name, value] as const);
        return { ...Object.fromEntries(values), ...fields };
      };
      const [first, second] = [await form(a), await form(b)];
      const taken = await a.post(action, first);
      expect(`${action} ${taken.status} ${taken.text.slice(0, 200)}`).toContain(`${action} 303`);
      const [head] = await listAudit(store.read, {}, { limit: 1, offset: 0 });
      const told = await b.post(action, second);
      expect(`${action} ${told.status}`).toMatch(/ (?:409|422|404)$/);
      expect(told.text, action).toMatch(/已经|不能|不用|没有找到要办的|别人/);
      for (const value of Object.values(fields).filter((text) => /\p{Script=Han}/u.test(text)))
        expect(`${told.text} ${told.$('textarea').text()}`, action).toContain(value);
      const [last] = await listAudit(store.read, {}, { limit: 1, offset: 0 });
      expect(last?.seq === head?.seq || last?.kind === 'step.refused', action).toBe(true);
    }
  });

  it('is told to whoever was still editing, with what they typed', async () => {
    const { store, codes, pairs } = await openSite();
    const [a, b] = pairs.clerk;
    const url = `/desk/filings/${codes.returned}/edit`;
    const values = async (browser: typeof a) =>
      Object.fromEntries(
        (await browser.get(url))
          .$('main form')
          .serializeArray()
          .map(({ name, value }) => [name, value]),
      );
    const [first, second] = [await values(a), await values(b)];
    expect((await a.post(url, { ...first, content: '先改的内容' })).status).toBe(303);
    const told = await b.post(url, { ...second, content: '后改的内容' });
    expect([told.status, told.text.includes('后改的内容')]).toEqual([409, true]);

    const deputy = (await findAccountByLogin(store.read, 'deputy'))?.id ?? 0;
    const [phone] = pairs.deputy;
    const edit = `/my/filings/${codes.own}/edit`;
    const page = await phone.get(edit);
    const typed = Object.fromEntries(
      page
        .$('main form[enctype]')
        .serializeArray()
        .map(({ name, value }) => [name, value]),
    );
    const doing = doingAt(store, YEAR_END);
    await submitFiling({ ...doing, actor: { ...doing.actor, accountId: deputy } }, codes.own);
    const late = await phone.post(edit, { ...typed, content: '路上又想起来的内容' });
    expect([late.status, late.text.includes('路上又想起来的内容')]).toEqual([409, true]);
  });
});
