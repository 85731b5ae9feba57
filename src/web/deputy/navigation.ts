import type { FastifyInstance, FastifyRequest } from 'fastify';
import { NAVIGATION_LABEL } from '../../assessments/labels.ts';
import { concernsPerson } from '../../assessments/store.ts';

/** Lines of a deputy's navigation that are there only when there is something behind them. */
export function useOwnNavigation(app: FastifyInstance): void {
  app.addHook('preHandler', async (request, reply) => {
    reply.locals = { ...reply.locals, navigation: await ownNavigation(request) };
  });
}

async function ownNavigation({ register, viewer }: FastifyRequest): Promise<[href: string, label: string][]> {
  const personId = viewer?.personId ?? null;
  if (personId === null || !(await concernsPerson(register.store.read, personId))) return [];
  return [['/my/assessments', NAVIGATION_LABEL]];
}

declare module 'fastify' {
  interface FastifyReply {
    /** What every view of this answer gets besides its own model (of @fastify/view). */
    locals?: object;
  }
}
