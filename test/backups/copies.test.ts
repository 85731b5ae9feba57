import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import { drillNewest, makeBackup, spendNight } from '../../src/backups/actions.ts';
import { perform } from '../../src/backups/chores.ts';
import { housesIn, startRegisters } from '../../src/server.ts';
import { establishRegister } from '../../src/settings/actions.ts';
import { TEST_CONFIG } from '../support/app.ts';
import { failureWords } from '../../src/backups/labels.ts';
import { keepNights } from '../../src/backups/nights.ts';
import { registerIn } from '../../src/backups/place.ts';
import { copiesFolder, readState } from '../../src/backups/state.ts';
import { holdLock } from '../../src/db/care.ts';
import { Refused } from '../../src/refusals.ts';
import { runWorker } from '../../src/worker.ts';
import { openEmpty, tempFolder } from '../support/register.ts';
import { doingAt, NOW, TERM, TOWNSHIP } from '../support/world.ts';
import { addPaper, copiesOf, DAY, HOUR, housesOf, openPlace, paperIn } from './support.ts';

const kindsIn = async (store: Parameters<typeof doingAt>[0]) =>
  (await listAudit(store.read, {}, { limit: 5, offset: 0 })).map(({ kind }) => kind);

describe('a kept copy', () => {
  it('is whole in one file, with its sums beside as sha256sum reads them, and leaves nothing unfinished', async () => {
    const { store, place, deputy } = await openPlace();
    const paper = await addPaper(store, deputy);
    const { about, fault } = await makeBackup(doingAt(store), place);
    expect([about, fault]).toEqual(['register-20260320-100000.sqlite', '']);
    const folder = copiesFolder(place.dataDir);
    expect(readdirSync(folder).toSorted()).toEqual([
      'files',
      about,
      `${about}.json`,
      `${about}.sha256`,
      'state.json',
      'working.lock',
    ]);
    expect(statSync(join(folder, about)).mode & 0o777).toBe(0o600);
    const checked = execFileSync('sha256sum', ['-c', `${about}.sha256`], { cwd: folder, encoding: 'utf8' });
    expect(checked).toBe(`${about}: OK\nfiles/${paper.slice(0, 2)}/${paper}: OK\n`);
    const [copy] = await copiesOf(place);
    expect(copy?.facts).toMatchObject({ by: '测试', isAutomatic: false, files: 1 });
    expect((await listAudit(store.read, { kind: 'backup.made' }, { limit: 9, offset: 0 }))[0]).toMatchObject({
      subjectKey: about,
      after: { sha256: copy?.facts?.sha256 },
    });
  });

  it('shares its files with the others: a second copy adds none, and the rule takes none that one still needs', async () => {
    const { store, place, deputy } = await openPlace();
    const paper = await addPaper(store, deputy);
    await makeBackup(doingAt(store, NOW), place);
    const kept = paperIn(copiesFolder(place.dataDir), paper, 'files');
    const { ino } = statSync(kept);
    await makeBackup(doingAt(store, NOW + 40 * DAY), place);
    expect(statSync(kept).ino).toBe(ino);
    expect(readFileSync(kept)).toEqual(readFileSync(paperIn(place.dataDir, paper)));
    // A copy of the same old month goes; the file stays for the others.
    await makeBackup(doingAt(store, NOW + HOUR), place);
    await makeBackup(doingAt(store, NOW + 60 * DAY), place);
    expect((await copiesOf(place)).map(({ at }) => at)).toEqual([NOW + 60 * DAY, NOW + 40 * DAY, NOW + HOUR]);
    expect(existsSync(kept)).toBe(true);
  });

  it('that is the last to need a file takes it along when it goes', async () => {
    const { store, place, deputy } = await openPlace();
    const paper = await addPaper(store, deputy);
    await makeBackup(doingAt(store, NOW), place);
    const kept = paperIn(copiesFolder(place.dataDir), paper, 'files');
    const connection = new Database(join(place.dataDir, 'register.sqlite'));
    connection.exec('DELETE FROM evidence');
    connection.close();
    await makeBackup(doingAt(store, NOW + HOUR), place);
    expect(existsSync(kept)).toBe(true);
    const [newest] = await copiesOf(place);
    const lists = join(copiesFolder(place.dataDir), `${newest?.name}.sha256`);
    const list = readFileSync(lists, 'utf8');
    writeFileSync(lists, 'no list');
    await makeBackup(doingAt(store, NOW + 60 * DAY), place);
    expect((await copiesOf(place)).map(({ at }) => at)).toEqual([NOW + 60 * DAY, NOW + HOUR]);
    expect(existsSync(kept), 'nothing goes while a list cannot be read').toBe(true);
    writeFileSync(lists, list);
    await makeBackup(doingAt(store, NOW + 61 * DAY), place);
    expect(existsSync(kept)).toBe(false);
  });

  it('goes to a second folder too, where the same rule holds; a folder that is not there is told and not made', async () => {
    const second = tempFolder();
    const { store, place, deputy } = await openPlace(second);
    const paper = await addPaper(store, deputy);
    const { about } = await makeBackup(doingAt(store), place);
    expect(existsSync(paperIn(second, paper, 'files'))).toBe(true);
    execFileSync('sha256sum', ['-c', `${about}.sha256`], { cwd: second });
    const gone = join(second, 'unplugged');
    const outcome = await makeBackup(doingAt(store, NOW + HOUR), { ...place, secondDir: gone });
    expect(outcome.fault).toBe('');
    const { second: state } = readState(place.dataDir);
    expect(state && failureWords('second', state)).toContain(`第二份备份失败：找不到文件夹 ${gone}`);
    expect(existsSync(gone)).toBe(false);
    expect(await kindsIn(store)).toContain('backup.failed');
  });

  it('tells of a file whose bytes were changed, and is made all the same', async () => {
    const { store, place, deputy } = await openPlace();
    const paper = await addPaper(store, deputy);
    writeFileSync(paperIn(place.dataDir, paper), 'x');
    const outcome = await makeBackup(doingAt(store), place);
    expect(outcome.about).not.toBe('');
    expect(failureWords('backup', outcome)).toContain('“证明.pdf”');
  });

  it('that cannot be written leaves what there is, says why, and stays known', async () => {
    const { store, place } = await openPlace();
    await makeBackup(doingAt(store), place);
    rmSync(join(copiesFolder(place.dataDir), 'register-20260320-100000.sqlite.json'));
    // Where the next copy is to be written there is a folder.
    mkdirSync(join(copiesFolder(place.dataDir), 'register-20260320-110000.sqlite.making.part', 'x'), {
      recursive: true,
    });
    const outcome = await makeBackup(doingAt(store, NOW + HOUR), place);
    expect(outcome).toMatchObject({ about: '', at: NOW + HOUR });
    expect(readState(place.dataDir).backup).toEqual(outcome);
    expect(await copiesOf(place)).toHaveLength(1);
    expect((await kindsIn(store))[0]).toBe('backup.failed');
  });

  it('is made by one at a time', async () => {
    const { store, place } = await openPlace();
    mkdirSync(copiesFolder(place.dataDir));
    const lock = holdLock(join(copiesFolder(place.dataDir), 'working.lock'));
    await expect(makeBackup(doingAt(store), place)).rejects.toThrow(Refused);
    lock?.release();
    expect((await makeBackup(doingAt(store), place)).fault).toBe('');
  });

  it('of a large register is made in a thread of its own', async () => {
    const { store, place } = await openPlace();
    const order = {
      chore: 'copy',
      place: registerIn(place),
      name: 'register-20260320-100000.sqlite',
      by: '',
      isAutomatic: true,
    };
    const job = new URL('../../src/backups/chores.worker.ts', import.meta.url);
    const limits = { timeoutMs: 60_000, memoryMb: 256 };
    expect(await runWorker(job, order, limits)).toMatchObject({ wrong: [] });
    expect(await copiesOf(place)).toHaveLength(1);
    const broken = { chore: 'drill', place: registerIn(place), name: 'register-20200101-000000.sqlite' };
    expect(await runWorker(job, broken, limits)).toMatchObject({ failed: { fault: 'folder-missing' } });
    await store.close();
  });
});

