import type { FastifyReply, FastifyRequest } from 'fastify';
import { changePassword, closeOtherSessions, recordSignOut, signIn } from '../accounts/actions.ts';
import { passwordForm, signInForm } from '../accounts/forms.ts';
import { homeOf, type Viewer } from '../accounts/rules.ts';
import { closeSession } from '../accounts/sessions.ts';
import { listSessions } from '../accounts/store.ts';
import { found } from '../refusals.ts';
import { doing, emptyForm, formWithError, parseForm } from './form.ts';
import { goTo, page } from './page.ts';
import { get, post, query, type Route } from './routes.ts';
import { forgetSession, startSession } from './session.ts';
import { safePath } from './safe-path.ts';

export const accountRoutes: readonly Route[] = [
  get('/login', 'anyone', showSignIn),
  post('/login', 'anyone', createSession),
  post('/logout', 'signed-in', deleteSession),
  get('/account', 'signed-in', showAccount),
  post('/account/password', 'signed-in', updatePassword),
  post('/account/sessions', 'signed-in', deleteOtherSessions),
];

async function showSignIn(request: FastifyRequest, reply: FastifyReply) {
  if (request.viewer) return reply.redirect(homeOf(request.viewer.roles), 303);
  return page(reply, 'accounts/sign-in', { form: emptyForm({ next: query(request, 'next') }) });
}

async function createSession(request: FastifyRequest, reply: FastifyReply) {
  const parsed = parseForm(signInForm, request);
  if (!parsed.ok) return page(reply, 'accounts/sign-in', { form: parsed.form }, 422);
  const { login, password, next } = parsed.value;
  const { throttle, clock } = request.server;
  const wait = throttle.waitSeconds(login, request.ip, clock());
  if (wait > 0) {
    reply.header('retry-after', wait);
    return page(
      reply,
      'accounts/sign-in',
      { form: formWithError(request, { login: `试得太多了，请过 ${Math.ceil(wait / 60)} 分钟再试` }) },
      429,
    );
  }
  const viewer = await signIn(doing(request), login, password);
  if (!viewer) {
    throttle.failed(login, request.ip, clock());
    return page(
      reply,
      'accounts/sign-in',
      { form: formWithError(request, { login: '登录名或密码不对，请检查后重试' }) },
      422,
    );
  }
  throttle.succeeded(login, request.ip);
  await startSession(request, reply, viewer.accountId);
  return reply.redirect(
    viewer.mustChangePassword ? '/account' : (safePath(next) ?? homeOf(viewer.roles)),
    303,
  );
}

async function deleteSession(request: FastifyRequest, reply: FastifyReply) {
  const { store } = request.server;
  await recordSignOut({ ...doing(request), once: undefined }, viewerOf(request).login);
  if (request.session) await closeSession(store, request.session.hash);
  forgetSession(request, reply);
  return reply.redirect('/', 303);
}

async function showAccount(request: FastifyRequest, reply: FastifyReply) {
  return accountPage(request, reply, emptyForm());
}

async function accountPage(request: FastifyRequest, reply: FastifyReply, form: object, status = 200) {
  const viewer = viewerOf(request);
  const sessions = await listSessions(request.server.store.read, viewer.accountId);
  const rows = sessions.map((session) => ({ ...session, isThis: session.hash === request.session?.hash }));
  return page(reply, 'accounts/show', { form, sessions: rows, home: homeOf(viewer.roles) }, status);
}

async function updatePassword(request: FastifyRequest, reply: FastifyReply) {
  const viewer = viewerOf(request);
  const parsed = parseForm(passwordForm(viewer.login), request);
  if (!parsed.ok) return accountPage(request, reply, parsed.form, 422);
  const { current, password } = parsed.value;
  const changed = await changePassword(doing(request), viewer.accountId, current, password, '');
  if (!changed)
    return accountPage(request, reply, formWithError(request, { current: '现在的密码不对' }), 422);
  await startSession(request, reply, viewer.accountId);
  return goTo(reply, homeOf(viewer.roles));
}

async function deleteOtherSessions(request: FastifyRequest, reply: FastifyReply) {
  await closeOtherSessions(request.server.store, viewerOf(request).accountId, request.session?.hash ?? '');
  return goTo(reply, '/account');
}

function viewerOf(request: FastifyRequest): Viewer {
  return found(request.viewer);
}
