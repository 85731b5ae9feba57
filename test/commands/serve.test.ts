import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { once } from 'node:events';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { InputFault, WrongUsage } from '../../src/commands/command.ts';
import { serve } from '../../src/commands/serve.ts';
import { REGISTER_FILE } from '../../src/db/open.ts';
import { openEmpty, tempFolder } from '../support/register.ts';

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

  it('asks for the right words', async () => {
    await expect(serve.run(['--port', 'x'])).rejects.toThrow(WrongUsage);
    await expect(serve.run(['data'])).rejects.toThrow(WrongUsage);
    await expect(serve.run(['--king'])).rejects.toThrow(WrongUsage);
  });
});
