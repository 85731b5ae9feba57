import { RowsDiffer } from '../db/bulk.ts';
import { RegisterUnusable } from '../db/care.ts';
import { unavailability } from '../db/unavailable.ts';
import { WorkerFailure } from '../worker.ts';
import { CopyDiffers } from './copy.ts';
import type { Finding } from './drill.ts';

/** A chore that failed in a thread of its own, from which no error comes whole. */
export class ChoreFailed extends Error {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.fault);
    this.finding = finding;
  }
}

/** What a person can put right; anything else is told as it came. */
export function faultOf(error: unknown): Finding {
  if (error instanceof ChoreFailed) return error.finding;
  if (error instanceof CopyDiffers || error instanceof RowsDiffer)
    return { fault: 'copy-differs', detail: error.message };
  if (error instanceof RegisterUnusable) return { fault: 'damaged', detail: error.file };
  if (unavailability(error) !== null) return { fault: 'server-away', detail: '' };
  if (error instanceof WorkerFailure && error.reason === 'time') return { fault: 'too-long', detail: '' };
  const { code = '', path = '', message } = error as NodeJS.ErrnoException;
  const fault = FAULT_OF_CODE[code.replace(/^(SQLITE_[A-Z]+)_.*/, '$1')] ?? 'unknown';
  return { fault, detail: fault === 'unknown' ? message : path };
}

const FAULT_OF_CODE: Readonly<Record<string, string>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  SQLITE_FULL: 'disk-full',
  EIO: 'disk-error',
  SQLITE_IOERR: 'disk-error',
  EACCES: 'not-writable',
  EPERM: 'not-writable',
  EROFS: 'not-writable',
  SQLITE_READONLY: 'not-writable',
  SQLITE_CANTOPEN: 'not-writable',
  ENOENT: 'folder-missing',
  ENOTDIR: 'folder-missing',
};
