import { createHash } from 'node:crypto';
import type { Files } from '../db/files.ts';
import type { Reader } from '../db/store.ts';
import type { CheckResult } from './checks.ts';
import { listNamedFiles } from './files.ts';
import { evidenceFault } from './labels.ts';

/** The files of evidence and attachments against the rows that name them: missing, altered, and named by no row. */
export async function checkEvidence(reader: Reader, files: Files): Promise<CheckResult> {
  const rows = await listNamedFiles(reader);
  const missing: string[] = [];
  const altered: string[] = [];
  for (const { name, fileName, sha256 } of rows) {
    const bytes = await files.read(name);
    if (!bytes) missing.push(fileName);
    else if (createHash('sha256').update(bytes).digest('hex') !== sha256) altered.push(fileName);
  }
  const named = new Set(rows.map(({ name }) => name));
  const unsettled = new Set(await files.unsettled());
  const orphans = (await files.names()).filter((name) => !named.has(name) && !unsettled.has(name)).length;
  return { code: 'evidence', count: rows.length, fault: evidenceFault({ missing, altered, orphans }) };
}
