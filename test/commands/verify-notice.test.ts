import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyCommand } from '../../src/commands/verify.ts';
import { closeQuarter } from '../../src/notices/actions.ts';
import { listChain } from '../../src/notices/store.ts';
import { APRIL, JULY, openQuarterWorld } from '../support/quarter.ts';
import { tempFolder } from '../support/register.ts';
import { doingAt } from '../support/world.ts';
import { runHere } from './run-here.ts';

let published: { text: string; sha256: string }[] | undefined;

/** Two published notices as files, and what was done to one of them. */
async function heldFiles(change: (body: Record<string, unknown>) => void = () => undefined, which = 0) {
  if (!published) {
    const { store } = await openQuarterWorld();
    await closeQuarter(doingAt(store, APRIL), '2026Q1', { number: '', openReason: '' });
    await closeQuarter(doingAt(store, JULY), '2026Q2', { number: '', openReason: '' });
    published = (await listChain(store.read)).map(({ body, sha256 }) => ({ text: body, sha256 }));
  }
  const folder = tempFolder();
  const files = published.map(({ text }, index) => {
    const file = join(folder, `${index + 1}.json`);
    const body = JSON.parse(text) as Record<string, unknown>;
    if (index === which) change(body);
    writeFileSync(file, JSON.stringify(body, null, 2));
    return file;
  });
  return { files, sums: published.map(({ sha256 }) => sha256) };
}

const check = (...files: string[]) => runHere(verifyCommand, '--notice', ...files);

describe('a notice without a register', () => {
  it('tells the digest that stands on the paper, however it is spaced', async () => {
    const { files, sums } = await heldFiles();
    const { status, stdout } = await check(files[1] ?? '');
    expect(status).toBe(0);
    expect(stdout).toContain(`第 1 版，校验码 ${sums[1]}，前一期校验码 ${sums[0]}`);
  });

  it('fits the notices before it', async () => {
    const { files } = await heldFiles();
    expect((await check(files[1] ?? '', files[0] ?? '')).status).toBe(0);
  });

  it('does not fit one before it that was changed', async () => {
    const { files } = await heldFiles((body) => void (body['openReason'] = '补写'));
    const { status, stderr } = await check(files[1] ?? '', files[0] ?? '');
    expect([status, stderr]).toEqual([1, expect.stringContaining('其中有一份被改动过')]);
  });

  it('whose numbers do not follow from its records is told', async () => {
    const { files } = await heldFiles((body) => {
      const [first] = body['deputies'] as { total: number }[];
      if (first) first.total += 1;
    }, 1);
    const { status, stderr } = await check(files[1] ?? '');
    expect([status, stderr]).toEqual([1, expect.stringContaining('由所附的记录算不出来')]);
  });

  it.each(['{}', '{"format":"duty-register/notice/1"}', 'x', '[]', 'null'])(
    'is told from %s',
    async (text) => {
      const file = join(tempFolder(), 'a.json');
      writeFileSync(file, text);
      expect((await check(file)).status).toBe(1);
      expect((await check(join(tempFolder(), 'none.json'))).stderr).toContain('读不了这个文件');
    },
  );
});
