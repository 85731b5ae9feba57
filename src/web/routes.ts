import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isStorable, storable } from '../lib/text.ts';
import { NotFound } from '../refusals.ts';
import type { Access } from './access.ts';
import type { RateName } from './rates.ts';
import type { FileRule } from './uploads.ts';

export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

export interface Route {
  method: 'GET' | 'POST';
  url: string;
  access: Access;
  handler: Handler;
  cached?: boolean;
  files?: FileRule;
  /** Asks for the password again (sudo.ts). */
  sudo?: boolean;
  rate?: RateName;
}

/** One line of a noun's route table. */
export function get(url: string, access: Access, handler: Handler): Route {
  return { method: 'GET', url, access, handler };
}

export function post(url: string, access: Access, handler: Handler): Route {
  return { method: 'POST', url, access, handler };
}

/** A form that takes several files, which wait on disk (uploads.ts). */
export function postFiles(url: string, access: Access, files: FileRule, handler: Handler): Route {
  return { method: 'POST', url, access, handler, files };
}

/** A public page that is the same for everybody and may be kept (kept-pages.ts). */
export function publicGet(url: string, handler: Handler): Route {
  return { method: 'GET', url, access: 'anyone', handler, cached: true };
}

/** The route, but not too often. */
export function limited(route: Route, rate: RateName): Route {
  return { ...route, rate };
}

/** The register stays open until the handler is through, also when whoever asked has gone. */
function held(handler: Handler): Handler {
  return (request, reply) => request.whileOpen(() => handler(request, reply));
}

export function addRoutes(app: FastifyInstance, routes: readonly Route[]): void {
  for (const { method, url, access, handler, cached = false, sudo = false, files, rate } of routes) {
    const config = { access, cached, sudo, ...(files && { files }), ...(rate && { rate }) };
    app.route({ method, url, handler: held(handler), config });
  }
}

/** A path parameter, decoded; with what cannot be stored in it, it names nothing. */
export function param(request: FastifyRequest, name: string): string {
  const value = (request.params as Record<string, string | undefined>)[name] ?? '';
  if (!isStorable(value)) throw new NotFound();
  return value;
}

/** A query parameter; a repeated one counts as absent. */
export function query(request: FastifyRequest, name: string): string {
  const value = (request.query as Record<string, unknown>)[name];
  return typeof value === 'string' ? storable(value).trim() : '';
}

/** A numeric path parameter; anything else is not found. */
export function idParam(request: FastifyRequest, name = 'id'): number {
  const text = param(request, name);
  if (!/^\d{1,12}$/.test(text)) throw new NotFound();
  return Number(text);
}
