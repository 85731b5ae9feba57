import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasRole, type Role, type Viewer } from '../accounts/rules.ts';
import { NotFound } from '../refusals.ts';

/** Who may open a route: everybody, everybody who is signed in, or holders of one of these roles. */
export type Access = 'anyone' | 'signed-in' | readonly Role[];

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
}

export const CLERK: Access = ['clerk', 'presidium'];
export const PRESIDIUM: Access = ['presidium'];
export const STAFF: Access = ['clerk', 'presidium', 'admin'];
export const ADMIN: Access = ['admin'];
export const DEPUTY: Access = ['deputy', 'leader'];
export const UNIT: Access = ['unit'];

export function mayOpen(access: Access, viewer: Viewer | null): boolean {
  if (access === 'anyone') return true;
  if (access === 'signed-in') return viewer !== null;
  return hasRole(viewer, ...access);
}

/** A route that does not declare its access stops the server from starting. */
export function demandDeclaredAccess(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (route.config?.access === undefined)
      throw new Error(`${String(route.method)} ${route.url} declares no access`);
  });
}

/** Visitors are asked to sign in; what a signed-in person may not see is not found. */
export function guardAccess(app: FastifyInstance): void {
  app.addHook('preValidation', async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.is404) return;
    const access = request.routeOptions.config.access ?? [];
    if (mayOpen(access, request.viewer)) return;
    if (request.viewer) throw new NotFound();
    const next = request.method === 'GET' ? `?next=${encodeURIComponent(request.url)}` : '';
    return reply.redirect(`/login${next}`, 303);
  });
}
