import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { storageFault } from '../db/faults.ts';
import { FormReused } from '../db/write.ts';
import { NotFound, Refused } from '../refusals.ts';
import { SignedOut } from './access.ts';
import { Forged, isSameOrigin } from './csrf.ts';
import { fieldsOnly } from './fields-only.ts';
import { typedFields } from './form.ts';
import { page, plainPage } from './page.ts';
import { noteRefusal } from './refusal-notes.ts';
import { refusalText } from './refusal-texts.ts';
import { securityHeaders } from './security.ts';
import { answerStorageFault } from './storage-faults.ts';

const METHODS = ['GET', 'HEAD', 'POST'];

/** Every way in which a request can end badly, each with its page; only bugs are logged. */
export function useErrors(app: FastifyInstance): void {
  app.setNotFoundHandler({ preHandler: async () => undefined }, async (request, reply) => {
    if (METHODS.includes(request.method)) return page(reply, 'errors/not-found', {}, 404);
    return page(reply.header('allow', METHODS.join(', ')), 'errors/bad-request', {}, 405);
  });
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    if (error instanceof NotFound) return page(reply, 'errors/not-found', {}, 404);
    if (error instanceof Refused) return refused(error, request, reply);
    if (error instanceof FormReused)
      return page(reply, 'errors/refused', { text: refusalText(new Refused('form-reused')) }, 409);
    if (error instanceof Forged) return expired(request, reply);
    if (error instanceof SignedOut) return signedOut(request, reply);
    const status = error.statusCode ?? 500;
    if (status < 500) return page(reply, 'errors/bad-request', {}, status);
    request.log.error(error);
    const fault = storageFault(error);
    if (fault && request.method === 'POST') return answerStorageFault(fault, request, reply);
    return plainPage(reply, 'errors/broken', { reference: request.id }, fault ? 503 : 500);
  });
}

async function refused(error: Refused, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  await noteRefusal(request, error);
  return page(reply, 'errors/refused', { text: refusalText(error) }, 409);
}

/** An address that no route can be looked up for (such as `/%zz`): no hook has seen it. */
export function answerBadAddress(
  app: FastifyInstance,
  error: FastifyError,
  reply: FastifyReply,
): Promise<FastifyReply> {
  reply.headers({ ...securityHeaders(app), 'cache-control': 'no-store' });
  return plainPage(reply, 'errors/bad-request', {}, error.statusCode ?? 400);
}

/** The page had grown old: show what was typed, to be sent again. From another site: nothing. */
function expired(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const fields = isSameOrigin(request) ? typedFields(request.body) : [];
  return page(reply, 'errors/expired', { action: request.url, fields, hadFiles: hadFiles(request) }, 403);
}

/** The session was over: what was typed waits on a page until the person has signed in again. */
async function signedOut(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const fields = isSameOrigin(request) ? typedFields(await bodyOf(request)) : [];
  if (fields.every((field) => field.value === '')) return reply.redirect('/login', 303);
  return page(reply, 'errors/signed-out', { action: request.url, fields, hadFiles: hadFiles(request) }, 403);
}

/** A form with files has not been read yet when its sender is turned away. */
async function bodyOf(request: FastifyRequest): Promise<unknown> {
  return hadFiles(request) ? fieldsOnly(request) : request.body;
}

/** A page cannot give files back to be sent again. */
function hadFiles(request: FastifyRequest): boolean {
  return request.isMultipart();
}
