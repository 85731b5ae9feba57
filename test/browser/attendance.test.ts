import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Store } from '../../src/db/store.ts';
import { recordAttendance } from '../../src/meetings/actions.ts';
import { listMarksOf } from '../../src/meetings/store.ts';
import { startApp } from '../support/app.ts';
import { describeInBrowser, type Traveller } from '../support/chromium.ts';
import { addHundred, addTestSitting } from '../support/meetings.ts';
import { addAccount, doingAt, NOW, openWorld } from '../support/world.ts';

/** A hundred deputies, yesterday's sitting, and its sheet open in a browser. */
async function openSheet({ listen, open }: Traveller, options: { javaScriptEnabled?: boolean } = {}) {
  const store = await openWorld();
  const ids = await addHundred(store);
  const sitting = await addTestSitting(store);
  await addAccount(store, '工作人员甲', ['clerk']);
  const origin = await listen(await startApp(store, () => NOW));
  const page = await open(origin, { login: '工作人员甲', ...options });
  await page.goto(`/desk/sittings/${sitting}/attendance`);
  return { store, page, origin, sitting, ids };
}

/** States on record other than 出席, by the deputies' certificate numbers (which count from the ids' first). */
async function exceptions(store: Store, sitting: number, ids: readonly number[]) {
  const marks = await listMarksOf(store.read, { type: 'sitting', id: sitting });
  const changed = ids.flatMap((id, index) => {
    const mark = marks.get(id);
    if (!mark || mark.state === 'present') return [];
    return [[index + 1, [mark.state, mark.reason, mark.approver].filter(Boolean).join(' ')] as const];
  });
  return { recorded: marks.size, changed: Object.fromEntries(changed) };
}

async function totals(page: Page): Promise<Record<string, number>> {
  const entries = await page
    .locator('[data-total]')
    .evaluateAll((cells) =>
      cells.map((cell) => [cell.getAttribute('data-total') ?? '', Number(cell.textContent)] as const),
    );
  return Object.fromEntries(entries);
}

/** All numbers on the bar; the parts add up whatever they are. */
async function expectTotals(page: Page, expected: Record<string, number>): Promise<void> {
  const shown = await totals(page);
  expect(shown).toMatchObject(expected);
  const { due, attended, leave, absent, unrecorded } = shown;
  expect((attended ?? 0) + (leave ?? 0) + (absent ?? 0) + (unrecorded ?? 0)).toBe(due);
}

const saved = (page: Page) => page.locator('#sheet-state', { hasText: '已保存 10:00' }).waitFor();
const focusedName = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('tr')?.querySelector('th')?.textContent);

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', copied);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}

