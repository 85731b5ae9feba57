import type { Tx } from '../db/store.ts';
import type { NewMessage, Recipient } from './rules.ts';
import { insertMessage } from './store.ts';

/**
 * Tells somebody what concerns them, in the transaction that made it so: bulk and single acts pass here alike.
 * Records nothing in the trail; the act itself does.
 */
export async function tell(
  tx: Tx,
  at: number,
  recipients: readonly Recipient[],
  { kind, subject, detail = {} }: NewMessage,
): Promise<void> {
  const [subjectType, subjectKey] = subject;
  for (const recipient of recipients)
    await insertMessage(tx, {
      ...recipient,
      kind,
      subjectType,
      subjectKey,
      detail: { ...detail },
      sentAt: at,
    });
}
