import type { FastifyReply, FastifyRequest } from 'fastify';
import { chineseDate } from '../../lib/dates.ts';
import { meetingLabel } from '../../meetings/labels.ts';
import { Refused } from '../../refusals.ts';
import { closeSignIn, openSignIn } from '../../signins/actions.ts';
import { digitsAt, tokenAt } from '../../signins/codes.ts';
import { loadSignInList, type SignInList } from '../../signins/list.ts';
import { qrPath } from '../../signins/qr.ts';
import { untilNextStep } from '../../signins/rules.ts';
import { CLERK } from '../access.ts';
import { doing } from '../form.ts';
import { originOf } from '../origin.ts';
import { goTo, page } from '../page.ts';
import { refusalText } from '../refusal-texts.ts';
import { get, param, post, type Route } from '../routes.ts';
import { meetingRef } from './attendance.ts';

/** Sign-in (签到) as the hall sees it on the wall: opened, turned, closed. */
export const signInPageRoutes: readonly Route[] = [
  get('/sittings/:id/sign-in', CLERK, showSignIn),
  get('/activities/:code/sign-in', CLERK, showSignIn),
  get('/sittings/:id/sign-in/code', CLERK, showCode),
  get('/activities/:code/sign-in/code', CLERK, showCode),
  post('/sittings/:id/sign-in', CLERK, createSignIn),
  post('/activities/:code/sign-in', CLERK, createSignIn),
  post('/sittings/:id/sign-in/closing', CLERK, createClosing),
  post('/activities/:code/sign-in/closing', CLERK, createClosing),
];

/** The meeting's own page on the desk, from the address of any page below it. */
export function meetingAddress(request: FastifyRequest): string {
  const code = param(request, 'code');
  return code === ''
    ? `/desk/sittings/${param(request, 'id')}`
    : `/desk/activities/${encodeURIComponent(code)}`;
}

export async function signInList(request: FastifyRequest): Promise<SignInList> {
  const { store, clock } = request.register;
  return loadSignInList(store.read, await meetingRef(request), clock());
}

/** Why sign-in cannot be opened, in words. */
export function obstacleText({ obstacle, meeting }: SignInList): string {
  return obstacle === null ? '' : refusalText(new Refused(obstacle, { day: chineseDate(meeting.heldOn) }));
}

async function showSignIn(request: FastifyRequest, reply: FastifyReply) {
  const list = await signInList(request);
  const shown = { base: meetingAddress(request), title: meetingLabel(list.meeting), due: list.rows.length };
  if (!list.isOpen || list.signIn === null) {
    const { count, signIn } = list;
    return page(reply, 'staff/signins/new', {
      ...shown,
      count,
      isKnown: signIn !== null,
      obstacle: obstacleText(list),
      isLocal: isLocal(request),
      origin: originOf(request),
    });
  }
  const code = codeNow(request, list);
  const where = originOf(request).replace(/^https?:\/\//, '') + '/my/sign-in';
  return page(reply, 'staff/signins/show', { ...shown, code, where, script: 'sign-in.js', refresh: 20 });
}

/** A telephone cannot reach what a computer calls itself. */
function isLocal(request: FastifyRequest): boolean {
  return /^https?:\/\/(?:localhost|127\.|\[::1\])/.test(originOf(request));
}

/** What turns on the wall: for the page, and for its script every 20 seconds. */
function codeNow(request: FastifyRequest, { signIn, count }: SignInList) {
  const at = request.register.clock();
  if (signIn === null) return null;
  const { size, path } = qrPath(`${originOf(request)}/my/sign-in/${tokenAt(signIn, at)}`);
  return { size, path, digits: digitsAt(signIn, at), count, next: untilNextStep(at) };
}

async function showCode(request: FastifyRequest, reply: FastifyReply) {
  const list = await signInList(request);
  const code = list.isOpen ? codeNow(request, list) : null;
  return reply.send(code === null ? { open: false } : { open: true, due: list.rows.length, ...code });
}

async function createSignIn(request: FastifyRequest, reply: FastifyReply) {
  await openSignIn(doing(request), await meetingRef(request));
  return reply.redirect(`${meetingAddress(request)}/sign-in`, 303);
}

async function createClosing(request: FastifyRequest, reply: FastifyReply) {
  await closeSignIn(doing(request), await meetingRef(request));
  return goTo(reply, `${meetingAddress(request)}/check-ins`, 'closed');
}
