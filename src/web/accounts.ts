import type { FastifyReply, FastifyRequest } from 'fastify';
import { changePassword, recordSignOut, signIn } from '../accounts/actions.ts';
import { passwordForm, signInForm } from '../accounts/forms.ts';
import { SIGN_IN_WORDS } from '../accounts/labels.ts';
import { homeOf, type Viewer } from '../accounts/rules.ts';
import { closeSession } from '../accounts/sessions.ts';
import { found } from '../refusals.ts';
import { doing, emptyForm, formWithError, parseForm } from './form.ts';
import { goTo, page } from './page.ts';
import { get, post, query, type Route } from './routes.ts';
import { forgetSession, startSession } from './session.ts';
import { safePath } from './safe-path.ts';
import { submitForm } from './submit.ts';

export const accountRoutes: readonly Route[] = [
  get('/login', 'anyone', showSignIn),
  post('/login', 'anyone', createSession),
  post('/logout', 'signed-in', deleteSession),
  get('/account', 'signed-in', showAccount),
  post('/account/password', 'signed-in', updatePassword),
];

async function showSignIn(request: FastifyRequest, reply: FastifyReply) {
  if (request.viewer) return reply.redirect(homeOf(request.viewer.roles), 303);
  return page(reply, 'accounts/sign-in', { form: emptyForm({ next: query(request, 'next') }) });
}

async function createSession(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(request, signInForm, NO_FIELDS, {
    wrong: (form) => page(reply, 'accounts/sign-in', { form }, 422),
    right: async ({ login, password, next }) => {
      const minutes = minutesToWait(request, reply, login);
      if (minutes > 0) return refuseSignIn(request, reply, SIGN_IN_WORDS.tooMany(minutes), 429);
      const viewer = await checkedSignIn(request, login, password);
      if (!viewer) return refuseSignIn(request, reply, SIGN_IN_WORDS.wrong, 422);
      await startSession(request, reply, viewer.accountId);
      return reply.redirect(safePath(next) ?? homeOf(viewer.roles), 303);
    },
  });
}

/** Nothing that signing in refuses belongs to one field. */
const NO_FIELDS = {};

/** How long guessing at this name has to wait; 0 for not at all. */
export function minutesToWait({ register, ip }: FastifyRequest, reply: FastifyReply, login: string): number {
  const seconds = register.throttle.waitSeconds(login, ip, register.clock());
  if (seconds > 0) reply.header('retry-after', seconds);
  return Math.ceil(seconds / 60);
}

/** The attempt counts as failed until it has succeeded, so that many at once are not all free. */
async function checkedSignIn(request: FastifyRequest, login: string, password: string) {
  const { throttle, clock } = request.register;
  throttle.failed(login, request.ip, clock());
  const viewer = await signIn(doing(request), login, password);
  if (viewer) throttle.succeeded(login, request.ip);
  return viewer;
}

function refuseSignIn(request: FastifyRequest, reply: FastifyReply, text: string, status: number) {
  return page(reply, 'accounts/sign-in', { form: formWithError(request, { login: text }) }, status);
}

async function deleteSession(request: FastifyRequest, reply: FastifyReply) {
  const { store } = request.register;
  await recordSignOut({ ...doing(request), once: undefined }, viewerOf(request).login);
  if (request.session) await closeSession(store, request.session.hash);
  forgetSession(request, reply);
  return reply.redirect('/', 303);
}

async function showAccount(request: FastifyRequest, reply: FastifyReply) {
  return accountPage(request, reply, emptyForm());
}

async function accountPage(request: FastifyRequest, reply: FastifyReply, form: object, status = 200) {
  return page(reply, 'accounts/show', { form, home: homeOf(viewerOf(request).roles) }, status);
}

async function updatePassword(request: FastifyRequest, reply: FastifyReply) {
  const viewer = viewerOf(request);
  const parsed = parseForm(passwordForm(viewer.login), request);
  if (!parsed.ok) return accountPage(request, reply, parsed.form, 422);
  const refuse = (text: string, status: number) =>
    accountPage(request, reply, formWithError(request, { current: text }), status);
  const minutes = minutesToWait(request, reply, viewer.login);
  if (minutes > 0) return refuse(SIGN_IN_WORDS.tooMany(minutes), 429);
  const { throttle, clock } = request.register;
  throttle.failed(viewer.login, request.ip, clock());
  const { current, password } = parsed.value;
  const changed = await changePassword(doing(request), viewer.accountId, current, password, '');
  if (!changed) return refuse(SIGN_IN_WORDS.wrongCurrent, 422);
  throttle.succeeded(viewer.login, request.ip);
  await startSession(request, reply, viewer.accountId);
  return goTo(reply, homeOf(viewer.roles));
}

export function viewerOf(request: FastifyRequest): Viewer {
  return found(request.viewer);
}
