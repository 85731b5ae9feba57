import { describe, expect, it } from 'vitest';
import { auditHead } from '../../../src/audit/store.ts';
import { createDistrict } from '../../../src/districts/actions.ts';
import { write } from '../../../src/db/write.ts';
import { establishRegister } from '../../../src/settings/actions.ts';
import { browserOf, startApp } from '../../support/app.ts';
import { openEmpty, tamperWith } from '../../support/register.ts';
import { addTestDeputy } from '../../support/roster.ts';
import { addAccount, doingAt, NOW, openWorld, TERM, TOWNSHIP } from '../../support/world.ts';

const DAY = 24 * 60 * 60_000;

async function startOffice() {
  const store = await openWorld();
  await addAccount(store, '王主席', ['presidium']);
  const app = await startApp(store);
  return { store, app, reader: await browserOf(app, '王主席') };
}

describe('the trail on the desk', () => {
  it('shows who did what when, and what stood before and after', async () => {
    const { store, reader } = await startOffice();
    await createDistrict(doingAt(store), {
      number: '3',
      name: '楠新选区',
      villages: ['楠新村', '文林村'],
      seats: 1,
    });
    await write(doingAt(store), async (tx) =>
      tx.record({
        kind: 'district.changed',
        subject: ['district', '3'],
        before: { id: 1, termId: 1, name: '楠新选区', seats: 1, villages: ['楠新村'] },
        after: { name: '沙洲选区', seats: 1, villages: [] },
        reason: '选区调整',
      }),
    );
    const page = await reader.get('/desk/audit');
    const changed = page.$(page.$('tbody tr')[0]).text().replace(/\s+/g, ' ');
    for (const text of [
      '2026-03-20 10:00',
      '测试',
      '修改选区',
      '选区 3',
      '名称（姓名）：楠新选区 → 沙洲选区',
      '原因：选区调整',
    ])
      expect(changed).toContain(text);
    expect(changed).toContain('所辖村、社区：楠新村 → （无）');
    expect(changed).not.toContain('应选名额');
    expect(changed).not.toContain('termId');
    expect(page.$(page.$('tbody tr')[1]).text()).toContain('所辖村、社区：楠新村、文林村');
  });

  it('hides the middle of telephone numbers', async () => {
    const { store, reader } = await startOffice();
    await addTestDeputy(store, '001', '田大利', { phone: '13812345678' });
    const page = await reader.get('/desk/audit?kind=deputy.created');
    expect(page.text).toContain('138****5678');
    expect(page.response.body).not.toContain('13812345678');
  });

  it('is narrowed by kind, person, subject and days', async () => {
    const { store, reader } = await startOffice();
    for (const [index, number] of ['31', '32', '33'].entries())
      await createDistrict(doingAt(store, NOW + (index + 1) * DAY), {
        number,
        name: '选区',
        villages: [],
        seats: 1,
      });
    const rowsOf = async (query: string) => (await reader.get(`/desk/audit?${query}`)).$('tbody tr').length;
    expect(await rowsOf('kind=district.created')).toBe(3);
    expect(await rowsOf('kind=session.opened&person=王')).toBe(1);
    expect(await rowsOf('kind=district.created&person=王')).toBe(0);
    expect(await rowsOf('subject=32')).toBe(1);
    expect(await rowsOf('subject=%25')).toBe(0);
    expect(await rowsOf('from=2026-3-22')).toBe(2);
    expect(await rowsOf('from=3月21日&to=20260322')).toBe(2);
    expect(await rowsOf('from=2027-1-1')).toBe(0);
    const strange = await reader.get('/desk/audit?from=昨天&kind=district.created&page=99');
    expect(strange.$('.warning').text()).toContain('“昨天”不是有效的日期');
    expect(strange.$('tbody tr')).toHaveLength(3);
    expect(strange.$('#f-from').attr('value')).toBe('昨天');
  });

  it('is cut into pages of fifty', async () => {
    const { store, reader } = await startOffice();
    await write(doingAt(store), async (tx) => {
      for (let n = 0; n < 120; n += 1) tx.record({ kind: 'filing.confirmed', subject: ['filing', `L${n}`] });
    });
    const url = '/desk/audit?kind=filing.confirmed';
    const first = await reader.get(url);
    expect([first.$('tbody tr').length, first.$('a[rel=next]').attr('href')]).toEqual([50, `${url}&page=2`]);
    expect((await reader.get(`${url}&page=3`)).$('tbody tr')).toHaveLength(20);
    expect((await reader.get(`${url}&page=9`)).$('tbody tr')).toHaveLength(50);
  });

  it('is checked on demand: whole, or broken from an entry on', async () => {
    const store = openEmpty();
    await establishRegister(doingAt(store), TOWNSHIP, TERM);
    await addAccount(store, '管理员', ['admin']);
    const reader = await browserOf(await startApp(store), '管理员');
    const { seq, hash } = await auditHead(store.read);
    expect((await reader.get('/desk/audit/chain')).text).toContain(
      `链条完整，共 ${seq} 条，末条校验码 ${hash}`,
    );
    await tamperWith(store, "UPDATE audit_entry SET actor_name = '别人' WHERE seq = 2");
    expect((await reader.get('/desk/audit/chain')).text).toContain('链条从第 2 条起对不上');
  });

  it('is read by presidium and administrator only', async () => {
    const { store, app } = await startOffice();
    await addAccount(store, '李干事', ['clerk']);
    await addAccount(store, '田代表', ['deputy']);
    for (const login of ['李干事', '田代表']) {
      const browser = await browserOf(app, login);
      expect((await browser.get('/desk/audit')).status).toBe(404);
      expect((await browser.get('/desk/audit/chain')).status).toBe(404);
    }
  });
});
