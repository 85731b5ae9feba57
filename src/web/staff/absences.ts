import type { FastifyReply, FastifyRequest } from 'fastify';
import { listAbsentees } from '../../desk/absences.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { page } from '../page.ts';
import { get, type Route } from '../routes.ts';

export const absenceRoutes: readonly Route[] = [get('/absences', CLERK, showAbsences)];

async function showAbsences({ register: { store, clock } }: FastifyRequest, reply: FastifyReply) {
  const term = await getCurrentTerm(store.read);
  const absentees = await listAbsentees(store.read, term.id, shanghaiDay(clock()));
  return page(reply, 'staff/absences/index', { term, absentees });
}
