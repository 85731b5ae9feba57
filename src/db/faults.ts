import { unavailability, type Unavailability } from './unavailable.ts';

/** Why the storage could not do what it was asked: no space is left, the medium fails, somebody else holds it, or its server is away. */
export type StorageFault = 'failing' | Unavailability;

/** Codes of the engine and of the operating system (files of evidence); of a family such as SQLITE_IOERR_WRITE the first part. */
const FAULTS: Readonly<Record<string, StorageFault>> = {
  SQLITE_FULL: 'full',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  SQLITE_IOERR: 'failing',
  SQLITE_READONLY: 'failing',
  SQLITE_CANTOPEN: 'failing',
  EIO: 'failing',
  EROFS: 'failing',
  SQLITE_BUSY: 'busy',
  SQLITE_LOCKED: 'busy',
};

/** What an error says about the storage, wherever in its chain of causes; null when it says nothing about it. */
export function storageFault(error: unknown): StorageFault | null {
  const server = unavailability(error);
  if (server) return server;
  for (let one = error; one instanceof Error; one = one.cause) {
    const { code } = one as NodeJS.ErrnoException;
    const fault = typeof code === 'string' ? FAULTS[familyOf(code)] : undefined;
    if (fault) return fault;
  }
  return null;
}

function familyOf(code: string): string {
  return code.startsWith('SQLITE_') ? code.split('_').slice(0, 2).join('_') : code;
}
