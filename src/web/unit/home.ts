import type { FastifyReply, FastifyRequest } from 'fastify';
import { UNIT } from '../access.ts';
import { page } from '../page.ts';
import { get, type Route } from '../routes.ts';

export const homeRoutes: readonly Route[] = [get('/', UNIT, showHome)];

async function showHome(_request: FastifyRequest, reply: FastifyReply) {
  return page(reply, 'unit/home/show', {});
}
