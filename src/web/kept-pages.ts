import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { shanghaiDay } from '../lib/dates.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The answer is the same for every visitor: it may be kept until the register changes or the day turns. */
    cached?: boolean;
  }
  interface FastifyRequest {
    /** The register's version when this request began; what is rendered from then on is at least as new. */
    keptAs: { key: string; version: number } | null;
  }
}

interface KeptPage {
  version: number;
  etag: string;
  body: Buffer;
  headers: Record<string, string | string[] | number | undefined>;
}

const MOST_PAGES = 2000;
const LARGEST_PAGE = 2 * 1024 * 1024;
const SIZE_COOKIE = /(?:^|;\s*)size=(125|150)(?:;|$)/;

/**
 * Public pages are rendered once and kept as bytes with an ETag, under address, text size, day and register version.
 * The hook comes before every other one, so that a kept page costs no cookie, session or database work.
 */
export function keepPublicPages(app: FastifyInstance): void {
  const pages = new Map<string, KeptPage>();
  app.decorateRequest('keptAs', null);

  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'GET' || !request.routeOptions.config.cached) return;
    const version = await app.store.version();
    const key = keyOf(request, shanghaiDay(app.clock()));
    const kept = pages.get(key);
    if (kept?.version === version) return answer(request, reply, kept);
    request.keptAs = { key, version };
  });

  app.addHook('onSend', async (request, reply, payload) => {
    if (!request.keptAs || reply.statusCode !== 200) return payload;
    const kept = makeKept(reply, request.keptAs.version, payload);
    if (!kept) return payload;
    if (pages.size >= MOST_PAGES) pages.clear();
    pages.set(request.keptAs.key, kept);
    return kept.body;
  });
}

function keyOf(request: FastifyRequest, day: string): string {
  const size = SIZE_COOKIE.exec(request.headers.cookie ?? '')?.[1] ?? '';
  return `${day} ${size} ${request.url}`;
}

function answer(request: FastifyRequest, reply: FastifyReply, kept: KeptPage): FastifyReply {
  reply.headers(kept.headers);
  if (request.headers['if-none-match'] === kept.etag) return reply.status(304).send();
  return reply.send(kept.body);
}

function makeKept(reply: FastifyReply, version: number, payload: unknown): KeptPage | null {
  if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return null;
  const body = Buffer.from(payload);
  if (body.length > LARGEST_PAGE) return null;
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  reply.headers({ etag, 'cache-control': 'no-cache', vary: 'cookie' });
  const { 'set-cookie': _cookie, 'content-length': _length, ...headers } = reply.getHeaders();
  return { version, etag, body, headers };
}
