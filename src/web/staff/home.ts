import type { FastifyReply, FastifyRequest } from 'fastify';
import { STAFF } from '../access.ts';
import { page } from '../page.ts';
import { get, type Route } from '../routes.ts';

export const homeRoutes: readonly Route[] = [get('/', STAFF, showHome)];

async function showHome(_request: FastifyRequest, reply: FastifyReply) {
  return page(reply, 'staff/home/show', {});
}
