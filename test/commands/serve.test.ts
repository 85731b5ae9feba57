import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { once } from 'node:events';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { InputFault, WrongUsage } from '../../src/commands/command.ts';
import { serve } from '../../src/commands/serve.ts';
import { SERVING_LOCK } from '../../src/db/care.ts';
import { REGISTER_FILE } from '../../src/db/open.ts';
import { startServer } from '../../src/server.ts';
import { ROOT } from '../house/source.ts';
import { TEST_CONFIG } from '../support/app.ts';
import { openEmpty, tempFolder } from '../support/register.ts';

/** The super-user writes where nobody may; everybody else is nobody already. */
function runAsNobody(...words: string[]) {
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  return spawnSync(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...words], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '' },
    ...nobody,
  });
}

describe('serve', () => {
  it('says when the port is taken, and leaves the register closed', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const folder = tempFolder();
    const started = serve.run(['--port', String(port), '--data', folder]);
    await expect(started).rejects.toThrow(InputFault);
    await expect(started).rejects.toThrow(`127.0.0.1:${port} 已经有程序在用`);
    const connection = new Database(join(folder, REGISTER_FILE), { timeout: 0 });
    expect(connection.pragma('journal_mode = DELETE', { simple: true })).toBe('delete');
    connection.close();
  });

  it('says when a newer program made the register', async () => {
    const folder = tempFolder();
    await openEmpty(folder).close();
    const connection = new Database(join(folder, REGISTER_FILE));
    connection.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 9999999999999)");
    connection.close();
    await expect(serve.run(['--port', '0', '--data', folder])).rejects.toThrow('请先升级履职册');
  });

  it('refuses a folder that another process serves, and leaves no lock when a process dies', () => {
    const folder = tempFolder();
    const holder = `
      const { holdLock } = await import('./src/db/sqlite/lock.ts');
      if (!holdLock(${JSON.stringify(join(folder, SERVING_LOCK))})) process.exit(3);
      process.kill(process.pid, 'SIGKILL');`;
    const hold = () =>
      spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', holder], { cwd: ROOT })
        .signal;
    expect([hold(), hold()]).toEqual(['SIGKILL', 'SIGKILL']);
  });

  it('starts once for one folder, and again when it was closed', async () => {
    const folder = tempFolder();
    const config = { ...TEST_CONFIG, dataDir: folder };
    const server = await startServer(config);
    const second = serve.run(['--port', '0', '--data', folder]);
    await expect(second).rejects.toThrow(InputFault);
    await expect(second).rejects.toThrow('已经有另一个履职册在用');
    await server.close();
    const again = await startServer(config);
    await again.close();
  });

  it('says when the register may only be read, and when another program holds it', async () => {
    const folder = tempFolder();
    await openEmpty(folder).close();
    const file = join(folder, REGISTER_FILE);
    const holder = new Database(file);
    holder.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    await expect(serve.run(['--port', '0', '--data', folder])).rejects.toThrow('被别的程序占用');
    holder.close();
    chmodSync(folder, 0o755);
    chmodSync(file, 0o444);
    writeFileSync(join(folder, SERVING_LOCK), '');
    chmodSync(join(folder, SERVING_LOCK), 0o666);
    const started = runAsNobody('serve', '--port', '0', '--data', folder);
    expect([started.status, started.stderr]).toEqual([
      1,
      expect.stringMatching(/只读的，不能启动|没有权限使用/),
    ]);
  });

  it('asks for the right words', async () => {
    await expect(serve.run(['--port', 'x'])).rejects.toThrow(WrongUsage);
    await expect(serve.run(['data'])).rejects.toThrow(WrongUsage);
    await expect(serve.run(['--king'])).rejects.toThrow(WrongUsage);
  });
});
