import { setImmediate } from 'node:timers/promises';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Store } from '../../src/db/store.ts';
import { REGISTER_FILE } from '../../src/db/open.ts';
import { registerFolders } from '../../src/registers/folders.ts';
import { RegisterPool } from '../../src/registers/pool.ts';
import { NoSuchRegister, RegisterExists, type RegisterSource } from '../../src/registers/source.ts';
import { changeTownship } from '../../src/settings/actions.ts';
import { findTownship } from '../../src/settings/store.ts';
import { TEST_CONFIG, testClock } from '../support/app.ts';
import { tempFolder } from '../support/register.ts';
import { makeRegister, twoTownships } from '../support/registers.ts';
import { doingAt, TOWNSHIP } from '../support/world.ts';

const MINUTE = 60_000;

/** Counts what is opened and closed. */
function watched(source: RegisterSource) {
  const events: string[] = [];
  const open = async (name: string): Promise<Store> => {
    const store = await source.open(name);
    events.push(`open ${name}`);
    return {
      ...store,
      rest: () => void events.push(`rest ${name}`),
      close: () => {
        events.push(`close ${name}`);
        return store.close();
      },
    };
  };
  return { events, source: { ...source, open } };
}

async function openPool(names: readonly string[], mostOpen = 10) {
  const dir = tempFolder();
  for (const name of names) await makeRegister(dir, name, `${name}镇`);
  const { events, source } = watched(registerFolders(dir));
  const clock = testClock();
  const pool = new RegisterPool(source, { clock, config: TEST_CONFIG }, { idleMs: 10 * MINUTE, mostOpen });
  onTestFinished(() => pool.closeAll());
  const visit = async (name: string) => (await pool.take(name)).release();
  return { dir, pool, events, clock, visit };
}

