import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BulkSource, BulkTarget } from '../db/bulk.ts';
import { EVIDENCE_FOLDER, openFiles, type Files } from '../db/files.ts';
import type { SchemaState } from '../db/migrations.ts';
import { care, RegisterUnusable } from '../db/care.ts';
import { REGISTER_FILE } from '../db/open.ts';
import { readAddress, type Address } from '../db/postgres/address.ts';
import { fillNewSchema, readSchema } from '../db/postgres/bulk.ts';
import { tableFiles } from '../db/postgres/files.ts';
import { schemaStateAt } from '../db/postgres/migrate.ts';
import { connectServer, type Server } from '../db/postgres/server.ts';
import { fillSqlite, readSqlite } from '../db/sqlite/bulk.ts';
import { bringUpToDate } from '../db/sqlite/migrate.ts';

/** One side of a move: a register as rows and files, whichever engine holds it. */
export interface End {
  state(): Promise<SchemaState>;
  read(): Promise<BulkSource>;
  readonly files: Files;
  /** Makes an empty register to be filled, files and all; null where there is one, or files of one. */
  fill(): Promise<(BulkTarget & { files: Files }) | null>;
  /** After everything is in: the register is to be found under its name. */
  finish(): Promise<void>;
  /** What was filled and not finished is gone. */
  close(): Promise<void>;
}

/** A folder, or a database address with its schema. */
export function endOf(text: string): End {
  return /^postgres(?:ql)?:/.test(text) ? schemaEnd(readAddress(text)) : folderEnd(text);
}

/** A register is filled in a folder of its own and moved when it is complete. */
function folderEnd(folder: string): End {
  const file = join(folder, REGISTER_FILE);
  const files = openFiles(join(folder, EVIDENCE_FOLDER));
  const making = join(folder, 'copying');
  const wasThere = existsSync(folder);
  let isFilling = false;
  return {
    state: () => Promise.resolve(existsSync(file) ? soundState(file) : 'empty'),
    read: () => Promise.resolve(readSqlite(file)),
    files,
    fill: async () => {
      // SQLite would put what is left of another file's log into the new one.
      if (existsSync(file) || existsSync(`${file}-wal`) || (await files.names()).length > 0) return null;
      isFilling = true;
      rmSync(making, { recursive: true, force: true });
      mkdirSync(making, { recursive: true, mode: 0o700 });
      bringUpToDate(join(making, REGISTER_FILE));
      return {
        ...fillSqlite(join(making, REGISTER_FILE)),
        files: openFiles(join(making, EVIDENCE_FOLDER)),
      };
    },
    finish: () => {
      moveParts(join(making, EVIDENCE_FOLDER), join(folder, EVIDENCE_FOLDER));
      renameSync(join(making, REGISTER_FILE), file);
      return Promise.resolve();
    },
    close: () => {
      if (isFilling) rmSync(making, { recursive: true, force: true });
      if (isFilling && !wasThere && readdirSync(folder).length === 0) rmdirSync(folder);
      return Promise.resolve();
    },
  };
}

/** Throws RegisterUnusable: what is damaged is restored first, not moved. */
function soundState(file: string): SchemaState {
  const { schema, integrity } = care.inspect(file);
  if (integrity.length > 0) throw new RegisterUnusable('damaged', file);
  return schema;
}

/** Files before the row that names them: what is cut short here is a folder with files and no register. */
function moveParts(from: string, to: string): void {
  if (!existsSync(from)) return;
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const part of readdirSync(from)) renameSync(join(from, part), join(to, part));
}

function schemaEnd({ hosts, schema }: Address): End {
  const server: Server = connectServer(hosts);
  return {
    state: () => schemaStateAt(server, schema),
    read: () => readSchema(server, schema),
    files: tableFiles(server, schema),
    fill: () => fillNewSchema(server, schema),
    finish: () => Promise.resolve(),
    close: () => server.close(),
  };
}
