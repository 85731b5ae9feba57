import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The answer has nothing to do with who asks or with any register: it is there even when neither can be had. */
    static?: boolean;
  }
}

/** Static files, read once: a handful of small text files needs no file server. They stand in views/assets. */
const FILES = {
  'style.css': 'text/css; charset=utf-8',
  'print.css': 'text/css; charset=utf-8',
  'draft.js': 'text/javascript; charset=utf-8',
  'attendance.js': 'text/javascript; charset=utf-8',
  'review.js': 'text/javascript; charset=utf-8',
  'sign-in.js': 'text/javascript; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml; charset=utf-8',
} as const;

const folder = new URL('../../views/assets/', import.meta.url);

export async function assets(app: FastifyInstance): Promise<void> {
  for (const [name, type] of Object.entries(FILES)) {
    const bytes = readFileSync(new URL(name, folder));
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
    app.get(`/assets/${name}`, { config: { access: 'anyone', static: true } }, async (request, reply) => {
      reply.headers({ 'content-type': type, etag, 'cache-control': 'no-cache' });
      return request.headers['if-none-match'] === etag ? reply.status(304).send() : reply.send(bytes);
    });
  }
}
