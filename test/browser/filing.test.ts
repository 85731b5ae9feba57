import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { photo } from '../evidence/support.ts';
import { describeInBrowser, type Traveller } from '../support/chromium.ts';
import { openOwnDesk } from '../web/deputy/support.ts';

const PHONE = { viewport: { width: 375, height: 740 }, hasTouch: true };
const WORDS = '走访三户独居老人';

async function demandWidth(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide, page.url()).toBeLessThanOrEqual(0);
}

/** What a thumb can hit is at least 44 px high and wide; links inside running text are lines of it. */
async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main a, main button, main input:not([type=hidden]), main select, nav a')]
      .filter((element) => element.closest('p:not(.links), .hint, .error-summary, ul.evidence') === null)
      .map((element) => [element, (element.closest('label') ?? element).getBoundingClientRect()] as const)
      .filter(([, { width, height }]) => width > 0 && (width < 43.5 || height < 43.5))
      .map(([element]) => element.outerHTML.slice(0, 120)),
  );
}

describeInBrowser('a filing', (journey) => {
  journey('with a photo takes six taps and the words of it on a phone', async ({ listen, open }) => {
    const { app } = await openOwnDesk();
    const page = await open(await listen(app), { ...PHONE, login: '田大利' });
    let taps = 0;
    const tap = async (selector: string) => {
      taps += 1;
      await page.tap(selector);
    };
    await page.goto('/my');
    await tap('main a.big');
    await tap('main a:has-text("走访群众")');
    await tap('#f-content');
    await page.keyboard.insertText(WORDS);
    const chooser = page.waitForEvent('filechooser');
    await tap('#f-files');
    await (
      await chooser
    ).setFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: await photo({ width: 3000 }) });
    await tap('main button.big');
    await page.waitForURL('**/check');
    expect(await page.textContent('main')).toContain('IMG_1.jpg');
    await tap('main button.big');
    await page.waitForURL((url) => url.pathname === '/my/filings/2026-D0001');
    expect(await page.textContent('main')).toContain('登记号 2026-D0001');
    expect({ taps, typed: WORDS.length }).toEqual({ taps: 6, typed: 8 });
  });

  journey('is kept while it is typed, and taken up in another window', async ({ listen, open }) => {
    const { app } = await openOwnDesk();
    const origin = await listen(app);
    const page = await open(origin, { ...PHONE, login: '田大利' });
    await page.clock.install();
    await page.goto('/my/filings/new?kind=deed.done');
    await page.fill('#f-content', '出资修便道');
    await page.clock.runFor(10_000);
    await page.waitForSelector('[data-draft-state]:has-text("已自动保存")');
    const other = await open(origin, { ...PHONE, login: '田大利' });
    await other.goto('/my/filings/new');
    await other.tap('main a:has-text("接着写")');
    expect(await other.inputValue('#f-content')).toBe('出资修便道');
  });

  journey('has one day: typing one unticks today, a tap empties what was typed', async ({ listen, open }) => {
    const { app } = await openOwnDesk();
    const page = await open(await listen(app), { ...PHONE, login: '田大利' });
    await page.goto('/my/filings/new?kind=deed.done');
    await page.fill('#f-occurredOn', '3月5日');
    expect(await page.isChecked('[name=on][value=other]')).toBe(true);
    await page.check('[name=on][value=yesterday]');
    expect(await page.inputValue('#f-occurredOn')).toBe('');
  });

  journey(
    'says that the words are safe when the session is over',
    async ({ listen, open, expectMessages }) => {
      expectMessages(/status of 403/);
      const { app } = await openOwnDesk();
      const page = await open(await listen(app), { ...PHONE, login: '田大利' });
      await page.clock.install();
      await page.goto('/my/filings/new?kind=contact.visit');
      await page.context().clearCookies();
      await page.fill('#f-content', WORDS);
      await page.clock.runFor(10_000);
      await page.waitForSelector('[data-draft-state]:has-text("登录已经过期")');
      await page.tap('main button.big');
      await page.waitForSelector('h1:has-text("您已经退出登录")');
      expect(await page.textContent('main')).toContain(WORDS);
    },
  );

  journey('goes the same way without scripts', async ({ listen, open }) => {
    const { app } = await openOwnDesk();
    const page = await open(await listen(app), { ...PHONE, javaScriptEnabled: false, login: '田大利' });
    await page.goto('/my');
    await page.tap('main a.big');
    await page.tap('main a:has-text("到联络站值班")');
    await page.tap('main button.big');
    await page.waitForSelector('.error-summary:has-text("请填写做了什么")');
    await page.fill('#f-content', '上午值班');
    await page.check('[name=on][value=yesterday]');
    await page.tap('main button.big');
    await page.waitForSelector('h1:has-text("检查一下")');
    expect(await page.textContent('main')).toContain('2026年3月19日');
    await page.tap('main button.big');
    await page.waitForSelector('.tag:has-text("待审核")');
  });

  journey(
    'has pages that fit the smallest phone in the largest letters, for thumbs',
    async ({ listen, open }) => {
      const { page } = await openWithDraft(listen, open);
      for (const [size, width] of [
        ['100', 320],
        ['125', 375],
        ['150', 320],
      ] as const) {
        await page.setViewportSize({ width, height: 700 });
        await page.goto(`/text-size?size=${size}&next=/my`);
        for (const path of PAGES) {
          await page.goto(path);
          await demandWidth(page);
          expect(await smallTargets(page), `${path} in size ${size}`).toEqual([]);
        }
      }
    },
  );

  journey('has pages without a fault that axe knows', async ({ listen, open }) => {
    const { page } = await openWithDraft(listen, open);
    // The others are made of the same parts.
    for (const path of PAGES.slice(0, 5)) {
      await page.goto(path);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.html ?? ''}`)).toEqual([]);
    }
  });
});

const PAGES = [
  '/my',
  '/my/filings/new',
  '/my/filings/new?kind=deed.done',
  '/my/filings/2026-D0001/check',
  '/my/filings/2026-D0001/edit',
  '/my/filings/2026-D0001',
  '/my/filings',
  '/my/archive',
];

/** A deputy who wrote down a deed and has not handed it in. */
async function openWithDraft(listen: Traveller['listen'], open: Traveller['open']) {
  const { app, tian } = await openOwnDesk();
  const deed = {
    kind: 'deed.done',
    on: 'today',
    content: '出资为二组修便道 200 米',
    quantity: '1',
    amount: '3000',
  };
  await tian.submit('/my/filings/new?kind=deed.done', deed, '/my/filings/new');
  return { page: await open(await listen(app), { ...PHONE, login: '田大利' }) };
}
