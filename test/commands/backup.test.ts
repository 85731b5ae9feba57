import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import { backupCommand } from '../../src/commands/backup.ts';
import { InputFault, WrongUsage } from '../../src/commands/command.ts';
import { restoreCommand } from '../../src/commands/restore.ts';
import { verifyCommand } from '../../src/commands/verify.ts';
import { SERVING_LOCK } from '../../src/db/care.ts';
import { EVIDENCE_FOLDER } from '../../src/db/files.ts';
import { openRegister, REGISTER_FILE } from '../../src/db/open.ts';
import { createFiling } from '../../src/filings/actions.ts';
import { visitOf } from '../filings/support.ts';
import { PAPER } from '../support/evidence.ts';
import { addTestDeputy } from '../support/roster.ts';
import { createDistrict } from '../../src/districts/actions.ts';
import { listDistricts } from '../../src/districts/store.ts';
import { establishRegister } from '../../src/settings/actions.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { openEmpty, tempFolder } from '../support/register.ts';
import { addAccount, doingAt, TERM, TOWNSHIP } from '../support/world.ts';
import { run } from './run.ts';
import { runHere } from './run-here.ts';

async function addNumbered(folder: string, ...numbers: string[]): Promise<void> {
  const store = openRegister(folder);
  for (const number of numbers)
    await createDistrict(doingAt(store), { number, name: '选区', villages: [], seats: 1 });
  await store.close();
}

async function numbersIn(folder: string): Promise<string[]> {
  const store = openRegister(folder);
  const term = await getCurrentTerm(store.read);
  const districts = await listDistricts(store.read, term.id);
  await store.close();
  return districts.map((district) => district.number);
}

async function registerFolder(): Promise<string> {
  const folder = tempFolder();
  const store = openEmpty(folder);
  await establishRegister(doingAt(store), TOWNSHIP, TERM);
  await store.close();
  await addNumbered(folder, '1', '2');
  return folder;
}

