import type { FastifyReply, FastifyRequest } from 'fastify';
import { publicPage } from '../page.ts';
import { publicGet, type Route } from '../routes.ts';

export const homeRoutes: readonly Route[] = [publicGet('/', showHome)];

async function showHome(_request: FastifyRequest, reply: FastifyReply) {
  return publicPage(reply, 'public/home', {});
}
