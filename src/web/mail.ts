import type { FastifyRequest } from 'fastify';
import { hasRole, type Viewer } from '../accounts/rules.ts';
import { keptSince, type Recipient } from '../messages/rules.ts';
import { countUnread } from '../messages/store.ts';

/** Where the viewer's messages are, and how many are unread: stands beside the name on every page. */
export interface Mail {
  href: string;
  unread: number;
}

export function deputyRecipient(viewer: Viewer | null): Recipient | null {
  if (!viewer || viewer.personId === null || !hasRole(viewer, 'deputy', 'leader')) return null;
  return { personId: viewer.personId };
}

export function unitRecipient(viewer: Viewer | null): Recipient | null {
  return viewer && viewer.unitId !== null && hasRole(viewer, 'unit') ? { unitId: viewer.unitId } : null;
}

/** Null for whoever gets no messages. */
export async function mailOf({ register, viewer }: FastifyRequest): Promise<Mail | null> {
  const person = deputyRecipient(viewer);
  const recipient = person ?? unitRecipient(viewer);
  if (!recipient) return null;
  const unread = await countUnread(register.store.read, recipient, keptSince(register.clock()));
  return { href: person ? '/my/messages' : '/unit/messages', unread };
}
