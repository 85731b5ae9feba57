import type { Config } from '../config.ts';
import type { Place } from '../db/open.ts';
import { connectServer } from '../db/postgres/server.ts';
import { folderOf, registerFolders } from './folders.ts';
import { registerSchemas, schemaOf } from './schemas.ts';
import type { RegisterSource } from './source.ts';

/** The registers of a process that serves many: schemas of its database, or sub-folders of its folder. */
export function registerSource({
  database,
  registers,
}: Pick<Config, 'database' | 'registers'>): RegisterSource {
  return database ? registerSchemas(connectServer(database.hosts)) : registerFolders(registers?.dir ?? '');
}

/** Where one of many registers is kept. Its folder holds what stands beside a register, on either engine. */
export function placeOf(
  { database, registers }: Pick<Config, 'database' | 'registers'>,
  name: string,
): Place {
  return {
    dataDir: folderOf(registers?.dir ?? '', name),
    database: database && { ...database, schema: schemaOf(name) },
  };
}
