/**
 * Reading messages. That somebody read one is no entry of the register: it passes by the side door, so that it neither
 * fills the trail nor makes the public pages anew.
 */
import { keepHouse } from '../db/write.ts';
import type { Store } from '../db/store.ts';
import { found } from '../refusals.ts';
import { keptSince, type Recipient } from './rules.ts';
import { deleteMessages, findMessage, touchMessages, type Message } from './store.ts';

/** Marks a message of the recipient's own as read, and gives it. */
export async function openMessage(
  store: Store,
  recipient: Recipient,
  id: number,
  at: number,
): Promise<Message> {
  const message = found(await findMessage(store.read, recipient, id));
  await keepHouse(store, (queries) => touchMessages(queries, recipient, at, id));
  return message;
}

/** Marks every message of the recipient as read; what is older than a year goes with it. */
export async function readEverything(store: Store, recipient: Recipient, at: number): Promise<void> {
  await keepHouse(store, async (queries) => {
    await deleteMessages(queries, recipient, keptSince(at));
    await touchMessages(queries, recipient, at);
  });
}
