import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasRole, type Role, type Viewer } from '../accounts/rules.ts';
import { NotFound } from '../refusals.ts';
import { noteDenial } from './denials.ts';

/** Who may open a route: everybody, everybody who is signed in, or holders of one of these roles. */
export type Access = 'anyone' | 'signed-in' | readonly Role[];

export interface DeclaredRoute {
  method: string;
  url: string;
  access: Access;
  cached: boolean;
  /** Asks for the password again. */
  sudo: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyInstance {
    /** Every route of the app and who may open it, in the order in which they were declared. */
    declaredRoutes: DeclaredRoute[];
  }
}

/** Somebody whose session is over sent a form. */
export class SignedOut extends Error {}

export const CLERK: Access = ['clerk', 'presidium'];
export const PRESIDIUM: Access = ['presidium'];
export const STAFF: Access = ['clerk', 'presidium', 'admin'];
export const ADMIN: Access = ['admin'];
export const DEPUTY: Access = ['deputy', 'leader'];
export const LEADER: Access = ['leader'];
export const UNIT: Access = ['unit'];

export function mayOpen(access: Access, viewer: Viewer | null): boolean {
  if (access === 'anyone') return true;
  if (access === 'signed-in') return viewer !== null;
  return hasRole(viewer, ...access);
}

/** A route that does not declare its access stops the server from starting. */
export function demandDeclaredAccess(app: FastifyInstance): void {
  app.decorate('declaredRoutes', []);
  app.addHook('onRoute', ({ method, url, config }) => {
    const { access, cached = false, sudo = false } = config ?? {};
    if (access === undefined) throw new Error(`${String(method)} ${url} declares no access`);
    for (const name of [method].flat()) app.declaredRoutes.push({ method: name, url, access, cached, sudo });
  });
}

/** Visitors are asked to sign in; what a signed-in person may not see is not found. */
export function guardAccess(app: FastifyInstance): void {
  app.addHook('preValidation', async (request: FastifyRequest, reply: FastifyReply) => {
    const { viewer, is404, routeOptions } = request;
    const access = routeOptions.config.access ?? [];
    if (is404 || access === 'anyone') return;
    if (mayOpen(access, viewer)) return;
    if (viewer) {
      await noteDenial(request, 'role');
      throw new NotFound();
    }
    if (request.method === 'POST') throw new SignedOut();
    return reply.redirect(`/login?next=${encodeURIComponent(request.url)}`, 303);
  });
}
