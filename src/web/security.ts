import type { FastifyInstance } from 'fastify';
import { isSecure } from './session.ts';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS: Record<string, string> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

export function securityHeaders(app: FastifyInstance): Record<string, string> {
  if (!isSecure(app)) return HEADERS;
  return { ...HEADERS, 'strict-transport-security': 'max-age=31536000; includeSubDomains' };
}

export function hasHsts(app: FastifyInstance): boolean {
  return 'strict-transport-security' in securityHeaders(app);
}

/** Constant headers on every answer, errors included; signed-in pages are never kept by a browser. */
export function useSecurityHeaders(app: FastifyInstance): void {
  const headers = securityHeaders(app);
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers);
  });
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
}