describe('a register among many', () => {
  it('is opened when somebody asks for it, once however many ask', async () => {
    const { pool, events } = await openPool(['qingxi', 'shawan']);
    expect(events).toEqual([]);
    const leases = await Promise.all([pool.take('qingxi'), pool.take('qingxi'), pool.take('qingxi')]);
    expect(events).toEqual(['open qingxi']);
    expect(new Set(leases.map(({ register }) => register)).size).toBe(1);
    expect((await findTownship(leases[0].register.store.read))?.name).toBe('qingxi镇');
    expect(pool.peek('shawan')).toBeUndefined();
  });

  it('is closed when nobody has used it for ten minutes, never while it is used', async () => {
    const { pool, events, clock, visit } = await openPool(['qingxi', 'shawan']);
    await visit('qingxi');
    const lease = await pool.take('shawan');
    clock.now += 9 * MINUTE;
    await pool.closeIdle();
    expect(pool.openNames).toEqual(['qingxi', 'shawan']);
    clock.now += MINUTE;
    await pool.closeIdle();
    expect(pool.openNames).toEqual(['shawan']);
    lease.release();
    lease.release();
    await pool.closeIdle();
    expect(pool.openNames).toEqual(['shawan']);
    clock.now += 10 * MINUTE;
    await pool.closeIdle();
    expect(events.slice(2)).toEqual(['close qingxi', 'close shawan']);
    await visit('qingxi');
    expect(events.at(-1)).toBe('open qingxi');
  });

  it('makes room for others when it has been unused for longest', async () => {
    const { pool, events, visit } = await openPool(['aa', 'bb', 'cc', 'dd'], 2);
    await visit('aa');
    await visit('bb');
    await visit('aa');
    await visit('cc');
    expect(pool.openNames).toEqual(['aa', 'cc']);
    const leases = await Promise.all(['aa', 'bb', 'dd'].map((name) => pool.take(name)));
    expect(pool.openNames.toSorted()).toEqual(['aa', 'bb', 'dd']);
    for (const { release } of leases) release();
    await setImmediate();
    expect(pool.openNames).toHaveLength(2);
    expect(events.filter((event) => event.startsWith('close'))).toContain('close cc');
  });

  it('keeps what it has read in memory only while it is among the twenty used last', async () => {
    const names = Array.from({ length: 21 }, (_unused, index) => `town${index + 1}`);
    const { events, visit } = await openPool(names, 30);
    for (const name of names) await visit(name);
    await visit('town1');
    expect(events.filter((event) => event.startsWith('rest'))).toEqual(['rest town1']);
  });

  it('stays open until a write in progress is done, also when its request is over', async () => {
    const { pool, clock } = await openPool(['qingxi']);
    const { register, release } = await pool.take('qingxi');
    let goOn: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const slow = register.store.transaction(() => gate);
    const written = changeTownship(doingAt(register.store), { ...TOWNSHIP, name: '新镇' });
    release();
    clock.now += 60 * MINUTE;
    await pool.closeIdle();
    expect(pool.openNames).toEqual(['qingxi']);
    goOn();
    await Promise.all([slow, written]);
    clock.now += 60 * MINUTE;
    await pool.closeIdle();
    expect(pool.openNames).toEqual([]);
    const again = await pool.take('qingxi');
    expect((await findTownship(again.register.store.read))?.name).toBe('新镇');
    again.release();
  });

  it('remembers between two openings who had to wait, and which forms it gave out', async () => {
    const { pool, clock } = await openPool(['qingxi', 'shawan']);
    const first = await pool.take('qingxi');
    for (let n = 0; n < 9; n += 1) first.register.throttle.failed('李干事', '203.0.113.9', clock());
    first.release();
    clock.now += 10 * MINUTE;
    await pool.closeIdle();
    expect(pool.openNames).toEqual([]);
    const [second, other] = await Promise.all([pool.take('qingxi'), pool.take('shawan')]);
    expect(second.register.opening).not.toBe(first.register.opening);
    expect(second.register.formSecret).toEqual(first.register.formSecret);
    expect(other.register.formSecret).not.toEqual(first.register.formSecret);
    const wait = (one: typeof second) =>
      one.register.throttle.waitSeconds('李干事', '203.0.113.9', clock.now - 9 * MINUTE);
    expect(wait(second)).toBeGreaterThan(0);
    expect(wait(other)).toBe(0);
    for (const { release } of [second, other]) release();
  });

  it('that does not open says so each time, until it is put right', async () => {
    const { dir, pool, visit } = await openPool(['qingxi']);
    await expect(visit('nowhere')).rejects.toThrow(NoSuchRegister);
    await expect(visit('../qingxi')).rejects.toThrow(NoSuchRegister);
    await makeRegister(dir, 'shawan', '沙湾镇');
    writeFileSync(
      join(dir, 'shawan', REGISTER_FILE),
      'no register at all, but long enough to be looked at'.repeat(99),
    );
    await expect(visit('shawan')).rejects.toThrow('not a database');
    await expect(visit('shawan')).rejects.toThrow('not a database');
    expect(pool.openNames).toEqual([]);
    await visit('qingxi');
    await makeRegister(dir, 'shawan', '沙湾镇');
    await visit('shawan');
    expect(pool.openNames).toEqual(['qingxi', 'shawan']);
  });
});

describe('a folder of registers', () => {
  it('lists those that are registers, by name, and makes new ones', async () => {
    const dir = await twoTownships();
    const folders = registerFolders(dir);
    await makeRegister(dir, 'Old.backup', '旧镇');
    expect(await folders.list()).toEqual(['qingxi', 'shawan']);
    await (await folders.create('anle')).close();
    expect(await folders.list()).toEqual(['anle', 'qingxi', 'shawan']);
    await expect(folders.create('anle')).rejects.toThrow(RegisterExists);
    await expect(folders.create('../anle')).rejects.toThrow(NoSuchRegister);
    expect(await registerFolders(join(dir, 'none')).list()).toEqual([]);
  });
});
