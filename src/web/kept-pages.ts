import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { shanghaiDay } from '../lib/dates.ts';
import { textSizeOf } from './text-size.ts';

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

const MOST_BYTES = 64 * 1024 * 1024;
const LARGEST_PAGE = 2 * 1024 * 1024;

/**
 * Public pages are rendered once and kept as bytes with an ETag, under register, address, text size, day and version.
 * The hook comes before every other one, so that a kept page costs no cookie, session or database work.
 */
export function keepPublicPages(app: FastifyInstance): void {
  const shelf = makeShelf();
  app.decorateRequest('keptAs', null);

  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'GET' || !request.routeOptions.config.cached) return;
    const { store, clock } = request.register;
    const version = await store.version();
    const key = keyOf(request, shanghaiDay(clock()));
    const kept = shelf.get(key);
    if (kept?.version === version) return answer(request, reply, kept);
    request.keptAs = { key, version };
  });

  app.addHook('onSend', async (request, reply, payload) => {
    if (!request.keptAs || reply.statusCode !== 200) return payload;
    const kept = makeKept(reply, request.keptAs.version, payload);
    if (!kept) return payload;
    shelf.put(request.keptAs.key, kept);
    if (request.headers['if-none-match'] !== kept.etag) return kept.body;
    reply.status(304).removeHeader('content-length');
    return null;
  });
}

/** The pages by key, the longest unused ones dropped when there are too many bytes of them. */
function makeShelf() {
  const pages = new Map<string, KeptPage>();
  let bytes = 0;
  const drop = (key: string) => {
    const page = pages.get(key);
    if (page && pages.delete(key)) bytes -= page.body.length + key.length;
  };
  return {
    get(key: string): KeptPage | undefined {
      const page = pages.get(key);
      if (page && pages.delete(key)) pages.set(key, page);
      return page;
    },
    put(key: string, page: KeptPage): void {
      drop(key);
      pages.set(key, page);
      bytes += page.body.length + key.length;
      for (const oldest of pages.keys()) {
        if (bytes <= MOST_BYTES) return;
        drop(oldest);
      }
    },
  };
}

function keyOf(request: FastifyRequest, day: string): string {
  const { register, prefix, host, url } = request;
  return `${register.opening} ${day} ${textSizeOf(request)} ${host} ${prefix} ${url}`;
}

function answer(request: FastifyRequest, reply: FastifyReply, kept: KeptPage): FastifyReply {
  reply.headers(kept.headers);
  if (request.headers['if-none-match'] === kept.etag) return reply.status(304).send();
  return reply.send(kept.body);
}

/** A token on a page means that it was made for one visitor: a bug that must not be kept for all the others. */
function makeKept(reply: FastifyReply, version: number, payload: unknown): KeptPage | null {
  if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return null;
  const body = Buffer.from(payload);
  if (body.length > LARGEST_PAGE) return null;
  if (body.includes('name="_csrf"')) throw new Error('a page for everybody holds the token of one');
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  reply.headers({ etag, 'cache-control': 'no-cache', vary: 'cookie' });
  const { 'content-length': _length, ...headers } = reply.getHeaders();
  return { version, etag, body, headers };
}