describeInBrowser('the attendance sheet in a browser', (journey) => {
  journey(
    'marks six exceptions among a hundred deputies in twenty key presses, and they survive a reload',
    async (traveller) => {
      const { store, page, sitting, ids } = await openSheet(traveller);
      let presses = 0;
      const press = async (...keys: string[]) => {
        for (const key of keys) {
          presses += 1;
          await page.keyboard.press(key);
        }
      };
      await expectTotals(page, { due: 100, attended: 100 });
      await press('w', 'j', '5'); // 王建国 缺席
      await press('s', 'x', '2'); // 孙秀英 迟到
      await press('x', 'z', '3'); // 徐志强 早退
      await press('c', 'l', '5'); // 陈丽华 缺席
      await press('y', 'y', '2'); // 杨永富 迟到
      await press('m', 'j', '4'); // 马建国 请假
      await page.keyboard.insertText('住院');
      await press('Enter');
      await page.keyboard.insertText('主席');
      await press('Enter');
      expect(presses).toBeLessThanOrEqual(20);
      await saved(page);
      const expected = { due: 100, attended: 97, late: 2, leftEarly: 1, leave: 1, absent: 2, unrecorded: 0 };
      await expectTotals(page, expected);
      const marks = {
        1: 'absent',
        24: 'absent',
        30: 'late',
        53: 'left_early',
        57: 'late',
        91: 'leave 住院 主席',
      };
      expect(await exceptions(store, sitting, ids)).toEqual({ recorded: 100, changed: marks });
      await page.reload();
      await expectTotals(page, expected);
      await page.locator('tr.is-leave th', { hasText: '马建国' }).waitFor();
    },
  );

  journey(
    'moves by arrows and pages, is one stop of the Tab key, and takes marks back with Ctrl+Z',
    async (traveller) => {
      const { store, page, sitting, ids } = await openSheet(traveller);
      const names = await page.locator('#sheet tbody th').allTextContents();
      for (const [key, row] of [
        ['End', 99],
        ['ArrowDown', 99],
        ['PageUp', 89],
        ['Home', 0],
        ['PageDown', 10],
        ['ArrowUp', 9],
      ] as const) {
        await page.keyboard.press(key);
        expect([key, await focusedName(page)]).toEqual([key, names[row]]);
      }
      await page.keyboard.press('5');
      expect(await focusedName(page)).toBe(names[10]);
      await page.keyboard.press('2');
      await saved(page);
      await page.keyboard.press('Control+z');
      expect(await focusedName(page)).toBe(names[10]);
      await expectTotals(page, { attended: 99, late: 0, absent: 1 });
      await page.keyboard.press('Control+z');
      await expectTotals(page, { attended: 100, absent: 0 });
      await page.waitForFunction(
        () => !document.querySelector('#sheet-state')?.textContent?.includes('正在'),
      );
      await expect.poll(async () => (await exceptions(store, sitting, ids)).changed).toEqual({});
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('保存');
      await page.keyboard.press('Shift+Tab');
      expect(await focusedName(page)).toBe(names[9]);
    },
  );

  journey('finds by name, pinyin and initials, and marks nobody when nobody is found', async (traveller) => {
    const { page } = await openSheet(traveller);
    for (const text of ['罗永富', 'luoyong', 'lyf']) {
      await page.fill('#sheet-find', text);
      await page.press('#sheet-find', 'Enter');
      const expected = text === 'lyf' ? /^(刘|李|林|罗)永富$/ : /^罗永富$/;
      expect(await focusedName(page)).toMatch(expected);
    }
    const first = await focusedName(page);
    await page.keyboard.press('Enter');
    expect(await focusedName(page)).not.toBe(first);
    await page.keyboard.press('Escape');
    await page.keyboard.type('qq5');
    await expectTotals(page, { attended: 100 });
    expect(await page.textContent('#sheet-found')).toBe('没有找到');
  });

  journey(
    'asks for reason and approver in the row, proposes the last approver, and saves leave only with both',
    async (traveller) => {
      const { store, page, sitting, ids } = await openSheet(traveller);
      await page.locator('tr', { hasText: '王秀英' }).getByText('请假').click();
      expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).placeholder)).toBe(
        '事由',
      );
      await page.keyboard.insertText('开会');
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).placeholder)).toBe(
        '批准人',
      );
      await page.keyboard.press('Escape');
      await page.locator('tr', { hasText: '王志强' }).getByText('迟到').click();
      await page.locator('#sheet-state', { hasText: '已保存 10:00　1 人请假还差事由或批准人' }).waitFor();
      expect((await exceptions(store, sitting, ids)).changed).toEqual({ 3: 'late' });
      await page.locator('tr', { hasText: '王秀英' }).getByPlaceholder('批准人').fill('张主席');
      await page.keyboard.press('Enter');
      await saved(page);
      await page.locator('tr', { hasText: '王丽华' }).getByText('请假').click();
      expect(await page.locator('tr', { hasText: '王丽华' }).getByPlaceholder('批准人').inputValue()).toBe(
        '张主席',
      );
      await page.keyboard.insertText('出差');
      await page.keyboard.press('Enter');
      await expect
        .poll(async () => (await exceptions(store, sitting, ids)).changed)
        .toEqual({ 2: 'leave 开会 张主席', 3: 'late', 4: 'leave 出差 张主席' });
    },
  );

  journey('takes columns copied from WPS, and says which lines it could not use', async (traveller) => {
    const { store, page, sitting, ids } = await openSheet(traveller);
    await paste(
      page,
      '序号\t姓名\t状态\t事由\t批准人\r\n1\t王建国\t缺席\r\n2\t 李 秀英\t请假（病假）\t主席\r\n3\t张三\t缺席\r\n4\t马建国\t不知道\r\n5\t张志强\t公假\t县里开会\t主席\r\n',
    );
    await saved(page);
    await expectTotals(page, { attended: 97, leave: 2, absent: 1 });
    const report = await page.textContent('#sheet-pasted');
    expect(report).toContain('已按粘贴的内容标出 3 人。另有 2 行没有用上：');
    expect(report).toContain('第 4 行“3 张三 缺席”没有找到这位代表');
    expect(report).toContain('看不出是哪种出勤');
    expect((await exceptions(store, sitting, ids)).changed).toEqual({
      1: 'absent',
      7: 'leave 病假 主席',
      13: 'leave 县里开会 主席',
    });
    await page.keyboard.press('Control+z');
    await expectTotals(page, { attended: 100 });
  });

  journey('picks by mouse and shows on a narrow screen without scrolling sideways', async (traveller) => {
    const { store, page, sitting, ids } = await openSheet(traveller);
    await page.setViewportSize({ width: 320, height: 700 });
    await page.locator('tr', { hasText: '罗永富' }).getByText('早退').click();
    await saved(page);
    expect((await exceptions(store, sitting, ids)).changed).toEqual({ 100: 'left_early' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });

  journey(
    'keeps what could not be saved, tells of it, and saves it when the network is back',
    async (traveller) => {
      const { store, page, sitting, ids } = await openSheet(traveller);
      traveller.expectMessages(/ERR_INTERNET_DISCONNECTED/);
      await page.context().setOffline(true);
      await page.keyboard.press('5');
      await page.locator('#sheet-state', { hasText: '还有 1 人没有保存：连不上服务器' }).waitFor();
      expect(await page.locator('tr.unsaved').count()).toBe(1);
      await page.context().setOffline(false);
      await saved(page);
      expect(Object.values((await exceptions(store, sitting, ids)).changed)).toEqual(['absent']);
      expect(await page.locator('tr.unsaved').count()).toBe(0);
    },
  );

  journey('goes on after signing in again in another window', async (traveller) => {
    const { store, page, sitting, ids } = await openSheet(traveller);
    await page.context().clearCookies();
    await page.keyboard.press('5');
    await page.locator('#sheet-state', { hasText: '登录已经过期' }).waitFor();
    const other = await page.context().newPage();
    await other.goto('/login');
    await other.fill('[name=login]', '工作人员甲');
    await other.fill('[name=password]', '回龙镇的春天来了');
    await other.click('form[action="/login"] button');
    await other.waitForURL('**/desk');
    await saved(page);
    expect(Object.values((await exceptions(store, sitting, ids)).changed)).toEqual(['absent']);
    traveller.expectMessages(/status of 403/);
  });

  journey('says who has changed a line meanwhile and lets a person decide', async (traveller) => {
    const { store, page, sitting, ids } = await openSheet(traveller);
    const [first = 0, second = 0] = ids;
    const other = { ...doingAt(store), actor: { ...doingAt(store).actor, name: '工作人员乙' } };
    const absent = { state: 'absent', reason: '', approver: '' } as const;
    await recordAttendance(
      other,
      { type: 'sitting', id: sitting },
      [first, second].map((deputyId) => ({ deputyId, mark: absent })),
    );
    await page.keyboard.type('wj2wx3');
    const rows = page.locator('tr.wrong');
    await rows.nth(1).waitFor();
    expect(await rows.first().textContent()).toContain('已由工作人员乙在 2026-03-20 10:00 记为“缺席”');
    await page.locator('tr', { hasText: '王建国' }).getByText('改成我填的').click();
    await page.locator('tr', { hasText: '王秀英' }).getByText('保留对方的').click();
    await expect
      .poll(async () => (await exceptions(store, sitting, ids)).changed)
      .toEqual({ 1: 'late', 2: 'absent' });
    await expectTotals(page, { attended: 99, late: 1, absent: 1 });
  });

  journey('works as a table of radio buttons without scripts', async (traveller) => {
    const { store, page, sitting, ids } = await openSheet(traveller, { javaScriptEnabled: false });
    await page.locator('tr', { hasText: '王建国' }).getByText('缺席').click();
    await page.locator('tr', { hasText: '王秀英' }).getByText('请假').click();
    await page.click('main button:has-text("保存")');
    expect(await page.textContent('.error-summary')).toContain('王秀英请假，请填写事由');
    await page.locator('tr', { hasText: '王秀英' }).getByPlaceholder('事由').fill('住院');
    await page.locator('tr', { hasText: '王秀英' }).getByPlaceholder('批准人').fill('主席');
    await page.click('main button:has-text("保存")');
    expect(await page.textContent('.done')).toBe('已保存。');
    expect(await exceptions(store, sitting, ids)).toEqual({
      recorded: 100,
      changed: { 1: 'absent', 2: 'leave 住院 主席' },
    });
  });
});
