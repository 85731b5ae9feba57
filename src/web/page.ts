import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { lifetimeOf, sessionEnd, type SessionEnd } from '../accounts/rules.ts';
import { REGISTER_NAME } from '../settings/labels.ts';
import { findTownship, type Township } from '../settings/store.ts';
import { shanghaiDay } from '../lib/dates.ts';
import { csrfToken } from './csrf.ts';
import { editedPage } from './edited-page.ts';
import type { FormState } from './form.ts';
import { mailOf } from './mail.ts';
import { withPrefix } from './prefix.ts';
import { cookieOptions } from './session.ts';
import { textSizeOf, type TextSize } from './text-size.ts';

/** What every page gets besides its own model. */
export interface Common {
  site: { name: string; congressName: string; presidiumName: string; phone: string; address: string };
  size: TextSize;
  today: string;
  path: string;
}

async function common(reply: FastifyReply): Promise<Common> {
  return commonOf(reply, await findTownship(reply.request.register.store.read));
}

function commonOf(reply: FastifyReply, township: Township | undefined): Common {
  const { request } = reply;
  return {
    site: {
      name: township?.name ?? '',
      congressName: township?.congressName ?? REGISTER_NAME,
      presidiumName: township?.presidiumName ?? '',
      phone: township?.phone ?? '',
      address: township?.address ?? '',
    },
    size: textSizeOf(request),
    today: shanghaiDay(reply.server.clock()),
    path: request.url.split('?')[0] ?? '/',
  };
}

/** Renders a page for somebody who may have signed in: with forms, never kept. */
export async function page(
  reply: FastifyReply,
  view: string,
  model: object,
  status = 200,
): Promise<FastifyReply> {
  const { request } = reply;
  const forms = { csrf: csrfToken(request, reply), formKey: randomBytes(18).toString('base64url') };
  const whole = {
    viewer: request.viewer,
    mail: await mailOf(request),
    done: takeDone(reply),
    end: endOf(request),
    ...forms,
    ...(await common(reply)),
    ...model,
  };
  const { form } = whole as { form?: FormState };
  if (form?.meanwhile) return sendPage(reply, await editedPage(reply, view, whole, form.meanwhile), 409);
  return sendPage(reply, await reply.viewAsync(view, whole), status);
}

/** When the page has to say that its session is about to end. */
function endOf({ session, register }: FastifyRequest): SessionEnd | null {
  return session && sessionEnd(session.createdAt, lifetimeOf(session.viewer.roles), register.clock());
}

/** Renders a page that is the same for everybody: no session, no token, so that it can be kept. */
export async function publicPage(
  reply: FastifyReply,
  view: string,
  model: object,
  status = 200,
): Promise<FastifyReply> {
  const whole = { viewer: null, done: '', ...(await common(reply)), ...model };
  return sendPage(reply, await reply.viewAsync(view, whole), status);
}

/** Renders a page that needs nothing of the register or the visitor, for when just these cannot be had. */
export async function plainPage(
  reply: FastifyReply,
  view: string,
  model: object,
  status: number,
): Promise<FastifyReply> {
  const whole = { viewer: null, done: '', ...commonOf(reply, undefined), ...model };
  const html = await reply.server.view(view, whole);
  return sendPage(reply, html, status);
}

/** The one way out for pages: here the addresses in them become those of the register that is shown. */
function sendPage(reply: FastifyReply, html: string, status: number): FastifyReply {
  const page = withPrefix(html, reply.request.prefix);
  return reply.status(status).type('text/html; charset=utf-8').send(page);
}

/** Codes of what has just been done; the words for them stand in the layout. */
export type Done =
  | 'saved'
  | 'backed-up'
  | 'drilled'
  | 'verified'
  | 'created'
  | 'confirmed'
  | 'returned'
  | 'voided'
  | 'published'
  | 'adopted'
  | 'checked'
  | 'imported'
  | 'discarded'
  | 'removed'
  | 'reset'
  | 'sent'
  | 'answered'
  | 'withheld'
  | 'withdrawn'
  | 'coming'
  | 'signed-up'
  | 'cancelled'
  | 'decided'
  | 'opened'
  | 'closed'
  | 'signed-in'
  | 'undone'
  | 'ended'
  | 'password-set'
  | 'read';

const COOKIE = 'done';

/** After a success: to the next page, which says once what was done. */
export function goTo(reply: FastifyReply, address: string, done: Done = 'saved'): FastifyReply {
  const { request } = reply;
  reply.setCookie(COOKIE, done, { ...cookieOptions(request.register), maxAge: 60 });
  return reply.redirect(address, 303);
}

function takeDone(reply: FastifyReply): string {
  const done = reply.request.cookies[COOKIE];
  if (done) reply.clearCookie(COOKIE, { path: '/' });
  return done ?? '';
}
