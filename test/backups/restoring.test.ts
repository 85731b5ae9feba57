import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { makeBackup } from '../../src/backups/actions.ts';
import { bringFiles, filesOf, placeFiles, restoringAt, settleRestore } from '../../src/backups/restoring.ts';
import { copiesFolder } from '../../src/backups/state.ts';
import { checkRegister } from '../../src/care/checks.ts';
import { restoreCommand } from '../../src/commands/restore.ts';
import { withRegister } from '../../src/commands/register.ts';
import { care, holdLock, SERVING_LOCK } from '../../src/db/care.ts';
import { openRegister, REGISTER_FILE } from '../../src/db/open.ts';
import { changeTownship, establishRegister } from '../../src/settings/actions.ts';
import { runHere } from '../commands/run-here.ts';
import { openEmpty, tempFolder } from '../support/register.ts';
import { doingAt, NOW, TERM, TOWNSHIP } from '../support/world.ts';
import { addPaper, DAY, openPlace, paperIn } from './support.ts';

/** A register with one file and a copy of it; since then that file was lost from it and another came. */
async function openMoved() {
  const { store, place, deputy } = await openPlace();
  const { dataDir } = place;
  const old = await addPaper(store, deputy);
  const { about } = await makeBackup(doingAt(store), place);
  const later = await addPaper(store, deputy, NOW + DAY);
  await store.close();
  const connection = new Database(join(dataDir, REGISTER_FILE));
  connection.exec(`DELETE FROM evidence WHERE name = '${old}'`);
  connection.close();
  rmSync(paperIn(dataDir, old));
  return { dataDir, old, later, copy: join(copiesFolder(dataDir), about) };
}

async function faultsIn(dataDir: string): Promise<string[]> {
  const store = openRegister(dataDir);
  const results = await checkRegister({ dataDir, database: null }, store.read, store.files);
  await store.close();
  return results.filter(({ fault }) => fault !== '').map(({ code, fault }) => `${code} ${fault}`);
}

describe('a restore of a kept copy', () => {
  it('brings register and files back; what was there stays beside, itself a backup that can be restored', async () => {
    const { dataDir, old, later, copy } = await openMoved();
    const { status, stdout } = await runHere(restoreCommand, copy, '--data', dataDir);
    const kept = stdout.trim();
    expect(status).toBe(0);
    expect(await faultsIn(dataDir)).toEqual([]);
    expect([existsSync(paperIn(dataDir, old)), existsSync(paperIn(dataDir, later))]).toEqual([true, false]);
    expect(existsSync(paperIn('', later, `${kept}.evidence`))).toBe(true);
    expect((await runHere(restoreCommand, kept, '--data', dataDir)).status).toBe(0);
    expect(await faultsIn(dataDir)).toEqual([]);
    expect([existsSync(paperIn(dataDir, old)), existsSync(paperIn(dataDir, later))]).toEqual([false, true]);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('restoring-'))).toEqual([]);
  });

  it('puts a changed file right', async () => {
    const { dataDir, old, copy } = await openMoved();
    mkdirSync(join(dataDir, 'evidence', old.slice(0, 2)), { recursive: true });
    writeFileSync(paperIn(dataDir, old), 'x');
    expect((await runHere(restoreCommand, copy, '--data', dataDir)).status).toBe(0);
    expect(await faultsIn(dataDir)).toEqual([]);
  });

  const STEPS = ['staged', 'placed', 'half-placed', 'swapped', 'half-settled'] as const;
  it.each(STEPS)('that was cut short when it had %s is settled at the next start', async (step) => {
    const { dataDir, old, later, copy } = await openMoved();
    const restoring = restoringAt(dataDir, '20260320100000');
    const prepared = join(restoring.staging, REGISTER_FILE);
    mkdirSync(restoring.staging);
    care.copyTo(copy, prepared);
    await withRegister({ dataDir: restoring.staging, database: null }, (store) =>
      bringFiles(store, filesOf(copy)),
    );
    if (step !== 'staged') await placeFiles(dataDir, restoring);
    if (step === 'half-placed') {
      rmSync(paperIn('', later, `${restoring.keptAs}.evidence`));
      writeFileSync(restoring.keptAs, 'half of the old register');
    }
    if (step === 'swapped' || step === 'half-settled')
      care.replaceBy(prepared, join(dataDir, REGISTER_FILE), restoring.keptAs);
    if (step === 'half-settled') rmSync(paperIn('', later, `${restoring.keptAs}.evidence`));

    await settleRestore(dataDir);
    const isNew = step === 'swapped' || step === 'half-settled';
    expect(await faultsIn(dataDir)).toEqual([]);
    expect([existsSync(paperIn(dataDir, old)), existsSync(paperIn(dataDir, later))]).toEqual([isNew, !isNew]);
    expect(existsSync(restoring.staging)).toBe(false);
    expect(existsSync(restoring.keptAs)).toBe(isNew);
    expect(existsSync(paperIn('', later, `${restoring.keptAs}.evidence`))).toBe(isNew);
  });

  it('works on a register that is damaged, and plays no log of it into the new one', async () => {
    const { dataDir, copy } = await openMoved();
    writeFileSync(join(dataDir, REGISTER_FILE), 'x'.repeat(8192));
    writeFileSync(join(dataDir, `${REGISTER_FILE}-wal`), 'a log of long ago');
    const { status, stdout } = await runHere(restoreCommand, copy, '--data', dataDir);
    expect(status).toBe(0);
    expect(readFileSync(`${stdout.trim()}-wal`, 'utf8')).toBe('a log of long ago');
    expect(await faultsIn(dataDir)).toEqual([]);
  });

  it('waits for nobody: a register that is served, or being restored, is left alone', async () => {
    const { dataDir, copy } = await openMoved();
    const lock = holdLock(join(dataDir, SERVING_LOCK));
    const refused = await runHere(restoreCommand, copy, '--data', dataDir);
    lock?.release();
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('登记册正在使用')]);
  });
});

