import { message } from '../db/schema/index.ts';
import type { Tx } from '../db/store.ts';

export async function insertMessage(tx: Tx, row: typeof message.$inferInsert): Promise<void> {
  await tx.insert(message).values(row);
}
