import { listAllAttachments } from '../attachments/store.ts';
import type { Reader, Store } from '../db/store.ts';
import { listAllEvidence } from '../evidence/store.ts';

/** A file beside the register as the row that names it knows it. */
export interface NamedFile {
  readonly name: string;
  readonly fileName: string;
  readonly sha256: string;
}

/** Every file that a row names: evidence of filings (佐证) and attachments of proposals (附件). Any other is an orphan. */
export async function listNamedFiles(reader: Reader): Promise<NamedFile[]> {
  const lists = await Promise.all([listAllEvidence(reader), listAllAttachments(reader)]);
  return lists.flat();
}

/** Settles files whose write was cut short, before anything else is written: those with a row stay, the others go. */
export async function settleFiles({ read, files }: Store): Promise<void> {
  const unsettled = await files.unsettled();
  if (unsettled.length === 0) return;
  const named = new Set((await listNamedFiles(read)).map(({ name }) => name));
  for (const name of unsettled) await files.settle(name, named.has(name));
}
