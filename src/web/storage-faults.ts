import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { recordStorageFault } from '../audit/actions.ts';
import { STORAGE_FAULT_TEXTS } from '../care/labels.ts';
import type { StorageFault } from '../db/faults.ts';
import type { Register } from '../registers/register.ts';
import { doing } from './form.ts';
import { page, plainPage } from './page.ts';
import { bodyOf, typedAgain } from './typed-again.ts';

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
  noteTrouble(request.register);
  const status = fault === 'full' ? 507 : 503;
  const words = STORAGE_FAULT_TEXTS[fault];
  if (request.headers.accept === 'application/json') return reply.status(status).send({ fault: words.title });
  const body = await bodyOf(request);
  const typed = typedAgain(request, body);
  const sent = typed.isOurs ? ownIn(body) : {};
  // With the form's own key: should it have been stored after all, sending it again changes nothing.
  const model = { ...words, ...typed, ...(sent.formKey === undefined ? {} : { formKey: sent.formKey }) };
  if (fault === 'unreachable') reply.header('retry-after', 10);
  try {
    return await page(reply, 'errors/not-stored', model, status);
  } catch (error) {
    request.log.error(error);
    return plainPage(reply, 'errors/not-stored', { ...model, ...whatIsLeft(sent) }, status);
  }
}

interface Own {
  csrf?: string | undefined;
  formKey?: string | undefined;
}

/** A form's own fields, however its body was read. */
function ownIn(body: unknown): Own {
  const first = (name: string) => {
    const [value] = [(body as Record<string, unknown> | undefined)?.[name]].flat();
    return typeof value === 'string' ? value : undefined;
  };
  return { csrf: first('_csrf'), formKey: first('_key') };
}

/** The page cannot be made as usual: it has no token but the one that was sent. Without any, nothing can be sent again. */
function whatIsLeft({ csrf, formKey }: Own) {
  return csrf === undefined || formKey === undefined ? { fields: [], editFields: [] } : { csrf, formKey };
}

/** A township that could not even be opened has nothing to note it in. */
function noteTrouble(register: Register | undefined): void {
  if (!register) return;
  const { storageTrouble: trouble, clock } = register;
  if (trouble.times === 0) trouble.since = clock();
  trouble.times += 1;
}
