import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'vitest';
import { closeQuarter } from '../../src/notices/actions.ts';
import { startApp, testClock } from '../support/app.ts';
import { describeInBrowser } from '../support/chromium.ts';
import { APRIL, openQuarterWorld } from '../support/quarter.ts';
import { addAccount, doingAt } from '../support/world.ts';

const PHONE = { viewport: { width: 375, height: 740 } };

async function publishedApp() {
  const world = await openQuarterWorld();
  await addAccount(world.store, '主席', ['presidium']);
  await closeQuarter(doingAt(world.store, APRIL), '2026Q1', {
    number: '回镇人大〔2026〕2号',
    openReason: '',
  });
  return { ...world, app: await startApp(world.store, testClock(APRIL)) };
}

describeInBrowser('journeys', (journey) => {
  journey(
    'a voter finds a deputy on a phone without scripts and opens a number down to its record',
    async ({ listen, open }) => {
      const { app } = await publishedApp();
      const page = await open(await listen(app), { ...PHONE, javaScriptEnabled: false });
      await page.goto('/');
      await page.fill('main input[name=q]', '田大利');
      await page.click('main button');
      await page.click('main a:has-text("田大利")');
      expect(await page.textContent('h1')).toContain('田大利');
      await page.goto('/notices/2026Q1');
      await page.click('tbody a:has-text("田大利")');
      expect(await page.textContent('main')).toContain('视察敬老院');
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
    },
  );

  journey('the public pages have no fault that axe knows', async ({ listen, open }) => {
    const { app } = await publishedApp();
    const page = await open(await listen(app), PHONE);
    for (const path of ['/', '/deputies', '/deputies/6-001', '/notices/2026Q1', '/rules']) {
      await page.goto(path);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.html ?? ''}`)).toEqual([]);
    }
  });

  journey(
    'the chair signs in, sees the closed quarter and prints its notice with numbered pages',
    async ({ listen, open }) => {
      const { app } = await publishedApp();
      const page = await open(await listen(app), { login: '主席' });
      await page.goto('/desk/notices');
      await page.click('main a:has-text("打印页")');
      await page.emulateMedia({ media: 'print' });
      const paper = await page.pdf({ preferCSSPageSize: true });
      expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
      expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThanOrEqual(2);
      expect(paper.toString('latin1')).toMatch(/MediaBox\s*\[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);
    },
  );
});
