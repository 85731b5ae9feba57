import type { FastifyReply, FastifyRequest } from 'fastify';
import { findEvidence } from '../../evidence/store.ts';
import { NotFound } from '../../refusals.ts';
import { DEPUTY } from '../access.ts';
import { sendEvidence } from '../evidence.ts';
import { get, param, type Route } from '../routes.ts';
import { ownDeputy } from './own.ts';

export const evidenceRoutes: readonly Route[] = [get('/evidence/:name', DEPUTY, showEvidence)];

/** A file of the deputy's own filings; anybody else's is not found. */
async function showEvidence(request: FastifyRequest, reply: FastifyReply) {
  const { read, files } = request.register.store;
  const own = await ownDeputy(request);
  const file = await findEvidence(read, param(request, 'name'));
  if (!own || file?.filing.deputyId !== own.entry.id) throw new NotFound();
  return sendEvidence(reply, files, file);
}
