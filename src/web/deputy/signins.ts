import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasRole } from '../../accounts/rules.ts';
import { isInOffice } from '../../deputies/rules.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { meetingLabel } from '../../meetings/labels.ts';
import { getMeeting, loadRoll } from '../../meetings/meetings.ts';
import { Refused, found } from '../../refusals.ts';
import { checkInByCode, checkInByTicket } from '../../signins/actions.ts';
import { ticketFor } from '../../signins/codes.ts';
import { codeForm, ticketForm } from '../../signins/forms.ts';
import { clockTime, SIGN_IN_REFUSAL_FIELDS, tooManyCodes } from '../../signins/labels.ts';
import { TICKET_MS } from '../../signins/rules.ts';
import { scanToken, type Scan } from '../../signins/scan.ts';
import { findCheckIn, listCheckInsOf } from '../../signins/store.ts';
import { DEPUTY } from '../access.ts';
import { doing, emptyForm, formWithError, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { refusalText } from '../refusal-texts.ts';
import { get, param, post, type Route } from '../routes.ts';
import { cookieOptions } from '../session.ts';
import { submitForm } from '../submit.ts';
import { ownDeputy } from './own.ts';

/**
 * Sign-in (签到) on a deputy's phone. The address in the code is open to anybody, so that whoever is not signed in yet
 * gets a ticket for having been there in time, and comes back with it.
 */
export const signInRoutes: readonly Route[] = [
  get('/sign-in', DEPUTY, showCodeForm),
  post('/sign-in', DEPUTY, createByCode),
  get('/sign-in/:token', 'anyone', showScanned),
  post('/sign-in/:token', DEPUTY, createByTicket),
];

/** Kept by the browser that opened a fresh code before its owner had signed in; nobody can hand it on. */
const ARRIVAL = 'arrival';

async function showScanned(request: FastifyRequest, reply: FastifyReply) {
  const { store, clock } = request.register;
  const token = param(request, 'token');
  const at = clock();
  const scan = await scanToken(store.read, token, at, request.cookies[ARRIVAL] ?? '');
  if (!scan.ok) return problemPage(request, reply, refusalText(new Refused(scan.reason)));
  if (request.viewer === null) {
    const ticket = ticketFor(scan.signIn, 'visitor', scan.openedAt);
    reply.setCookie(ARRIVAL, ticket, { ...cookieOptions(request.register), maxAge: TICKET_MS / 1000 });
    return reply.redirect(`/login?next=${encodeURIComponent(`/my/sign-in/${token}`)}`, 303);
  }
  if (!hasRole(request.viewer, 'deputy', 'leader'))
    return problemPage(request, reply, refusalText(new Refused('attendee-no-deputy')));
  return confirmPage(request, reply, scan);
}

function problemPage(request: FastifyRequest, reply: FastifyReply, problem: string) {
  const isDeputy = hasRole(request.viewer, 'deputy', 'leader');
  return page(reply, 'deputy/signins/problem', { problem, isDeputy }, 422);
}

/** One tap: the page changes nothing, its form does. */
async function confirmPage(request: FastifyRequest, reply: FastifyReply, scan: Scan & { ok: true }) {
  const { signIn, meeting, openedAt } = scan;
  const { read } = request.register.store;
  const own = await ownDeputy(request);
  if (!own) return problemPage(request, reply, refusalText(new Refused('attendee-no-deputy')));
  const [roll, earlier] = await Promise.all([
    loadRoll(read, meeting.ref),
    findCheckIn(read, signIn.id, own.entry.id),
  ]);
  const isDue = roll.due.some(({ id }) => id === own.entry.id);
  const reason = isInOffice(own.entry.mandate, meeting.heldOn)
    ? 'check-in-not-invited'
    : 'check-in-not-in-office';
  return page(reply, 'deputy/signins/confirm', {
    title: meetingLabel(meeting),
    place: meeting.place,
    name: own.entry.name,
    ticket: ticketFor(signIn, found(request.viewer).accountId, openedAt),
    obstacle: isDue ? '' : refusalText(new Refused(reason)),
    since: earlier && earlier.undoneAt === null ? clockTime(earlier.at) : '',
  });
}

async function createByTicket(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(request, ticketForm, SIGN_IN_REFUSAL_FIELDS, {
    wrong: (form) => codePage(request, reply, { ...form, values: {} }, 422),
    right: async ({ ticket }) => {
      await checkInByTicket(doing(request), ticket);
      reply.clearCookie(ARRIVAL, cookieOptions(request.register));
      return goTo(reply, '/my/sign-in', 'signed-in');
    },
  });
}

async function showCodeForm(request: FastifyRequest, reply: FastifyReply) {
  return codePage(request, reply, emptyForm());
}

/** Six digits can be guessed: wrong ones are counted by account, before they are looked at. */
async function createByCode(request: FastifyRequest, reply: FastifyReply) {
  const { codeThrottle, clock } = request.register;
  const one = String(found(request.viewer).accountId);
  return submitForm(request, codeForm, SIGN_IN_REFUSAL_FIELDS, {
    wrong: (form) => codePage(request, reply, form, 422),
    right: async ({ code }) => {
      const seconds = codeThrottle.waitSeconds(one, one, clock());
      if (seconds > 0) return refuseMore(request, reply, seconds);
      codeThrottle.failed(one, one, clock());
      await checkInByCode(doing(request), code);
      codeThrottle.succeeded(one, one);
      return goTo(reply, '/my/sign-in', 'signed-in');
    },
  });
}

function refuseMore(request: FastifyRequest, reply: FastifyReply, seconds: number) {
  reply.header('retry-after', seconds);
  const form = formWithError(request, { code: tooManyCodes(Math.ceil(seconds / 60)) });
  return codePage(request, reply, form, 429);
}

/** The form for the digits, and where the deputy has signed in today: what can be shown at the door. */
async function codePage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const own = await ownDeputy(request);
  if (!own) return page(reply, 'deputy/home/none', {});
  const { read } = request.register.store;
  const today = shanghaiDay(request.register.clock());
  const checkIns = await listCheckInsOf(read, own.entry.id);
  const todays = checkIns.filter(({ at }) => shanghaiDay(at) === today);
  const rows = await Promise.all(
    todays.map(async ({ meeting, at }) => ({
      title: meetingLabel(await getMeeting(read, meeting)),
      time: clockTime(at),
    })),
  );
  return page(reply, 'deputy/signins/code', { form, rows, name: own.entry.name }, status);
}
