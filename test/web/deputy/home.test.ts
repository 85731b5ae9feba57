import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/db/store.ts';
import { findDeputy } from '../../../src/deputies/store.ts';
import { createFiling, returnFiling } from '../../../src/filings/actions.ts';
import { found } from '../../../src/refusals.ts';
import { getCurrentTerm } from '../../../src/settings/store.ts';
import { visitOf } from '../../filings/support.ts';
import { expectedPoints, openImported } from '../../points/imported.ts';
import { browserOf, startApp, testClock } from '../../support/app.ts';
import { addAccount, doingAt } from '../../support/world.ts';

const YEAR_END = Date.UTC(2026, 11, 31, 2, 0);

async function deputyOf(store: Store, certificateNumber: string) {
  const { id: termId } = await getCurrentTerm(store.read);
  return found(await findDeputy(store.read, termId, certificateNumber));
}

async function openOwn() {
  const store = await openImported();
  const own = await deputyOf(store, '001');
  await addAccount(store, '田富', ['deputy'], { personId: own.personId });
  const app = await startApp(store, testClock(YEAR_END));
  return { store, own, app, tian: await browserOf(app, '田富') };
}

describe("a deputy's own pages", () => {
  it('show their points by quarter and how they came about', async () => {
    const { tian } = await openOwn();
    const expected = expectedPoints()['2026-12-31']?.find((entry) => entry.deputy === '001');
    const home = await tian.get('/my');
    expect(home.$('.figures .n').first().text()).toBe(String(expected?.total));
    expect(home.$('tbody tr').first().find('.num').first().text()).toBe(
      String(expected?.quarters[0]?.points),
    );
    const points = await tian.get('/my/points');
    for (const words of ['参加人代会：每次 +8 分', '视察精益仪表公司', '不计分的履职'])
      expect(points.text).toContain(words);
    expect(points.$('a[href="/activities/A01"]').length).toBeGreaterThan(0);
    expect(points.$('main a[href^="/desk"]')).toHaveLength(0);
    const quarter = await tian.get('/my/points?quarter=2026Q4');
    expect(quarter.text).not.toContain('视察精益仪表公司');
  });

  it('show their filings with state and reason, and nobody else’s', async () => {
    const { store, own, tian } = await openOwn();
    const other = await deputyOf(store, '002');
    const code = await createFiling(doingAt(store, YEAR_END), visitOf(own.id, { content: '走访了三户' }));
    await createFiling(doingAt(store, YEAR_END), visitOf(other.id, { content: '别人的登记' }));
    await returnFiling(doingAt(store, YEAR_END), code, '请写明哪三户');
    const list = await tian.get('/my/filings');
    for (const words of ['走访了三户', '已退回', '原因：请写明哪三户']) expect(list.text).toContain(words);
    expect(list.text).not.toContain('别人的登记');
    expect((await tian.get('/my/filings?q=别人')).$('tbody tr')).toHaveLength(0);
    expect((await tian.get('/my/filings?state=returned')).$('tbody tr')).toHaveLength(1);
    expect((await tian.get('/my')).text).toContain('1已退回');
  });

  it('say so when the account belongs to no deputy', async () => {
    const { store, app } = await openOwn();
    await addAccount(store, '无名', ['deputy']);
    const nobody = await browserOf(app, '无名');
    for (const address of ['/my', '/my/points', '/my/filings'])
      expect((await nobody.get(address)).text).toContain('还没有对应到本届代表');
  });
});