describe('backup and restore', () => {
  it('bring a register back as it was, keep what was there beside, and leave nothing else behind', async () => {
    const folder = await registerFolder();
    const file = join(tempFolder(), 'a.sqlite');
    const made = run('backup', file, '--data', folder);
    expect([made.status, made.stdout]).toEqual([0, `${file}\n`]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.part`)).toBe(false);
    await addNumbered(folder, '3');

    const restored = await runHere(restoreCommand, file, '--data', folder);
    expect(restored.status).toBe(0);
    expect(await numbersIn(folder)).toEqual(['1', '2']);
    const kept = restored.stdout.trim();
    expect(readdirSync(folder).toSorted()).toEqual([REGISTER_FILE, kept.split('/').at(-1), SERVING_LOCK]);
    const old = new Database(kept, { readonly: true });
    expect(old.prepare('SELECT count(*) FROM district').pluck().get()).toBe(3);
    old.close();
    const store = openRegister(folder);
    const [entry] = await listAudit(store.read, {}, { limit: 1, offset: 0 });
    await store.close();
    expect(entry).toMatchObject({ kind: 'backup.restored', subjectKey: file });
    expect((await runHere(verifyCommand, '--data', folder)).status).toBe(0);
  });

  it('copy a register that is in use, whole', async () => {
    const folder = await registerFolder();
    const store = openRegister(folder);
    await createDistrict(doingAt(store), { number: '3', name: '选区', villages: [], seats: 1 });
    const file = join(tempFolder(), 'a.sqlite');
    expect((await runHere(backupCommand, file, '--data', folder)).status).toBe(0);
    const copy = new Database(file, { readonly: true });
    expect(copy.prepare('SELECT count(*) FROM district').pluck().get()).toBe(3);
    copy.close();
    const refused = await runHere(restoreCommand, file, '--data', folder);
    expect([refused.status, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain('登记册正在使用');
    await store.close();
    expect(await numbersIn(folder)).toEqual(['1', '2', '3']);
  });

  it('bring a register into an empty folder', async () => {
    const file = join(tempFolder(), 'a.sqlite');
    await runHere(backupCommand, file, '--data', await registerFolder());
    const folder = join(tempFolder(), 'new');
    expect((await runHere(restoreCommand, file, '--data', folder)).status).toBe(0);
    expect(await numbersIn(folder)).toEqual(['1', '2']);
  });

  it('end the sessions of the time of the backup', async () => {
    const folder = await registerFolder();
    const store = openRegister(folder);
    const id = await addAccount(store, '李干事', ['clerk']);
    await store.close();
    const connection = new Database(join(folder, REGISTER_FILE));
    connection
      .prepare(
        "INSERT INTO session (hash, account_id, csrf, created_at, seen_at, ip, agent) VALUES ('hash', ?, 'csrf', 0, 0, '', '')",
      )
      .run(id);
    connection.close();
    const file = join(tempFolder(), 'a.sqlite');
    await runHere(backupCommand, file, '--data', folder);
    await runHere(restoreCommand, file, '--data', folder);
    const after = new Database(join(folder, REGISTER_FILE), { readonly: true });
    expect(after.prepare('SELECT count(*) FROM session').pluck().get()).toBe(0);
    after.close();
  });

  it('never overwrite a file', async () => {
    const file = join(tempFolder(), 'a.sqlite');
    writeFileSync(file, 'mine');
    const refused = await runHere(backupCommand, file, '--data', await registerFolder());
    expect([refused.status, readFileSync(file, 'utf8')]).toEqual([1, 'mine']);
  });

  it.each([
    ['is no database', (file: string) => writeFileSync(file, 'x'.repeat(5000)), '文件损坏'],
    [
      'is a database of something else',
      (file: string) => void new Database(file).exec('CREATE TABLE a (b)').close(),
      '不是登记册的备份',
    ],
    ['does not exist', () => undefined, '没有这个文件'],
  ])('refuse a file that %s and leave the register alone', async (_what, make, words) => {
    const folder = await registerFolder();
    const file = join(tempFolder(), 'a.sqlite');
    make(file);
    const refused = restoreCommand.run([file, '--data', folder]);
    await expect(refused).rejects.toThrow(InputFault);
    await expect(refused).rejects.toThrow(words);
    expect(readdirSync(folder)).toEqual([REGISTER_FILE]);
    expect(await numbersIn(folder)).toEqual(['1', '2']);
  });

  it('refuse a backup that somebody changed', async () => {
    const folder = await registerFolder();
    const file = join(tempFolder(), 'a.sqlite');
    await runHere(backupCommand, file, '--data', folder);
    rmSync(`${file}.sha256`);
    const connection = new Database(file);
    connection.exec(
      "DROP TRIGGER audit_entry_no_update; UPDATE audit_entry SET reason = 'x' WHERE seq = 2; CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END",
    );
    connection.close();
    const refused = await runHere(restoreCommand, file, '--data', folder);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('操作日志链条　　　　有问题：第 2 条对不上');
    expect(await numbersIn(folder)).toEqual(['1', '2']);
  });

  it('ask for one file, or none', async () => {
    await expect(backupCommand.run(['a', 'b'])).rejects.toThrow(WrongUsage);
    await expect(restoreCommand.run([])).rejects.toThrow(WrongUsage);
    await expect(verifyCommand.run(['a'])).rejects.toThrow(WrongUsage);
  });
});

/** A register with a filing and one file of evidence beside it. */
async function folderWithEvidence(): Promise<{ folder: string; name: string }> {
  const folder = await registerFolder();
  const store = openRegister(folder);
  const deputy = await addTestDeputy(store, '001', '田大利');
  await createFiling(doingAt(store), visitOf(deputy), PAPER);
  const [name = ''] = await store.files.names();
  await store.close();
  return { folder, name };
}

const evidenceIn = (folder: string, name: string) => join(folder, EVIDENCE_FOLDER, name.slice(0, 2), name);

describe('backup and restore of a register with evidence', () => {
  it('take the files along in a folder beside the backup, and bring them back', async () => {
    const { folder, name } = await folderWithEvidence();
    const file = join(tempFolder(), 'a.sqlite');
    const made = await runHere(backupCommand, file, '--data', folder);
    expect([made.status, made.stdout]).toEqual([0, `${file}\n`]);
    expect(made.stderr).toContain(`${file}.evidence`);
    expect(existsSync(join(`${file}.evidence`, name.slice(0, 2), name))).toBe(true);

    const elsewhere = join(tempFolder(), 'new');
    expect((await runHere(restoreCommand, file, '--data', elsewhere)).status).toBe(0);
    expect(readFileSync(evidenceIn(elsewhere, name))).toEqual(readFileSync(evidenceIn(folder, name)));
    const verified = await runHere(verifyCommand, '--data', elsewhere);
    expect([verified.status, verified.stdout]).toEqual([
      0,
      expect.stringContaining('佐证和附件　　　　　正常，共 1 条'),
    ]);

    const kept = (await runHere(restoreCommand, file, '--data', folder)).stdout.trim();
    expect(existsSync(join(`${kept}.evidence`, name.slice(0, 2), name))).toBe(true);
    expect((await runHere(verifyCommand, '--data', folder)).status).toBe(0);
  });

  it('say when the folder is not beside the backup, and go on without it only when told to', async () => {
    const { folder } = await folderWithEvidence();
    const file = join(tempFolder(), 'a.sqlite');
    await runHere(backupCommand, file, '--data', folder);
    rmSync(`${file}.evidence`, { recursive: true });
    const elsewhere = join(tempFolder(), 'new');
    const refused = await runHere(restoreCommand, file, '--data', elsewhere);
    expect([refused.status, refused.stderr]).toEqual([
      1,
      expect.stringContaining('备份里记有 1 个佐证、附件文件'),
    ]);
    expect((await runHere(restoreCommand, file, '--without-evidence', '--data', elsewhere)).status).toBe(0);
    const verified = await runHere(verifyCommand, '--data', elsewhere);
    expect([verified.status, verified.stderr]).toEqual([
      1,
      expect.stringContaining('缺少 1 个（如“证明.pdf”）'),
    ]);
  });

  it('refuse files that were changed', async () => {
    const { folder, name } = await folderWithEvidence();
    const file = join(tempFolder(), 'a.sqlite');
    await runHere(backupCommand, file, '--data', folder);
    writeFileSync(join(`${file}.evidence`, name.slice(0, 2), name), 'x');
    const refused = await runHere(restoreCommand, file, '--data', join(tempFolder(), 'new'));
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('内容被改动 1 个')]);
  });
});

describe('verify', () => {
  it('prints what it looked at, and with a fault names the first and fails', async () => {
    const folder = await registerFolder();
    const sound = await runHere(verifyCommand, '--data', folder);
    expect([sound.status, sound.stderr]).toEqual([0, '']);
    expect(sound.stdout).toContain('操作日志链条　　　　正常，共 3 条');
    expect(sound.stdout).toContain('积分公示校验码　　　正常，共 0 条');
    const connection = new Database(join(folder, REGISTER_FILE));
    connection.exec("DROP TRIGGER audit_entry_no_update; UPDATE audit_entry SET reason = 'x' WHERE seq = 2");
    connection.close();
    const broken = await runHere(verifyCommand, '--data', folder);
    expect(broken.status).toBe(1);
    expect(broken.stdout).toContain('操作日志链条　　　　有问题：第 2 条对不上');
    expect(broken.stderr).toBe('禁止改删的保护有问题：少了触发器 audit_entry_no_update\n');
  });

  it('says when there is no register, or no database', async () => {
    const folder = tempFolder();
    expect(await runHere(verifyCommand, '--data', folder)).toMatchObject({ status: 1, stdout: '' });
    writeFileSync(join(folder, REGISTER_FILE), 'x'.repeat(5000));
    const damaged = await runHere(verifyCommand, '--data', folder);
    expect([damaged.status, damaged.stdout]).toEqual([1, '']);
    expect(damaged.stderr).toContain('文件损坏');
  });
});
