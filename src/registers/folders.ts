import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openServedFolder } from '../backups/serving.ts';
import { openRegister, REGISTER_FILE } from '../db/open.ts';
import { faultOfName } from './rules.ts';
import { NoSuchRegister, RegisterExists, type RegisterSource } from './source.ts';

/** One sub-folder for each township; each is exactly what DATA_DIR is for a register alone. */
export function registerFolders(dir: string): RegisterSource {
  return {
    async list() {
      const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
      return entries
        .filter((entry) => entry.isDirectory() && faultOfName(entry.name) === null)
        .map(({ name }) => name)
        .filter((name) => existsSync(join(dir, name, REGISTER_FILE)))
        .toSorted();
    },
    open: async (name) => openRegister(existing(dir, name)),
    serve: async (name) => openServedFolder(existing(dir, name)),
    async create(name) {
      const folder = folderOf(dir, name);
      if (existsSync(join(folder, REGISTER_FILE))) throw new RegisterExists(name);
      return openRegister(folder);
    },
    close: () => Promise.resolve(),
  };
}

function existing(dir: string, name: string): string {
  const folder = folderOf(dir, name);
  if (!existsSync(join(folder, REGISTER_FILE))) throw new NoSuchRegister(name);
  return folder;
}

/** The folder of a register. What is no name never becomes a path. */
export function folderOf(dir: string, name: string): string {
  if (faultOfName(name) !== null) throw new NoSuchRegister(name);
  return join(dir, name);
}
