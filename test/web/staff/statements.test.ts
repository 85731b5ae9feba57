import { describe, expect, it } from 'vitest';
import { writeStatement } from '../../../src/statements/actions.ts';
import { actingAt, actorWith, appAt, openNoticeWorld } from '../../objections/support.ts';
import { browserOf } from '../../support/app.ts';
import { missingIn } from '../../support/page-rules.ts';
import { addAccount } from '../../support/world.ts';

async function openDesk() {
  const world = await openNoticeWorld();
  const { store, shi } = world;
  await addAccount(store, '工作人员甲', ['clerk']);
  const deputy = actingAt(store, await actorWith(store, '石兰', ['deputy'], shi));
  const clerk = await browserOf(await appAt(store), '工作人员甲');
  return { ...world, deputy, clerk };
}

describe('statements on the desk', () => {
  it('are taken down from a deputy’s points, where one may stand', async () => {
    const { clerk, absence, present } = await openDesk();
    const points = await clerk.get('/desk/points/002?year=2026&quarter=2026Q1');
    const links = points.$('.beside-links a').toArray();
    const hrefs = links.map((link) => points.$(link).attr('href') ?? '');
    expect(hrefs).toHaveLength(2);
    const address = hrefs.find((href) => href.includes('record=')) ?? '';
    expect(decodeURIComponent(address)).toContain(absence);
    const empty = await clerk.submit(address, { content: '' });
    expect(empty.status).toBe(422);
    const long = await clerk.submit(address, { content: '说'.repeat(301) });
    expect(long.$('#e-content').text()).toContain('最多 300 个字');
    const right = await clerk.submit(address, { content: '当天送母亲住院' });
    expect(right.location).toMatch(/^\/desk\/statements\/\d+$/);
    const line = (await clerk.get(right.location ?? '')).$('dt:contains("针对") + dd').text();
    expect(line).toBe('2026年3月5日　视察敬老院（活动缺席）');
    expect(empty.$('.lead').text()).toContain(line);
    expect((await clerk.get(address)).text).toContain('已经公开，不能再改');
    const wrongLine = `/desk/statements/new?deputy=001&quarter=2026Q1&record=${encodeURIComponent(present)}`;
    expect((await clerk.get(wrongLine)).text).toContain('只有请假、缺席、扣分');
    expect((await clerk.submit('/desk/statements', { content: '说明' }, wrongLine)).status).toBe(409);
    expect([empty, points].flatMap((page) => missingIn(page.$))).toEqual([]);
  });

  it('are listed and withheld with a reason that is public; the words are on no page any more', async () => {
    const { clerk, deputy, absence } = await openDesk();
    expect((await clerk.get('/desk/statements')).text).toContain('还没有代表写过说明');
    const beside = { deputy: '002', quarter: '2026Q1', record: absence };
    const id = await writeStatement(deputy, beside, '照顾邻居张某某看病');
    const address = `/desk/statements/${id}`;
    expect((await clerk.get('/desk/statements')).$(`a[href="${address}"]`)).toHaveLength(1);
    const empty = await clerk.submit(address, { reason: '' }, `${address}/withholding`);
    expect(empty.status).toBe(422);
    expect(empty.$('details[open] #e-reason')).toHaveLength(1);
    const done = await clerk.submit(address, { reason: '写有他人姓名和病情' }, `${address}/withholding`);
    expect(done).toMatchObject({ status: 303, location: address });
    for (const url of ['/notices/2026Q1/1/deputies/002', '/deputies/6-002/attendance']) {
      const page = await clerk.get(url);
      expect(page.text).toContain('代表说明已撤下');
      expect(page.text).toContain('写有他人姓名和病情');
      expect(page.text).not.toContain('张某某');
    }
    const again = await clerk.submit('/desk/statements', { reason: '再撤一次' }, `${address}/withholding`);
    expect(again.status).toBe(409);
  });
});
