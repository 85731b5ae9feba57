import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isFileName, receiveInto, type Files } from '../files.ts';
import type { Server } from './server.ts';

/** Files as rows of the register's own schema: what stands by for the database then stands by for them too. */
export function tableFiles(server: Server, schema: string): Files {
  // One register must not clear away what another one of this process is just receiving.
  const incoming = join(tmpdir(), `duty-register-${process.pid}`, schema);
  const change = async (text: string, values: unknown[]) => {
    const lease = await server.lease(schema);
    try {
      await lease.query(text, values);
    } finally {
      lease.release();
    }
  };
  const put = (name: string, bytes: Buffer, settled: boolean) =>
    change('INSERT INTO stored_file (name, bytes, settled) VALUES ($1, $2, $3)', [name, bytes, settled]);
  const names = async (which: string) => {
    const { rows } = await server.read(schema, `SELECT name FROM stored_file WHERE ${which} ORDER BY name`);
    return rows.map((row) => String(row['name']));
  };
  return {
    async keep(bytes) {
      const name = randomBytes(16).toString('hex');
      await put(name, bytes, false);
      return name;
    },
    take: (name, bytes) => {
      if (!isFileName(name)) throw new Error('no name of a file');
      return put(name, bytes, true);
    },
    part: (name) => change('UPDATE stored_file SET settled = false WHERE name = $1', [name]),
    settle: (name, stays) =>
      change(
        stays
          ? 'UPDATE stored_file SET settled = true WHERE name = $1'
          : 'DELETE FROM stored_file WHERE name = $1 AND NOT settled',
        [name],
      ),
    async read(name) {
      const { rows } = await server.read(schema, 'SELECT bytes FROM stored_file WHERE name = $1', [name]);
      return (rows[0]?.['bytes'] as Buffer | undefined) ?? null;
    },
    names: () => names('true'),
    unsettled: () => names('NOT settled'),
    receive: (stream, limit) => receiveInto(incoming, stream, limit),
    clearReceived: () => rm(incoming, { recursive: true, force: true }),
  };
}
