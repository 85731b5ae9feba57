import { describe, expect, it } from 'vitest';
import { closeQuarter } from '../../../src/notices/actions.ts';
import { findNotice } from '../../../src/notices/store.ts';
import { found } from '../../../src/refusals.ts';
import { Browser, startApp } from '../../support/app.ts';
import { APRIL, openQuarterWorld } from '../../support/quarter.ts';
import { doingAt } from '../../support/world.ts';

async function openPublished() {
  const { store } = await openQuarterWorld();
  await closeQuarter(doingAt(store, APRIL), '2026Q1', { number: '', openReason: '' });
  const { text, sha256 } = found(await findNotice(store.read, '2026Q1'));
  const browser = new Browser(await startApp(store));
  const check = (content: string) => browser.submit('/notices/check', { text: content });
  return { store, text, sha256, browser, check };
}

describe('whoever holds a notice', () => {
  it('learns that it is the published one, however it is spaced, or from its digest alone', async () => {
    const { text, sha256, check, browser } = await openPublished();
    for (const held of [text, JSON.stringify(JSON.parse(text), null, 2), sha256, sha256.toUpperCase()])
      expect((await check(held)).text).toContain('是原件。');
    const file = { name: '公示.json', bytes: Buffer.from(`\ufeff${text}`) };
    expect((await browser.upload('/notices/check', 'file', file, { text: '' })).text).toContain('是原件。');
  });

  it('learns which numbers were altered', async () => {
    const { text, check } = await openPublished();
    const altered = JSON.parse(text) as { deputies: { name: string; total: number }[] };
    const first = found(altered.deputies[0]);
    first.total += 10;
    const page = await check(JSON.stringify(altered));
    expect(page.text).toContain('不是原件');
    expect(page.text).toContain(first.name);
  });

  it('learns that it is unknown, or nothing that can be read; and nothing is kept of it', async () => {
    const { store, check } = await openPublished();
    const before = await store.version();
    expect((await check('{"quarter":"2031Q1","version":1}')).text).toContain('没有发布过');
    expect((await check('a'.repeat(64))).text).toContain('没有发布过');
    expect((await check('第一名：田大利')).text).toContain('看不懂');
    expect((await check('['.repeat(20_000) + ']'.repeat(20_000))).text).toContain('看不懂');
    expect((await check(`{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)).status).toBe(200);
    const empty = await check('');
    expect([empty.status, empty.$('.error-summary a').attr('href')]).toEqual([422, '#f-text']);
    expect(await store.version()).toBe(before);
  });
});
