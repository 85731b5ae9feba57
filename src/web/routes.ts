import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { NotFound } from '../refusals.ts';
import type { Access } from './access.ts';
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

export function addRoutes(app: FastifyInstance, routes: readonly Route[]): void {
  for (const { method, url, access, handler, cached = false, sudo = false, files } of routes) {
    const config = { access, cached, sudo, ...(files && { files }) };
    app.route({ method, url, handler: held(handler), config });
  }
}

/** The register stays open until the handler is through, also when whoever asked has gone. */
function held(handler: Handler): Handler {
  return (request, reply) => request.whileOpen(() => handler(request, reply));
}

/** A path parameter, decoded. */
export function param(request: FastifyRequest, name: string): string {
  return (request.params as Record<string, string | undefined>)[name] ?? '';
}

/** A query parameter; a repeated one counts as absent. */
export function query(request: FastifyRequest, name: string): string {
  const value = (request.query as Record<string, unknown>)[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** A numeric path parameter; anything else is not found. */
export function idParam(request: FastifyRequest, name = 'id'): number {
  const text = param(request, name);
  if (!/^\d{1,12}$/.test(text)) throw new NotFound();
  return Number(text);
}