/** Changes a copy of a good backup, which has nothing beside it that would tell. */
type Spoil = (file: string) => void;
const bySql =
  (sql: string): Spoil =>
  (file) =>
    void new Database(file).exec(sql).close();

const HOSTILE: [what: string, spoil: Spoil, words: string][] = [
  ['is cut short', (file) => truncateSync(file, 40_960), '不完整：应有'],
  ['is cut to nothing', (file) => truncateSync(file, 0), '文件损坏'],
  ['has pages that were overwritten', (file) => overwritePage(file), '文件损坏'],
  [
    'differs from its sums',
    (file) => writeFileSync(`${file}.sha256`, `${'0'.repeat(64)}  a.sqlite\n`),
    '与旁边的校验文件',
  ],
  [
    'lies beside sums that nobody can read',
    (file) => writeFileSync(`${file}.sha256`, 'x'),
    '与旁边的校验文件',
  ],
  [
    'is an archive',
    (file) => writeFileSync(file, Buffer.from('PK\u0003\u0004'.padEnd(9000, 'x'))),
    '是压缩包',
  ],
  [
    'is a link',
    (file) => (renameSync(file, `${file}.real`), symlinkSync(`${file}.real`, file)),
    '是一个链接',
  ],
  ['is a folder', (file) => (rmSync(file), mkdirSync(file)), '是一个文件夹'],
  ['is a pipe', (file) => (rmSync(file), execFileSync('mkfifo', [file])), '不是普通的文件'],
  [
    'has a trigger of its own',
    bySql('CREATE TRIGGER evil AFTER INSERT ON audit_entry BEGIN DELETE FROM session; END'),
    'trigger evil',
  ],
  ['has a view of its own', bySql('CREATE VIEW evil AS SELECT * FROM account'), 'view evil'],
  ['has a table of its own', bySql('CREATE TABLE evil (a)'), 'table evil'],
  ['lacks a guard', bySql('DROP TRIGGER notice_no_delete'), 'trigger notice_no_delete'],
  [
    'belongs to a newer program',
    bySql("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 9999999999999)"),
    '更新的程序',
  ],
  [
    'belongs to another program that is kept alike',
    (file) => (
      rmSync(file),
      bySql(
        "CREATE TABLE __drizzle_migrations (hash, created_at); INSERT INTO __drizzle_migrations VALUES ('a', 1)",
      )(file)
    ),
    '不是登记册的备份',
  ],
  ['claims to be of a size that no disk holds', (file) => writeHeader(file, 0xffff_ffff), '不完整：应有'],
];