describe('the drill', () => {
  it('brings the newest copy back, looks at it as verify does, and leaves nothing behind', async () => {
    const { store, place, deputy } = await openPlace();
    await addPaper(store, deputy);
    await makeBackup(doingAt(store), place);
    const outcome = await drillNewest(doingAt(store), place);
    expect(outcome).toMatchObject({ fault: '', about: 'register-20260320-100000.sqlite' });
    expect(readdirSync(copiesFolder(place.dataDir)).filter((name) => name.startsWith('drill-'))).toEqual([]);
    expect((await kindsIn(store))[0]).toBe('backup.drilled');
  });

  it('says that there is nothing to bring back', async () => {
    const { store, place } = await openPlace();
    await expect(drillNewest(doingAt(store), place)).rejects.toThrow('nothing-to-drill');
  });

  const spoil: [what: string, spoil: (copy: string, paper: string) => void, words: string][] = [
    ['whose bytes were changed', (copy) => flipByte(copy), '与它的校验码不符'],
    ['whose file is gone', (_copy, paper) => rmSync(paper), '佐证和附件有问题：缺少 1 个'],
    [
      'whose file was changed',
      (_copy, paper) => writeFileSync(paper, 'x'),
      '佐证和附件有问题：内容被改动 1 个',
    ],
    [
      'that has other rows than were counted',
      (copy) => {
        const facts = JSON.parse(readFileSync(`${copy}.json`, 'utf8')) as { rows: Record<string, number> };
        facts.rows['deputy'] = 99;
        writeFileSync(`${copy}.json`, JSON.stringify(facts));
      },
      '恢复出来的条数与备份时不同（deputy）',
    ],
  ];
  it.each(spoil)('fails on a copy %s', async (_what, act, words) => {
    const { store, place, deputy } = await openPlace();
    const paper = await addPaper(store, deputy);
    const { about } = await makeBackup(doingAt(store), place);
    const folder = copiesFolder(place.dataDir);
    act(join(folder, about), paperIn(folder, paper, 'files'));
    const outcome = await drillNewest(doingAt(store), place);
    expect(failureWords('drill', outcome)).toContain(words);
    const [entry] = await listAudit(store.read, { kind: 'backup.drilled' }, { limit: 1, offset: 0 });
    expect(entry?.reason).toContain(words);
  });
});

