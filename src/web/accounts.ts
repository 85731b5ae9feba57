import type { FastifyReply, FastifyRequest } from 'fastify';
import { changePassword } from '../accounts/actions.ts';
import { recordSignOut, signIn } from '../accounts/actions/sign-in.ts';
import { passwordForm, signInForm } from '../accounts/forms.ts';
import { SIGN_IN_WORDS } from '../accounts/labels.ts';
import { ownWordsOf } from '../accounts/own-words.ts';
import { homeOf, type Viewer } from '../accounts/rules.ts';
import { closeSession } from '../accounts/sessions.ts';
import { found } from '../refusals.ts';
import { doing, emptyForm, formWithError, parseForm } from './form.ts';
import { guess, guesserOf, minutesToWait } from './guessing.ts';
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
  return submitForm(request, signInForm, REFUSED_AT, {
    wrong: (form) => page(reply, 'accounts/sign-in', { form }, 422),
    right: async ({ login, password, next }) => {
      const guesser = await guesserOf(request, login);
      const minutes = minutesToWait(request, reply, guesser);
      if (minutes > 0) return refuseSignIn(request, reply, SIGN_IN_WORDS.tooMany(minutes), 429);
      const check = () => signIn(doing(request), login, password);
      const viewer = await guess(request, guesser, (found) => found !== null, check);
      if (!viewer) return refuseSignIn(request, reply, SIGN_IN_WORDS.wrong, 422);
      await startSession(request, reply, viewer.accountId);
      return reply.redirect(safePath(next) ?? homeOf(viewer.roles), 303);
    },
  });
}

/** Where it is said why somebody with the right password is not let in. */
const REFUSED_AT = { 'mandate-over': 'login', 'account-unused': 'login' };

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
  const { accountId: id, login, name, personId } = viewer;
  const own = await ownWordsOf(request.register.store.read, { login, name, personId });
  const parsed = parseForm(passwordForm(own), request);
  if (!parsed.ok) return accountPage(request, reply, parsed.form, 422);
  const refuse = (text: string, status: number) =>
    accountPage(request, reply, formWithError(request, { current: text }), status);
  const guesser = await guesserOf(request, login);
  const minutes = minutesToWait(request, reply, guesser);
  if (minutes > 0) return refuse(SIGN_IN_WORDS.tooMany(minutes), 429);
  const { current, password } = parsed.value;
  const change = () => changePassword(doing(request), id, current, password, '');
  if (!(await guess(request, guesser, Boolean, change))) return refuse(SIGN_IN_WORDS.wrongCurrent, 422);
  await startSession(request, reply, viewer.accountId);
  return goTo(reply, homeOf(viewer.roles));
}

export function viewerOf(request: FastifyRequest): Viewer {
  return found(request.viewer);
}
