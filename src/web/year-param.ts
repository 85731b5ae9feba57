import type { FastifyRequest } from 'fastify';
import { NotFound } from '../refusals.ts';
import { param } from './routes.ts';

/** The year in the path; anything else is not found. */
export function yearParam(request: FastifyRequest): number {
  const text = param(request, 'year');
  if (!/^20\d\d$/.test(text)) throw new NotFound();
  return Number(text);
}
