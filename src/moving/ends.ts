import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BulkSource, BulkTarget } from '../db/bulk.ts';
import { EVIDENCE_FOLDER, openFiles, type Files } from '../db/files.ts';
import type { SchemaState } from '../db/migrations.ts';
import { REGISTER_FILE } from '../db/open.ts';
import { readAddress, type Address } from '../db/postgres/address.ts';
import { fillSchema, readSchema } from '../db/postgres/bulk.ts';
import { tableFiles } from '../db/postgres/files.ts';
import { migrateSchema, schemaState } from '../db/postgres/migrate.ts';
import { connectServer, type Server } from '../db/postgres/server.ts';
import { fillSqlite, readSqlite } from '../db/sqlite/bulk.ts';
import { bringUpToDate, stateOfFile } from '../db/sqlite/migrate.ts';

/** One side of a move: a register as rows and files, whichever engine holds it. */
export interface End {
  state(): Promise<SchemaState>;
  read(): Promise<BulkSource>;
  /** Of a side without a register: makes an empty one to be filled. */
  fill(): Promise<BulkTarget>;
  readonly files: Files;
  /** After everything is in: the register is to be found under its name. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

/** A folder, or a database address with its schema. */
export function endOf(text: string): End {
  return /^postgres(?:ql)?:/.test(text) ? schemaEnd(readAddress(text)) : folderEnd(text);
}

/** A register is filled in a folder of its own and moved when it is complete. */
function folderEnd(folder: string): End {
  const file = join(folder, REGISTER_FILE);
  const making = join(folder, 'copying');
  const isNew = !existsSync(file);
  return {
    state: () => Promise.resolve(existsSync(file) ? stateOfFile(file) : 'empty'),
    read: () => Promise.resolve(readSqlite(file)),
    fill: () => {
      rmSync(making, { recursive: true, force: true });
      mkdirSync(making, { recursive: true, mode: 0o700 });
      bringUpToDate(join(making, REGISTER_FILE));
      return Promise.resolve(fillSqlite(join(making, REGISTER_FILE)));
    },
    files: openFiles(join(folder, EVIDENCE_FOLDER)),
    finish: () => {
      if (isNew) renameSync(join(making, REGISTER_FILE), file);
      return Promise.resolve();
    },
    close: () => Promise.resolve(rmSync(making, { recursive: true, force: true })),
  };
}

function schemaEnd({ hosts, schema }: Address): End {
  const server: Server = connectServer(hosts);
  return {
    state: async () => {
      const lease = await server.lease(schema);
      try {
        return await schemaState(lease, schema);
      } finally {
        lease.release();
      }
    },
    read: () => readSchema(server, schema),
    fill: async () => {
      await migrateSchema(server, schema);
      return fillSchema(server, schema);
    },
    files: tableFiles(server, schema),
    finish: () => Promise.resolve(),
    close: () => server.close(),
  };
}
