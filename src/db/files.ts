import { createHash, randomBytes, type Hash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/**
 * The files of a register (佐证、附件): beside its database, under random names. A file and the row that names it come and
 * go together: until the row is settled the file bears an ending of its own, whichever way it is going.
 */
export interface Files {
  /** Durable when it resolves, but not yet settled; gives its name. */
  keep(bytes: Buffer): Promise<string>;
  /** Takes in a file that has a name already: from a backup. */
  take(name: string, bytes: Buffer): Promise<void>;
  /** Marks a file whose row is being deleted. */
  part(name: string): Promise<void>;
  /** After the commit or rollback: `stays` the file, or goes. */
  settle(name: string, stays: boolean): Promise<void>;
  /** Null when there is none. */
  read(name: string): Promise<Buffer | null>;
  /** Names of all files, in order. */
  names(): Promise<string[]>;
  /** Names of files whose write was cut short. */
  unsettled(): Promise<string[]>;
  /** Takes in a stream up to a limit; it waits on disk, and is no part of the register. */
  receive(stream: Readable, limit: number): Promise<Received>;
  /** Removes whatever was received by a process that is gone. */
  clearReceived(): Promise<void>;
}

/** What came in over the network and waits. */
export interface Received {
  readonly size: number;
  readonly sha256: string;
  /** It was larger than the limit; nothing of it waits. */
  readonly tooLarge: boolean;
  read(): Promise<Buffer>;
  drop(): Promise<void>;
}

/** The folder of files beside a database. */
export const EVIDENCE_FOLDER = 'evidence';

const UNSETTLED = '.unsettled';
const NAME = /^[0-9a-f]{32}$/;

/** Whether a file can have this name; anything else never reaches a path. */
export function isFileName(name: string): boolean {
  return NAME.test(name);
}

export function openFiles(folder: string): Files {
  const incoming = join(folder, 'incoming');
  const pathOf = (name: string) => {
    if (!isFileName(name)) throw new Error('no name of a file');
    return join(folder, name.slice(0, 2), name);
  };
  const all = () => listFolder(folder);
  const store = async (name: string, ending: string, bytes: Buffer) => {
    const part = dirname(pathOf(name));
    await mkdir(part, { recursive: true, mode: 0o700 });
    await writeDurably(`${pathOf(name)}${ending}`, bytes);
    await syncFolders(folder, part);
  };
  return {
    async keep(bytes) {
      const name = randomBytes(16).toString('hex');
      await store(name, UNSETTLED, bytes);
      return name;
    },
    take: (name, bytes) => store(name, '', bytes),
    part: (name) => rename(pathOf(name), `${pathOf(name)}${UNSETTLED}`).catch(ignoreMissing),
    async settle(name, stays) {
      const path = pathOf(name);
      if (stays) await rename(`${path}${UNSETTLED}`, path).catch(ignoreMissing);
      else await rm(`${path}${UNSETTLED}`, { force: true });
    },
    async read(name) {
      if (!isFileName(name)) return null;
      // A commit comes a moment before the ending goes.
      return (await readIfThere(pathOf(name))) ?? (await readIfThere(`${pathOf(name)}${UNSETTLED}`));
    },
    names: async () => (await all()).map((name) => name.replace(UNSETTLED, '')),
    unsettled: async () =>
      (await all()).filter((name) => name.endsWith(UNSETTLED)).map((name) => name.replace(UNSETTLED, '')),
    receive: (stream, limit) => receiveInto(incoming, stream, limit),
    clearReceived: () => rm(incoming, { recursive: true, force: true }),
  };
}

/** Copies files into another place, those that are there already left out; gives the names that are missing. */
export async function copyFiles(source: Files, target: Files, names: readonly string[]): Promise<string[]> {
  const there = new Set(await target.names());
  const missing: string[] = [];
  for (const name of names.filter((one) => !there.has(one))) {
    const bytes = await source.read(name);
    if (bytes) await target.take(name, bytes);
    else missing.push(name);
  }
  return missing;
}

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } catch (error) {
    // On a full disk half a file would take up the space that is wanted.
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
}

/** The name must last as long as the bytes. Windows keeps no folder open. */
async function syncFolders(...folders: readonly string[]): Promise<void> {
  if (process.platform === 'win32') return;
  for (const folder of folders) {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}

async function listFolder(folder: string): Promise<string[]> {
  const parts = (await readdir(folder).catch(noFolder)).filter((name) => /^[0-9a-f]{2}$/.test(name));
  const lists = await Promise.all(parts.map((part) => readdir(join(folder, part))));
  return lists
    .flat()
    .filter((name) => isFileName(name.replace(UNSETTLED, '')))
    .toSorted();
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) throw error;
}

function noFolder(error: unknown): string[] {
  if (!isMissing(error)) throw error;
  return [];
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Reads the stream to its end whatever happens, so that the fields after it are not lost. */
export async function receiveInto(folder: string, stream: Readable, limit: number): Promise<Received> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomBytes(16).toString('hex'));
  const drop = () => rm(path, { force: true });
  const handle = await open(path, 'wx', 0o600);
  try {
    const { size, hash } = await pour(stream, handle, limit);
    const tooLarge = size > limit;
    if (tooLarge) await drop();
    return { size, sha256: hash.digest('hex'), tooLarge, read: () => readFile(path), drop };
  } catch (error) {
    await drop();
    throw error;
  } finally {
    await handle.close();
  }
}

async function pour(
  stream: Readable,
  handle: FileHandle,
  limit: number,
): Promise<{ size: number; hash: Hash }> {
  const hash = createHash('sha256');
  let size = 0;
  let fault: Error | undefined;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit || fault) continue;
    hash.update(chunk);
    // Writes the whole chunk or fails; `write` may stop in the middle of it when the disk fills up.
    await handle.appendFile(chunk).catch((error: Error) => (fault = error));
  }
  if (fault) throw fault;
  return { size, hash };
}
