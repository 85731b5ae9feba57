import { createHash } from 'node:crypto';
import type { Tx } from '../db/store.ts';
import type { PreparedFile } from './intake.ts';

/** What a row says of the file that it names. */
export interface KeptFile {
  /** Random; on disk and in its address. */
  readonly name: string;
  /** As whoever sent it called it. */
  readonly fileName: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Puts a checked file beside the register in a write; whoever calls inserts the row that names it. */
export async function keepPrepared(tx: Tx, file: PreparedFile): Promise<KeptFile> {
  const { fileName, mediaType } = file;
  const bytes = await file.read();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name: await tx.keepFile(bytes), fileName, mediaType, sha256, bytes: bytes.length };
}
