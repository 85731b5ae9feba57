import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../accounts/rules.ts';
import { closeSession, openSession, useSession, type OpenSession } from '../accounts/sessions.ts';

declare module 'fastify' {
  interface FastifyRequest {
    session: OpenSession | null;
    viewer: Viewer | null;
  }
}

/** `__Host-` binds the cookie to this host and https; plain http on an intranet cannot carry it. */
export function sessionCookie(app: FastifyInstance): string {
  return isSecure(app) ? '__Host-sid' : 'sid';
}

export function isSecure(app: FastifyInstance): boolean {
  return app.config.publicUrl?.startsWith('https:') ?? false;
}

export function cookieOptions(app: FastifyInstance) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(app) } as const;
}

/** Finds out who is asking, before anything else is decided. */
export function useSessions(app: FastifyInstance): void {
  app.decorateRequest('session', null);
  app.decorateRequest('viewer', null);
  app.addHook('onRequest', async (request) => {
    const token = request.cookies[sessionCookie(app)];
    if (!token || request.routeOptions.config.cached) return;
    request.session = await useSession(app.store, token, app.clock());
    request.viewer = request.session?.viewer ?? null;
  });
}

/** Signs a person in under a new session id; the session that the browser had before is over. */
export async function startSession(
  request: FastifyRequest,
  reply: FastifyReply,
  accountId: number,
): Promise<void> {
  const app = request.server;
  if (request.session) await closeSession(app.store, request.session.hash);
  const client = { ip: request.ip, agent: request.headers['user-agent'] ?? '' };
  const token = await openSession(app.store, accountId, app.clock(), client);
  reply.setCookie(sessionCookie(app), token, { ...cookieOptions(app), maxAge: 30 * 24 * 60 * 60 });
}

export function forgetSession(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(sessionCookie(request.server), cookieOptions(request.server));
}
