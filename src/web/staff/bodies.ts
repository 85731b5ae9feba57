import type { FastifyRequest } from 'fastify';
import { inStrokeOrder } from '../../deputies/order.ts';
import { listRoster, type RosterEntry } from '../../deputies/store.ts';
import { membersInOffice } from '../../groups/rules.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { getSettings } from '../../settings/store.ts';

/** What delegations (代表团) and groups (代表小组) have in common on the desk. */
interface Body {
  id: number;
  termId: number;
  leaderId: number | null;
}

/** Each with its leader, the number of its deputies and of those in office today, and what to point out. */
export function bodyRows<T extends Body>(
  request: FastifyRequest,
  bodies: readonly T[],
  roster: readonly RosterEntry[],
  isMember: (body: T) => (entry: RosterEntry) => boolean,
  warn: (leaderId: number | null, inOffice: RosterEntry[]) => string[],
) {
  const today = shanghaiDay(request.register.clock());
  return bodies.map((body) => {
    const members = roster.filter(isMember(body));
    const inOffice = membersInOffice(members, today);
    const leader = roster.find((entry) => entry.id === body.leaderId) ?? null;
    return {
      ...body,
      leader,
      members: members.length,
      inOffice: inOffice.length,
      warnings: warn(body.leaderId, inOffice),
    };
  });
}

/** Whom the leader can be chosen from: members in office, and whoever is leader now. */
export async function leaderOptions(
  request: FastifyRequest,
  body: Body,
  isMember: (entry: RosterEntry) => boolean,
): Promise<{ id: number; name: string; certificateNumber: string; isInOffice: boolean }[]> {
  const { store, clock } = request.register;
  const [roster, settings] = await Promise.all([
    listRoster(store.read, body.termId),
    getSettings(store.read),
  ]);
  const inOffice = new Set(membersInOffice(roster.filter(isMember), shanghaiDay(clock())));
  const choices = roster.filter((entry) => inOffice.has(entry) || entry.id === body.leaderId);
  return inStrokeOrder(choices, settings.nameOrder).map((entry) => {
    const { id, name, certificateNumber } = entry;
    return { id, name, certificateNumber, isInOffice: inOffice.has(entry) };
  });
}
