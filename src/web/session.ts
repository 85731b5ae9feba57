import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../accounts/rules.ts';
import {
  closeSession,
  DEVICE_LIFE,
  openSession,
  useSession,
  type OpenSession,
} from '../accounts/sessions.ts';
import type { Config } from '../config.ts';
import { unavailability } from '../db/unavailable.ts';

declare module 'fastify' {
  interface FastifyRequest {
    session: OpenSession | null;
    viewer: Viewer | null;
    /** Why nobody could be asked who sends this form; told once what was typed has been read. */
    whyUnknown: unknown;
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

/** By which a browser is known in which somebody signed in before. */
export function deviceCookie(site: Site): string {
  return isSecure(site) ? '__Host-device' : 'device';
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
  app.decorateRequest('whyUnknown', null);
  app.addHook('onRequest', async (request) => {
    const { register } = request;
    const token = request.cookies[sessionCookie(app)];
    const { cached, static: isStatic } = request.routeOptions.config;
    if (!token || cached || isStatic) return;
    try {
      request.session = await useSession(register.store, token, register.clock());
    } catch (error) {
      if (request.method !== 'POST' || unavailability(error) === null) throw error;
      request.whyUnknown = error;
    }
    request.viewer = request.session?.viewer ?? null;
  });
  app.addHook('preValidation', async ({ whyUnknown }) => {
    if (whyUnknown !== null) throw whyUnknown;
  });
}

/** Signs a person in under a new session id; the session that the browser had before is over. */
export async function startSession(
  request: FastifyRequest,
  reply: FastifyReply,
  accountId: number,
): Promise<void> {
  const { register } = request;
  const { store, clock } = register;
  if (request.session) await closeSession(store, request.session.hash);
  const client = {
    ip: request.ip,
    agent: request.headers['user-agent'] ?? '',
    device: request.cookies[deviceCookie(register)],
  };
  const { token, device } = await openSession(store, accountId, clock(), client);
  const options = cookieOptions(register);
  reply.setCookie(sessionCookie(register), token, { ...options, maxAge: 30 * 24 * 60 * 60 });
  reply.setCookie(deviceCookie(register), device, { ...options, maxAge: DEVICE_LIFE / 1000 });
}

/** The working copies of pages that the browser may have kept; not its cookies: it stays known, and its text size. */
const LEFT_BEHIND = '"cache", "storage"';

export function forgetSession(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(sessionCookie(request.register), cookieOptions(request.register));
  reply.header('clear-site-data', LEFT_BEHIND);
}
