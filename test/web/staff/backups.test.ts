import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noteOutcome } from '../../../src/backups/state.ts';
import { restoreCommand } from '../../../src/commands/restore.ts';
import { write } from '../../../src/db/write.ts';
import { addPaper, openPlace, paperIn } from '../../backups/support.ts';
import { runHere } from '../../commands/run-here.ts';
import { browserOf, startApp, testClock } from '../../support/app.ts';
import { tempFolder } from '../../support/register.ts';
import { addAccount, doingAt, NOW } from '../../support/world.ts';

async function openOffice(config = {}) {
  const { store, place, deputy } = await openPlace();
  await addAccount(store, '邱管理', ['admin']);
  const clock = testClock();
  const app = await startApp(store, clock, { dataDir: place.dataDir, ...config });
  return { store, place, deputy, clock, app, admin: await browserOf(app, '邱管理') };
}

describe('copies on the desk', () => {
  it('are made, brought back for trial and taken along, and what is taken along can be restored', async () => {
    const { store, admin, deputy } = await openOffice();
    const paper = await addPaper(store, deputy);
    expect((await admin.get('/desk/backups')).text).toContain('还没有备份');
    expect((await admin.submit('/desk/backups', {})).location).toBe('/desk/backups');
    const made = await admin.get('/desk/backups');
    expect(made.$('.done').text()).toBe('备份完成。');
    const cells = made
      .$('tbody tr')
      .children()
      .toArray()
      .map((cell) => made.$(cell).text());
    expect(cells).toEqual([
      '2026-03-20 10:00',
      '邱管理',
      expect.stringMatching(/KB|MB/),
      '1',
      '做时已检查',
      expect.stringMatching(/^[0-9a-f]{64}$/),
      expect.stringContaining('下载'),
    ]);
    await admin.submit('/desk/backups', {}, '/desk/backups/drill');
    const drilled = await admin.get('/desk/backups');
    expect(drilled.text).toContain('最近一次恢复演练成功 2026-03-20 10:00');
    expect(drilled.$('tbody tr .tag').text()).toBe('已演练');

    const action = drilled.$('tbody form').attr('action') ?? '';
    const { response } = await admin.submit('/desk/backups', {}, action);
    expect(response.headers['content-type']).toBe('application/x-tar');
    expect(Number(response.headers['content-length'])).toBe(response.rawPayload.length);
    const folder = tempFolder();
    writeFileSync(join(folder, 'a.tar'), response.rawPayload);
    execFileSync('tar', ['xf', 'a.tar'], { cwd: folder });
    const name = action.split('/')[3] ?? '';
    execFileSync('sha256sum', ['-c', `${name}.sha256`], { cwd: folder });
    const elsewhere = tempFolder();
    expect((await runHere(restoreCommand, join(folder, name), '--data', elsewhere)).status).toBe(0);
    expect(readFileSync(paperIn(elsewhere, paper)).length).toBeGreaterThan(0);
  });

  it('are the administrator’s, and none has another name', async () => {
    const { store, app, admin } = await openOffice();
    await addAccount(store, '王主席', ['presidium']);
    const reader = await browserOf(app, '王主席');
    expect((await reader.get('/desk/backups')).status).toBe(404);
    expect((await reader.get('/desk')).text).not.toContain('恢复演练');
    for (const name of ['..%2Fregister.sqlite', 'state.json', 'register-20200101-000000.sqlite'])
      expect((await admin.submit('/desk/backups', {}, `/desk/backups/${name}/download`)).status).toBe(404);
  });

  it('that fail say why on the spot, on the page and on the desk until one succeeds', async () => {
    const { place, admin } = await openOffice();
    noteOutcome(place.dataDir, 'backup', { at: NOW, fault: 'disk-full', detail: '', about: '' });
    for (const address of ['/desk', '/desk/backups', '/desk/self-check'])
      expect((await admin.get(address)).text).toMatch(/失败：磁盘已满。请清理磁盘/);
    expect((await admin.get('/desk')).$('main [role=alert] a').attr('href')).toBe('/desk/self-check#backup');
    await admin.submit('/desk/backups', {});
    expect((await admin.get('/desk')).$('main [role=alert]')).toHaveLength(0);
  });
});

describe('the page of the self-check', () => {
  it('shows every line with what to do, and how the last full check went', async () => {
    const { admin } = await openOffice({ publicUrl: null });
    const page = await admin.get('/desk/self-check');
    expect(page.$('tbody tr')).toHaveLength(19);
    expect(page.$('#durable').text()).toContain('每次保存都写到磁盘');
    expect(page.$('#durable .tag').text()).toBe('正常');
    expect(page.$('#https').text()).toContain('PUBLIC_URL');
    expect(page.$('#chain').text()).toContain('还没有做过');
    await admin.submit('/desk/self-check', {}, '/desk/self-check/verification');
    const after = await admin.get('/desk/self-check');
    expect(after.$('.done').text()).toContain('没有问题');
    expect(after.$('#chain').text()).toMatch(/成功 2026-03-20 10:00，操作日志 \d+ 条，链条完整/);
    expect(after.text).toContain(process.version);
  });

  it('warns on the desk too when the clock stands before what was already recorded', async () => {
    const { store, clock, admin } = await openOffice();
    await write(doingAt(store, NOW + 86_400_000), async (tx) =>
      tx.record({ kind: 'export.made', subject: ['export', 'zip'] }),
    );
    clock.now = NOW + 60_000;
    expect((await admin.get('/desk')).$('main [role=alert]').text()).toContain(
      '服务器时间异常：现在是 2026-03-20 10:01，日志里却有 2026-03-21 10:00 的记录',
    );
    clock.now = NOW + 86_400_000 - 60_000;
    const later = await browserOf(admin.app, '邱管理');
    expect((await later.get('/desk')).$('main [role=alert]')).toHaveLength(0);
  });
});
