import type { FastifyRequest } from 'fastify';
import { unansweredTitle } from '../../invitations/labels.ts';
import { listOwnInvitations } from '../../invitations/own.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import type { DueItem } from './due.ts';
import type { OwnDeputy } from './own.ts';

/** Invitations to activities ahead to which the deputy has not said anything. */
export async function unansweredInvitations(
  { register: { store, clock } }: FastifyRequest,
  { entry, term }: OwnDeputy,
): Promise<DueItem[]> {
  const own = await listOwnInvitations(store.read, entry, term.id, shanghaiDay(clock()));
  return own
    .filter(({ isUnanswered }) => isUnanswered)
    .map(({ activity, invitation }) => ({
      title: unansweredTitle(activity.title),
      detail: '',
      href: `/my/invitations/${encodeURIComponent(activity.code)}`,
      until: invitation.answerBy ?? activity.heldOn,
    }));
}
