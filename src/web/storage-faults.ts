import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { recordStorageFault } from '../audit/actions.ts';
import { STORAGE_FAULT_TEXTS } from '../care/labels.ts';
import type { StorageFault } from '../db/faults.ts';
import type { Register } from '../registers/register.ts';
import { doing } from './form.ts';
import { page, plainPage } from './page.ts';
import { typedAgain } from './typed-again.ts';

/** What could not be written while it was failing is written when it works again: that it failed, since when, how often. */
export function noteStorageFaults(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    if (request.method !== 'POST' || reply.statusCode !== 303) return;
    const trouble = (request.register as Register | undefined)?.storageTrouble;
    if (!trouble || trouble.times === 0) return;
    const { since, times } = trouble;
    trouble.times = 0;
    try {
      await request.whileOpen(() => recordStorageFault(doing(request), { since, times }));
    } catch (error) {
      Object.assign(trouble, { since, times: times + trouble.times });
      request.log.error(error);
    }
  });
}

/** Nothing was stored: the page says why and holds what was typed. A script gets the words alone. */
export async function answerStorageFault(
  fault: StorageFault,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { storageTrouble: trouble, clock } = request.register;
  if (trouble.times === 0) trouble.since = clock();
  trouble.times += 1;
  const status = fault === 'full' ? 507 : 503;
  const words = STORAGE_FAULT_TEXTS[fault];
  if (request.headers.accept === 'application/json') return reply.status(status).send({ fault: words.title });
  const model = { ...words, ...typedAgain(request, request.body) };
  try {
    return await page(reply, 'errors/not-stored', model, status);
  } catch (error) {
    request.log.error(error);
    return plainPage(reply, 'errors/not-stored', { ...model, fields: [], editFields: [] }, status);
  }
}