/** Page three and those after it. */
function overwritePage(file: string): void {
  const bytes = readFileSync(file);
  bytes.fill(0xff, 8192, 40_960);
  writeFileSync(file, bytes);
}

function writeHeader(file: string, pages: number): void {
  const bytes = readFileSync(file);
  bytes.writeUInt32BE(pages, 28);
  writeFileSync(file, bytes);
}

let good: { register: Buffer; backup: Buffer } | undefined;

/** The bytes of a register and of a sound backup of it; made once. */
async function goodOnes(): Promise<{ register: Buffer; backup: Buffer }> {
  if (!good) {
    const { store, place } = await openPlace();
    const { about } = await makeBackup(doingAt(store), place);
    await store.close();
    good = {
      register: readFileSync(join(place.dataDir, REGISTER_FILE)),
      backup: readFileSync(join(copiesFolder(place.dataDir), about)),
    };
  }
  return good;
}

describe('a restore', () => {
  it.each(HOSTILE)('of a file that %s is refused before anything is touched', async (_what, spoil, words) => {
    const { register, backup } = await goodOnes();
    const dataDir = tempFolder();
    const place = join(dataDir, REGISTER_FILE);
    writeFileSync(place, register);
    const file = join(tempFolder(), 'a.sqlite');
    writeFileSync(file, backup);
    spoil(file);
    const { status, stderr } = await runHere(restoreCommand, file, '--data', dataDir);
    expect([status, stderr]).toEqual([1, expect.stringContaining(words)]);
    expect(readdirSync(dataDir).filter((name) => name !== SERVING_LOCK)).toEqual([REGISTER_FILE]);
    expect(readFileSync(place).equals(register)).toBe(true);
  });

  it.each([
    ['by their codes', '511102106000'],
    ['by their names while none has a code', ''],
  ])('of another township’s register is refused unless it is said, or there is none: %s', async (_, code) => {
    const { store, place } = await openPlace();
    if (code === '') await changeTownship(doingAt(store), { ...TOWNSHIP, divisionCode: '' });
    const { about } = await makeBackup(doingAt(store), place);
    await store.close();
    const copy = join(copiesFolder(place.dataDir), about);
    const other = tempFolder();
    const theirs = openEmpty(other);
    const township = { ...TOWNSHIP, name: '沙洲镇', divisionCode: code };
    await establishRegister(doingAt(theirs), township, TERM);
    await theirs.close();
    const refused = await runHere(restoreCommand, copy, '--data', other);
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('现在的登记册是沙洲镇')]);
    expect((await runHere(restoreCommand, copy, '--other-township', '--data', other)).status).toBe(0);
    expect((await runHere(restoreCommand, copy, '--data', tempFolder())).status).toBe(0);
  });

  it('takes what Litestream left in a copy for no stranger', async () => {
    const { backup } = await goodOnes();
    const file = join(tempFolder(), 'a.sqlite');
    writeFileSync(file, backup);
    bySql('CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER)')(file);
    expect((await runHere(restoreCommand, file, '--data', tempFolder())).status).toBe(0);
  });

  it('takes no link or pipe for a file of evidence', async () => {
    const { dataDir, old, copy } = await openMoved();
    const kept = paperIn(copiesFolder(dataDir), old, 'files');
    rmSync(kept);
    execFileSync('mkfifo', [kept]);
    const refused = await runHere(restoreCommand, copy, '--data', dataDir);
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('缺少 1 个')]);
  });
});
