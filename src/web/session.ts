import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../accounts/rules.ts';
import type { Config } from '../config.ts';
import { closeSession, openSession, useSession, type OpenSession } from '../accounts/sessions.ts';

declare module 'fastify' {
  interface FastifyRequest {
    session: OpenSession | null;
    viewer: Viewer | null;
  }
}

/** What cookies depend on: the app or a register of it. */
interface Site {
  readonly config: Config;
}

/** `__Host-` binds the cookie to this host and https; plain http on an intranet cannot carry it. */
export function sessionCookie(site: Site): string {
  return isSecure(site) ? '__Host-sid' : 'sid';
}

export function isSecure({ config }: Site): boolean {
  return config.publicUrl?.startsWith('https:') ?? false;
}

export function cookieOptions(site: Site) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(site) } as const;
}

/** Finds out who is asking, before anything else is decided. */
export function useSessions(app: FastifyInstance): void {
  app.decorateRequest('session', null);
  app.decorateRequest('viewer', null);
  app.addHook('onRequest', async (request) => {
    const { register } = request;
    const token = request.cookies[sessionCookie(app)];
    if (!token || request.routeOptions.config.cached) return;
    request.session = await useSession(register.store, token, register.clock());
    request.viewer = request.session?.viewer ?? null;
  });
}

/** Signs a person in under a new session id; the session that the browser had before is over. */
export async function startSession(
  request: FastifyRequest,
  reply: FastifyReply,
  accountId: number,
): Promise<void> {
  const { register } = request;
  if (request.session) await closeSession(register.store, request.session.hash);
  const client = { ip: request.ip, agent: request.headers['user-agent'] ?? '' };
  const token = await openSession(register.store, accountId, register.clock(), client);
  reply.setCookie(sessionCookie(register), token, { ...cookieOptions(register), maxAge: 30 * 24 * 60 * 60 });
}

export function forgetSession(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(sessionCookie(request.register), cookieOptions(request.register));
}
