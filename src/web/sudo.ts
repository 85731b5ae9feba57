import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { confirmSession } from '../accounts/actions/sign-in.ts';
import { SIGN_IN_WORDS } from '../accounts/labels.ts';
import { homeOf, isConfirmed } from '../accounts/rules.ts';
import type { OpenSession } from '../accounts/sessions.ts';
import { SignedOut } from './access.ts';
import { doing, editFields, emptyForm, typedFields, type FormState } from './form.ts';
import { guess, guesserOf, minutesToWait } from './guessing.ts';
import { page } from './page.ts';
import { post, type Route } from './routes.ts';
import { safePath } from './safe-path.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Asks for the password again, unless it was given in this session within ten minutes. */
    sudo?: boolean;
  }
}

/**
 * Marks a route that asks for the password again (再次输入密码): `sudo(post('/notices/…', PRESIDIUM, createClosing))`.
 * A form is carried on by the page that asks and does its work once the password is right; what is fetched by a link,
 * such as a download, follows likewise. Only the files of a form have to be chosen again.
 */
export function sudo(route: Route): Route {
  return { ...route, sudo: true };
}

const GO_ON = '/account/confirmation';

/** Where a page that is asked for by a link goes on once the password was given. */
export const confirmationRoutes: readonly Route[] = [post(GO_ON, 'signed-in', goOn)];

/** They travel under names that are no part of any form, so that the form arrives as it was sent. */
const PASSWORD_FIELD = '_password';
const BACK_FIELD = '_back';

/** Comes after the form's token was found good, and before anything is done. */
export function guardSudo(app: FastifyInstance): void {
  app.addHook('preHandler', async (request, reply) => {
    if (!request.routeOptions.config.sudo || request.is404) return;
    if (isConfirmed(sessionOf(request).confirmedAt, request.register.clock())) return;
    return request.whileOpen(async () => {
      const form = request.method === 'POST' ? await confirm(request, reply) : emptyForm();
      return form ? ask(request, reply, form) : undefined;
    });
  });
}

async function goOn(request: FastifyRequest, reply: FastifyReply) {
  const form = await confirm(request, reply);
  return form ? ask(request, reply, form) : reply.redirect(nextOf(request), 303);
}

/** Checks the password that came with the form; what is still wrong, or null when all is well. */
async function confirm(request: FastifyRequest, reply: FastifyReply): Promise<FormState | null> {
  const session = sessionOf(request);
  const typed = sent(request, PASSWORD_FIELD);
  if (typed === undefined) return emptyForm();
  const guesser = await guesserOf(request, session.viewer.login);
  const minutes = minutesToWait(request, reply, guesser);
  if (minutes > 0) return wrong(reply, SIGN_IN_WORDS.tooMany(minutes), 429);
  const isRight = await guess(request, guesser, Boolean, () =>
    confirmSession(doing(request), session, typed),
  );
  return isRight ? null : wrong(reply, SIGN_IN_WORDS.wrongAgain, 422);
}

function wrong(reply: FastifyReply, text: string, status: number): FormState {
  reply.status(status);
  return { values: {}, errors: { [PASSWORD_FIELD]: text } };
}

/** The page that asks: with everything that was typed, or with the address that was asked for. */
async function ask(request: FastifyRequest, reply: FastifyReply, form: FormState): Promise<FastifyReply> {
  const hadFiles = request.isMultipart();
  const carries = request.method === 'POST' && !hadFiles && !isGoingOn(request);
  const model = {
    form,
    carries,
    hadFiles,
    names: { password: PASSWORD_FIELD, back: BACK_FIELD },
    action: carries ? request.url : '/account/confirmation',
    fields: carries
      ? [...typedFields(request.body), ...editFields(request.body)]
      : [{ name: 'next', value: nextOf(request) }],
    back: backFrom(request),
    login: sessionOf(request).viewer.login,
  };
  const isWrong = Object.keys(form.errors).length > 0;
  return page(reply, 'accounts/confirm', model, isWrong ? reply.statusCode : 403);
}

const isGoingOn = (request: FastifyRequest): boolean => request.routeOptions.url === GO_ON;

/** A link goes on to what it asked for, a form with files back to its page. */
function nextOf(request: FastifyRequest): string {
  if (request.method !== 'POST') return request.url;
  const wanted = isGoingOn(request) ? safePath(sent(request, 'next') ?? '') : null;
  return wanted ?? backFrom(request);
}

/** The page from which it all began; one's own first page where the browser does not say. */
function backFrom(request: FastifyRequest): string {
  const { referer = '' } = request.headers;
  const from = URL.canParse(referer) ? new URL(referer) : null;
  const path = from ? from.pathname + from.search : '';
  const isHere = path.startsWith(`${request.prefix}/`);
  const began = sent(request, BACK_FIELD) ?? (isHere ? path.slice(request.prefix.length) : '');
  return safePath(began) ?? homeOf(sessionOf(request).viewer.roles);
}

function sent(request: FastifyRequest, name: string): string | undefined {
  const value = ((request.body ?? {}) as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : undefined;
}

function sessionOf(request: FastifyRequest): OpenSession {
  if (!request.session) throw new SignedOut();
  return request.session;
}