function flipByte(file: string): void {
  const bytes = readFileSync(file);
  bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

describe('a night', () => {
  it('makes a copy, drills it and checks the register, once; the program is who did it', async () => {
    const { store, place } = await openPlace();
    const clock = { now: NOW };
    const nights = keepNights(housesOf(store, place), () => clock.now, fail);
    await nights.look();
    await nights.look();
    expect(await copiesOf(place)).toHaveLength(1);
    const { backup, drill, check } = readState(place.dataDir);
    expect([backup?.fault, drill?.fault, check?.fault]).toEqual(['', '', '']);
    const entries = await listAudit(store.read, { actor: '程序' }, { limit: 9, offset: 0 });
    expect(entries.map(({ kind, via }) => [kind, via])).toEqual([
      ['register.checked', 'program'],
      ['backup.drilled', 'program'],
      ['backup.made', 'program'],
    ]);
    clock.now += DAY;
    await nights.look();
    expect(await copiesOf(place)).toHaveLength(2);
    await nights.stop();
    clock.now += DAY;
    await nights.look();
    expect(await copiesOf(place)).toHaveLength(2);
  });

  it('does nothing for a register that nobody has begun', async () => {
    const dataDir = tempFolder();
    const nights = keepNights(housesOf(openEmpty(dataDir), { dataDir, secondDir: null }), () => NOW, fail);
    await nights.look();
    expect(existsSync(copiesFolder(dataDir))).toBe(false);
  });

  it('that finds the trail broken says so, and has made its copy', async () => {
    const { store, place } = await openPlace();
    const connection = new Database(join(place.dataDir, 'register.sqlite'));
    connection.exec("DROP TRIGGER audit_entry_no_update; UPDATE audit_entry SET reason = 'x' WHERE seq = 1");
    connection.close();
    await spendNight(doingAt(store), place);
    const { backup, check } = readState(place.dataDir);
    expect(backup?.fault).toBe('');
    expect(check && failureWords('check', check)).toContain('少了触发器 audit_entry_no_update');
  });
});

function fail(error: unknown): never {
  throw error;
}

describe('many registers', () => {
  it('have their nights one after the other, each with copies of its own, here and in the second folder', async () => {
    const [dir, second] = [tempFolder(), tempFolder()];
    const townships = { 回龙镇: 'huilong', 沙洲镇: 'shazhou' };
    for (const [name, code] of Object.entries(townships)) {
      mkdirSync(join(dir, code));
      const store = openEmpty(join(dir, code));
      await establishRegister(doingAt(store), { ...TOWNSHIP, name }, TERM);
      await store.close();
    }
    const registers = { dir, hosts: [], mostOpen: 1, idleMinutes: 1 };
    const config = { ...TEST_CONFIG, port: 0, registers, backupDir: second };
    const server = await startRegisters(config, () => NOW);
    await keepNights(
      () => housesIn(server.registers, config),
      () => NOW,
      fail,
    ).look();
    await server.close();
    for (const code of Object.values(townships))
      for (const folder of [join(dir, code, 'backups'), join(second, code)])
        expect(existsSync(join(folder, 'register-20260320-100000.sqlite')), folder).toBe(true);
  });
});

describe('an order', () => {
  it('is carried out by the thread as by the process', async () => {
    const { place } = await openPlace();
    expect(await perform({ chore: 'check', place: registerIn(place) })).toMatchObject({
      fault: '',
      entries: 3,
    });
  });
});
