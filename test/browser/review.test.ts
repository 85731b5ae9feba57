import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { confirmFiling, createFiling } from '../../src/filings/actions.ts';
import { findFiling } from '../../src/filings/store.ts';
import { adoptScheme, draftScheme } from '../../src/schemes/actions.ts';
import { additive } from '../../src/schemes/templates.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { preparedPhoto } from '../evidence/support.ts';
import { visitOf } from '../filings/support.ts';
import { startApp } from '../support/app.ts';
import { describeInBrowser, type Traveller } from '../support/chromium.ts';
import { addTestDeputy } from '../support/roster.ts';
import { addAccount, doingAt, NOW, openWorld } from '../support/world.ts';

/** Ten filings that wait, the fourth of them an award that is to be graded; and the first one open. */
async function openQueue({ listen, open }: Traveller, options: { javaScriptEnabled?: boolean } = {}) {
  const store = await openWorld();
  const tian = await addTestDeputy(store, '001', '田大利');
  const scheme = additive(2026);
  const items = scheme.items.map(({ points, ...item }) =>
    item.code === 'award' ? { ...item, grades: { 县级: 3, 镇级: 1 } } : { ...item, points: points ?? 1 },
  );
  const id = await draftScheme(doingAt(store), { ...scheme, items });
  await adoptScheme(doingAt(store), id, { documentNumber: '', adoptedOn: '2026-03-01' });
  const photos = await preparedPhoto();
  for (let n = 1; n <= 10; n += 1)
    await createFiling(
      doingAt(store, NOW + n),
      visitOf(tian, { kind: n === 4 ? 'model.award' : 'contact.visit', content: `第 ${n} 件` }),
      photos,
    );
  await addAccount(store, '工作人员甲', ['clerk']);
  const origin = await listen(await startApp(store, () => NOW));
  const page = await open(origin, { login: '工作人员甲', ...options });
  await page.goto('/desk/filings');
  await page.click('text=逐条审核');
  const stateOf = async (code: string) =>
    (await findFiling(store.read, { termId: (await getCurrentTerm(store.read)).id }, code))?.state;
  return { store, page, stateOf };
}

const code = (n: number) => `2026-D${String(n).padStart(4, '0')}`;
const at = (page: Page, n: number) => page.waitForURL(`**/desk/filings/${code(n)}`);
/** The script lets half a second pass in which nothing is decided. */
const look = (page: Page) => page.waitForTimeout(600);

describeInBrowser('reviewing filings', (journey) => {
  journey('takes one key each, two with a grade, and a sentence to return', async (traveller) => {
    const { page, stateOf } = await openQueue(traveller);
    let keys = 0;
    const press = async (key: string) => {
      await page.keyboard.press(key);
      keys += 1;
    };
    for (const n of [1, 2, 3]) {
      await at(page, n);
      expect(
        await page.locator('ul.evidence img').evaluate((img: HTMLImageElement) => img.naturalWidth),
      ).toBe(300);
      await look(page);
      await press('c');
    }
    await at(page, 4);
    await look(page);
    await press('c');
    await page.locator('#e-grade').waitFor();
    await look(page);
    await press('2');
    await press('c');
    await at(page, 5);
    await look(page);
    await press('n');
    await at(page, 6);
    await look(page);
    await press('r');
    await page.keyboard.type('写明c哪n户');
    expect(page.url()).toContain(code(6));
    await press('Control+Enter');
    await at(page, 7);
    expect(await page.locator('.done').textContent()).toBe('已退回。');
    expect(await Promise.all([1, 2, 3, 4, 5, 6, 7].map((n) => stateOf(code(n))))).toEqual([
      'confirmed',
      'confirmed',
      'confirmed',
      'confirmed',
      'submitted',
      'returned',
      'submitted',
    ]);
    expect(keys).toBe(9);
  });

  journey('decides nothing while a key is held down or before the page was seen', async (traveller) => {
    const { page, stateOf } = await openQueue(traveller);
    await at(page, 1);
    await look(page);
    await page.keyboard.down('c');
    await at(page, 2);
    for (let n = 0; n < 20; n += 1) await page.keyboard.down('c');
    await page.keyboard.up('c');
    await look(page);
    expect(page.url()).toContain(code(2));
    expect([await stateOf(code(1)), await stateOf(code(2))]).toEqual(['confirmed', 'submitted']);
  });

  journey('works by its buttons without scripts, and ends at the list', async (traveller) => {
    const { store, page } = await openQueue(traveller, { javaScriptEnabled: false });
    expect(await page.locator('#review-keys').isVisible()).toBe(false);
    for (const n of [2, 3, 5, 6, 7, 8, 9, 10]) await confirmFiling(doingAt(store), code(n));
    await page.click('button:text-is("确认并看下一条")');
    await at(page, 4);
    await page.check('label:has-text("镇级") input');
    await page.click('button:text-is("确认")');
    await page.locator('.tag', { hasText: '已确认' }).waitFor();
    await page.goto('/desk/filings?state=submitted');
    expect(await page.locator('.empty').textContent()).toContain('没有符合条件');
  });
});
