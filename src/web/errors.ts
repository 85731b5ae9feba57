import type { Duplex } from 'node:stream';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { storageFault } from '../db/faults.ts';
import { FormReused } from '../db/write.ts';
import { NotFound, Refused } from '../refusals.ts';
import { SignedOut } from './access.ts';
import { Forged, isSameOrigin } from './csrf.ts';
import { noteDenial } from './denials.ts';
import { typedFields } from './form.ts';
import { page, plainPage } from './page.ts';
import { TooOften } from './rates.ts';
import { noteRefusal } from './refusal-notes.ts';
import { refusalText } from './refusal-texts.ts';
import { securityHeaders } from './security.ts';
import { bodyOf, typedAgain } from './typed-again.ts';
import { answerStorageFault } from './storage-faults.ts';

const METHODS = ['GET', 'HEAD', 'POST'];

/** Every way in which a request can end badly, each with its page; only bugs are logged. */
export function useErrors(app: FastifyInstance): void {
  app.setNotFoundHandler({ preHandler: async () => undefined }, async (request, reply) => {
    if (METHODS.includes(request.method)) return notFound(request, reply);
    return page(reply.header('allow', METHODS.join(', ')), 'errors/bad-request', {}, 405);
  });
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    try {
      return await answerError(error, request, reply);
    } catch (worse) {
      // The page of an error needs the register too; the framework would answer with the words of the fault.
      return broken(worse, request, reply);
    }
  });
}

async function answerError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (error instanceof NotFound) return notFound(request, reply);
  if (error instanceof Refused) return refused(error, request, reply);
  if (error instanceof FormReused) return refusedPage(new Refused('form-reused'), request, reply);
  if (error instanceof Forged) return expired(request, reply);
  if (error instanceof SignedOut) return signedOut(request, reply);
  if (error instanceof TooOften) return tooOften(error, reply);
  const status = error.statusCode ?? 500;
  if (status < 500) return page(reply, 'errors/bad-request', {}, status);
  return broken(error, request, reply);
}

function broken(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  request.log.error(error);
  const fault = storageFault(error);
  if (fault && request.method === 'POST') return answerStorageFault(fault, request, reply);
  if (fault === 'unreachable')
    return plainPage(reply.header('retry-after', 10), 'errors/unavailable', {}, 503);
  return plainPage(reply, 'errors/broken', { reference: request.id }, fault ? 503 : 500);
}

/** Of something that was to be done, it may have been there when the page was opened. */
function notFound(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const isStep = request.method === 'POST' && !request.is404;
  return page(reply, 'errors/not-found', { isStep, texts: isStep ? textsOf(request) : [] }, 404);
}

/** Costs the register nothing: whoever asks too often is not to be served yet. */
function tooOften({ seconds }: TooOften, reply: FastifyReply): Promise<FastifyReply> {
  return plainPage(reply.header('retry-after', seconds), 'errors/too-often', { seconds }, 429);
}

async function refused(error: Refused, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  await noteRefusal(request, error);
  return refusedPage(error, request, reply);
}

function refusedPage(error: Refused, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return page(reply, 'errors/refused', { text: refusalText(error), texts: textsOf(request) }, 409);
}

/** The words among what was typed, so that they can be copied from a page that has no place for them any more. */
function textsOf(request: FastifyRequest): string[] {
  if (!isSameOrigin(request)) return [];
  return typedFields(request.body)
    .map(({ value }) => value)
    .filter((value) => /\p{Script=Han}/u.test(value));
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

/** What is no HTTP at all, or a method that nobody knows: there is no request that could have a page. */
export function answerNoRequest(app: FastifyInstance, error: { code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const headers = {
    ...securityHeaders(app),
    'content-type': 'text/plain; charset=utf-8',
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n${status}\n`);
}

/** The page had grown old: show what was typed, to be sent again. From another site: nothing. */
async function expired(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  await noteDenial(request, 'token');
  return page(reply, 'errors/expired', typedAgain(request, request.body), 403);
}

/** The session was over: what was typed waits on a page until the person has signed in again. */
async function signedOut(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const typed = typedAgain(request, await bodyOf(request));
  if (typed.fields.every((field) => field.value === '')) return reply.redirect('/login', 303);
  return page(reply, 'errors/signed-out', typed, 403);
}
