import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { cookieOptions, isSecure } from './session.ts';

/** A form arrived without the token that its page carried. */
export class Forged extends Error {}

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

declare module 'fastify' {
  interface FastifyInstance {
    /** Signs the anonymous visitor's token; new at every start. */
    formSecret: Buffer;
  }
}

function visitorCookie(app: FastifyInstance): string {
  return isSecure(app) ? '__Host-form' : 'form';
}

/** The token for forms on this page. Visitors get a cookie that it is bound to, so that signing in is covered too. */
export function csrfToken(request: FastifyRequest, reply: FastifyReply): string {
  if (request.session) return request.session.csrf;
  const app = request.server;
  let visitor = request.cookies[visitorCookie(app)];
  if (!visitor) {
    visitor = randomBytes(18).toString('base64url');
    request.cookies[visitorCookie(app)] = visitor;
    reply.setCookie(visitorCookie(app), visitor, cookieOptions(app));
  }
  return signed(app, visitor);
}

function signed(app: FastifyInstance, visitor: string): string {
  return createHmac('sha256', app.formSecret).update(visitor).digest('base64url');
}

function expectedToken(request: FastifyRequest): string | null {
  if (request.session) return request.session.csrf;
  const visitor = request.cookies[visitorCookie(request.server)];
  return visitor ? signed(request.server, visitor) : null;
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * Old kernels send no Sec-Fetch-Site; then Origin or Referer must name this host: the one that was asked for, or,
 * behind a proxy that does not pass it on, the public address.
 */
export function isSameOrigin(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const source = request.headers.origin ?? request.headers.referer;
  if (source === undefined) return site !== undefined;
  try {
    return ownHosts(request).includes(new URL(source).host);
  } catch {
    return false;
  }
}

function ownHosts(request: FastifyRequest): string[] {
  const { publicUrl } = request.server.config;
  return publicUrl === null ? [request.host] : [request.host, new URL(publicUrl).host];
}

/** Every unsafe request needs the page's token in its body, and must come from this site. */
export function guardForms(app: FastifyInstance): void {
  app.decorate('formSecret', randomBytes(32));
  app.addHook('preHandler', async (request) => {
    if (!UNSAFE.has(request.method) || request.is404) return;
    const given = (request.body as Record<string, unknown> | undefined)?.['_csrf'];
    const wanted = expectedToken(request);
    if (!isSameOrigin(request) || typeof given !== 'string' || wanted === null || !sameText(given, wanted))
      throw new Forged();
  });
}
