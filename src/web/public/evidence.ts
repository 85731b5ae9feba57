import type { FastifyReply, FastifyRequest } from 'fastify';
import { findReleased } from '../../evidence/store.ts';
import { found } from '../../refusals.ts';
import { sendEvidence } from '../evidence.ts';
import { get, param, type Route } from '../routes.ts';

export const evidenceRoutes: readonly Route[] = [get('/evidence/:name', 'anyone', showEvidence)];

/** A released image of a confirmed filing. It may be taken back at any time, so browsers ask again each time. */
async function showEvidence(request: FastifyRequest, reply: FastifyReply) {
  const { read, files } = request.register.store;
  const image = found(await findReleased(read, param(request, 'name')));
  const etag = `"${image.sha256.slice(0, 22)}"`;
  reply.headers({ etag, 'cache-control': 'no-cache' });
  if (request.headers['if-none-match'] === etag) return reply.status(304).send();
  return sendEvidence(reply, files, { ...image, fileName: '' });
}
