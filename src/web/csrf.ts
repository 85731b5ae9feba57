import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Register } from '../registers/register.ts';
import { originOf } from './origin.ts';
import { cookieOptions, isSecure } from './session.ts';

/** A form arrived without the token that its page carried. */
export class Forged extends Error {}

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

function visitorCookie(register: Register): string {
  return isSecure(register) ? '__Host-form' : 'form';
}

/** The token for forms on this page. Visitors get a cookie that it is bound to, so that signing in is covered too. */
export function csrfToken(request: FastifyRequest, reply: FastifyReply): string {
  if (request.session) return request.session.csrf;
  const { register } = request;
  let visitor = request.cookies[visitorCookie(register)];
  if (!visitor) {
    visitor = randomBytes(18).toString('base64url');
    request.cookies[visitorCookie(register)] = visitor;
    reply.setCookie(visitorCookie(register), visitor, cookieOptions(register));
  }
  return signed(register, visitor);
}

function signed({ formSecret }: Register, visitor: string): string {
  return createHmac('sha256', formSecret).update(visitor).digest('base64url');
}

function expectedToken(request: FastifyRequest): string | null {
  if (request.session) return request.session.csrf;
  const { register } = request;
  const visitor = request.cookies[visitorCookie(register)];
  return visitor ? signed(register, visitor) : null;
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
  return [request.host, new URL(originOf(request)).host];
}

/** Every unsafe request needs the page's token in its body, and must come from this site. */
export function guardForms(app: FastifyInstance): void {
  app.addHook('preHandler', async (request) => {
    if (!UNSAFE.has(request.method) || request.is404) return;
    const given = (request.body as Record<string, unknown> | undefined)?.['_csrf'];
    const wanted = expectedToken(request);
    if (!isSameOrigin(request) || typeof given !== 'string' || wanted === null || !sameText(given, wanted))
      throw new Forged();
  });
}
