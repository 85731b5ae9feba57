import type { FastifyReply, FastifyRequest } from 'fastify';
import { textSize } from './page.ts';
import { get, query, type Route } from './routes.ts';
import { safePath } from './safe-path.ts';

export const textSizeRoutes: readonly Route[] = [get('/text-size', 'anyone', showTextSize)];

/** Remembers the text size in a cookie and goes back to the page. */
async function showTextSize(request: FastifyRequest, reply: FastifyReply) {
  const size = textSize({ size: query(request, 'size') });
  reply.setCookie('size', size, { path: '/', sameSite: 'lax', maxAge: 365 * 24 * 60 * 60 });
  return reply.redirect(safePath(query(request, 'next')) ?? '/', 303);
}
