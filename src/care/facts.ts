import { readFileSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { url as debuggerUrl } from 'node:inspector';
import { listDirectory } from '../accounts/directory.ts';
import { findEntry, latestTime } from '../audit/store.ts';
import { listCopies } from '../backups/folder.ts';
import { placeOf } from '../backups/place.ts';
import { copiesFolder, readState } from '../backups/state.ts';
import type { Config } from '../config.ts';
import { engineOf, type EngineFacts } from '../db/care.ts';
import type { Reader, Store } from '../db/store.ts';
import { keepHouse } from '../db/write.ts';
import type { Disk, Facts } from './rules.ts';

/** What only the web knows of itself. */
export type WebFacts = Pick<Facts['web'], 'cookie' | 'hasHsts' | 'isForwarded'>;

export interface Versions {
  program: string;
  node: string;
  engine: string;
}

/** Everything that the self-check looks at, and the versions that it shows. */
export async function gatherFacts(
  register: { store: Store; config: Config; name: string },
  at: number,
  web: WebFacts,
): Promise<{ facts: Facts; versions: Versions }> {
  const { store, config } = register;
  const { dataDir, secondDir } = placeOf(register);
  const engine = await keepHouse(store, engineOf);
  const [newest] = await listCopies(copiesFolder(dataDir));
  const facts: Facts = {
    now: at,
    web: {
      ...web,
      publicUrl: config.publicUrl,
      host: config.host,
      trustsProxy: config.trustProxy.length > 0,
    },
    register: await registerFacts(store.read, engine),
    chores: readState(dataDir),
    newestCopyAt: newest?.at ?? null,
    second: await secondFacts(dataDir, secondDir),
    disk: await diskOf(dataDir),
    accounts: await accountFacts(store.read, at),
    machine: machineFacts(dataDir),
  };
  return { facts, versions: versionsOf(engine) };
}

async function registerFacts(reader: Reader, { isDurable, schema }: EngineFacts): Promise<Facts['register']> {
  const first = await findEntry(reader, 1);
  return { isDurable, schema, lastEntryAt: await latestTime(reader), isSample: first?.via === 'demo' };
}

async function secondFacts(dataDir: string, secondDir: string | null): Promise<Facts['second']> {
  if (secondDir === null) return { isSet: false, isThere: false, isSameDisk: false, disk: null };
  const [own, other] = [deviceOf(dataDir), deviceOf(secondDir)];
  return {
    isSet: true,
    isThere: other !== null,
    isSameDisk: other !== null && own === other,
    disk: await diskOf(secondDir),
  };
}

function deviceOf(folder: string): number | null {
  const stat = statSync(folder, { throwIfNoEntry: false });
  return stat?.isDirectory() === true ? stat.dev : null;
}

async function diskOf(folder: string): Promise<Disk | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { free: bavail * bsize, total: blocks * bsize };
  } catch {
    return null;
  }
}

async function accountFacts(reader: Reader, at: number): Promise<Facts['accounts']> {
  const accounts = await listDirectory(reader, 'compact', at);
  const isGood = ({ state }: { state: string }) => state === 'active' || state === 'unused';
  return {
    administrators: accounts.filter((one) => one.roles.includes('admin') && isGood(one)).length,
    idle: accounts.filter(({ state }) => state === 'unused').length,
  };
}

function machineFacts(dataDir: string): Facts['machine'] {
  const mode = statSync(dataDir, { throwIfNoEntry: false })?.mode ?? 0;
  const isWindows = process.platform === 'win32';
  return {
    isRoot: process.getuid?.() === 0,
    isFolderPrivate: isWindows || (mode & 0o077) === 0,
    isDebugged: debuggerUrl() !== undefined,
  };
}

function versionsOf({ name, version }: EngineFacts): Versions {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return {
    program: (JSON.parse(text) as { version: string }).version,
    node: process.version,
    engine: `${name} ${version}`,
  };
}
