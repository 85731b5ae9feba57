import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { FormReused } from '../db/write.ts';
import { NotFound, Refused } from '../refusals.ts';
import { Forged, isSameOrigin } from './csrf.ts';
import { page } from './page.ts';
import { refusalText } from './refusal-texts.ts';

/** Every way in which a request can end badly, each with its page; only bugs are logged. */
export function useErrors(app: FastifyInstance): void {
  app.setNotFoundHandler({ preHandler: async () => undefined }, async (_request, reply) =>
    page(reply, 'errors/not-found', {}, 404),
  );
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    if (error instanceof NotFound) return page(reply, 'errors/not-found', {}, 404);
    if (error instanceof Refused) return page(reply, 'errors/refused', { text: refusalText(error) }, 409);
    if (error instanceof FormReused)
      return page(reply, 'errors/refused', { text: refusalText(new Refused('form-reused')) }, 409);
    if (error instanceof Forged) return expired(request, reply);
    const status = error.statusCode ?? 500;
    if (status < 500) return page(reply, 'errors/bad-request', { code: error.code ?? '' }, status);
    request.log.error(error);
    return page(reply, 'errors/broken', { reference: request.id }, 500);
  });
}

/** The page had grown old: show what was typed, to be sent again. From another site: nothing. */
function expired(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const isForm = isSameOrigin(request) && !request.headers['content-type']?.startsWith('multipart/');
  return page(
    reply,
    'errors/expired',
    { action: request.url, fields: isForm ? typedFields(request.body) : [] },
    403,
  );
}

function typedFields(body: unknown): { name: string; value: string; secret: boolean }[] {
  return Object.entries((body ?? {}) as Record<string, unknown>)
    .filter(([name]) => !name.startsWith('_'))
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((item) => ({ name, value: String(item) })),
    )
    .map((field) => ({ ...field, secret: /password/i.test(field.name) }));
}
