import { expect } from 'vitest';
import { startApp, testClock } from '../support/app.ts';
import { describeInBrowser } from '../support/chromium.ts';
import { addAccount, openWorld } from '../support/world.ts';

const MINUTE = 60_000;

async function openDesk() {
  const store = await openWorld();
  await addAccount(store, '李干事', ['clerk']);
  const clock = testClock();
  return { clock, app: await startApp(store, clock) };
}

describeInBrowser('a session of the desk', (journey) => {
  journey(
    'says five minutes before that it ends, and goes on with what was typed',
    async ({ listen, open }) => {
      const { app, clock } = await openDesk();
      const page = await open(await listen(app), { login: '李干事' });
      await page.clock.install();
      await page.goto('/desk/districts/new');
      await page.fill('#f-name', '楠新选区');
      await page.clock.runFor(24 * MINUTE);
      expect(await page.isVisible('.session-end')).toBe(false);
      await page.clock.runFor(2 * MINUTE);
      expect(await page.isVisible('.session-end')).toBe(true);
      clock.now += 26 * MINUTE;
      await page.click('[data-stay]');
      await page.waitForSelector('.session-end', { state: 'hidden' });
      expect(await page.inputValue('#f-name')).toBe('楠新选区');
      clock.now += 26 * MINUTE;
      await page.goto('/desk');
      expect(await page.textContent('h1')).not.toContain('登录');
    },
  );

  journey('that was ended is not to be seen by going back', async ({ listen, open }) => {
    const { app } = await openDesk();
    const page = await open(await listen(app), { login: '李干事' });
    await page.goto('/desk/districts');
    await page.goto('/desk/districts/new');
    await page.click('header form[action="/logout"] button');
    await page.waitForURL((url) => url.pathname === '/');
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe('/login');
    expect(await page.textContent('h1')).toBe('登录');
  });
});
