import { write, type Doing } from '../db/write.ts';
import { DENIAL_LABELS, type Denial } from './labels.ts';
import { auditHead, countAudit, type AuditFilter } from './store.ts';

/** Notes that somebody was refused a step at this address, and the words in which it was said. */
export async function recordRefusal(doing: Doing, address: string, reason: string): Promise<void> {
  await write({ ...doing, once: undefined }, async (tx) =>
    tx.record({ kind: 'step.refused', subject: ['address', address], reason }),
  );
}

/** Notes that somebody who has signed in was turned away at this address. */
export async function recordDenial(doing: Doing, address: string, denial: Denial): Promise<void> {
  await write({ ...doing, once: undefined }, async (tx) =>
    tx.record({ kind: 'access.denied', subject: ['address', address], reason: DENIAL_LABELS[denial] }),
  );
}

/** Notes that entries are taken along, and gives the filter that stops before this very note. */
export async function recordTrailExport(
  doing: Doing,
  form: 'csv' | 'jsonl',
  filter: AuditFilter,
  typed: Readonly<Record<string, string>>,
): Promise<AuditFilter> {
  const { seq } = await auditHead(doing.store.read);
  const exact = { ...filter, upTo: seq };
  const entries = await countAudit(doing.store.read, exact);
  await write({ ...doing, once: undefined }, async (tx) =>
    tx.record({
      kind: 'export.made',
      subject: ['export', `audit-${form}`],
      after: {
        form,
        entries,
        filter: Object.values(typed)
          .filter((value) => value !== '')
          .join(' '),
      },
    }),
  );
  return exact;
}

/** Notes, now that it works again, since when and how often the storage failed: nothing could be noted then. */
export async function recordStorageFault(
  doing: Doing,
  { since, times }: { since: number; times: number },
): Promise<void> {
  await write({ ...doing, once: undefined }, async (tx) =>
    tx.record({ kind: 'storage.failed', subject: ['storage', 'register'], after: { since, times } }),
  );
}
