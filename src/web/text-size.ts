import type { FastifyReply, FastifyRequest } from 'fastify';
import { get, query, type Route } from './routes.ts';
import { safePath } from './safe-path.ts';

/** Text size (字号) in per cent of the normal one. */
export type TextSize = '100' | '125' | '150';

export const textSizeRoutes: readonly Route[] = [get('/text-size', 'anyone', showTextSize)];

const COOKIE = /(?:^|;\s*)size=(125|150)(?=;|$)/;

/** Read from the header itself, so that kept pages and rendered ones cannot understand it differently. */
export function textSizeOf(request: FastifyRequest): TextSize {
  return knownSize(COOKIE.exec(request.headers.cookie ?? '')?.[1]);
}

function knownSize(text: string | undefined): TextSize {
  return text === '125' || text === '150' ? text : '100';
}

/** Remembers the text size in a cookie and goes back to the page. */
async function showTextSize(request: FastifyRequest, reply: FastifyReply) {
  const size = knownSize(query(request, 'size'));
  reply.setCookie('size', size, { path: '/', sameSite: 'lax', maxAge: 365 * 24 * 60 * 60 });
  return reply.redirect(safePath(query(request, 'next')) ?? '/', 303);
}
