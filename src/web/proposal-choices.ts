import type { FastifyRequest } from 'fastify';
import { isInOffice } from '../deputies/rules.ts';
import { rosterOrderNote } from '../deputies/labels.ts';
import { inStrokeOrder } from '../deputies/order.ts';
import { listRoster } from '../deputies/store.ts';
import { shanghaiDay } from '../lib/dates.ts';
import { listCongressSessions } from '../meetings/store.ts';
import { getCurrentTerm, getSettings } from '../settings/store.ts';

/** Who may sign a proposal today, and the congress sessions at which it can be brought. */
export async function signerChoices({ register: { store, clock } }: FastifyRequest) {
  const term = await getCurrentTerm(store.read);
  const [roster, settings, sessions] = await Promise.all([
    listRoster(store.read, term.id),
    getSettings(store.read),
    listCongressSessions(store.read, term.id),
  ]);
  const today = shanghaiDay(clock());
  const inOffice = roster.filter(({ mandate }) => isInOffice(mandate, today));
  return {
    deputies: inStrokeOrder(inOffice, settings.nameOrder).map(({ id, name, group }) => ({
      id,
      name,
      group: group?.name ?? '',
    })),
    orderNote: rosterOrderNote('name', settings.nameOrder),
    sessions: sessions.map(({ title }) => title),
  };
}
