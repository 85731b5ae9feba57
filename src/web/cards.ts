import type { FastifyReply, FastifyRequest } from 'fastify';
import { openCard, redeemCard } from '../accounts/actions/cards.ts';
import { cardForm, cardPasswordForm, sentCardForm } from '../accounts/forms.ts';
import { SIGN_IN_WORDS } from '../accounts/labels.ts';
import { homeOf } from '../accounts/rules.ts';
import type { Account } from '../accounts/store.ts';
import { wasAnswered } from '../db/write.ts';
import { minutesToWait } from './accounts.ts';
import { doing, emptyForm, formWithError, parseForm, type FormState } from './form.ts';
import { goTo, page } from './page.ts';
import { get, param, post, type Route } from './routes.ts';
import { startSession } from './session.ts';

/**
 * The way in with a printed card (登录卡). Looking at a card's address says nothing about it and changes nothing; only
 * its code sent in by form does.
 */
export const cardRoutes: readonly Route[] = [
  get('/card', 'anyone', showCard),
  get('/card/:code', 'anyone', showCard),
  post('/card', 'anyone', createOpening),
  post('/card/password', 'anyone', createPassword),
];

/** What guesses at cards are counted under; no login name has a slash. */
const THROTTLE_KEY = '/card';

async function showCard(request: FastifyRequest, reply: FastifyReply) {
  return codePage(reply, emptyForm({ code: param(request, 'code').slice(0, 100) }));
}

async function createOpening(request: FastifyRequest, reply: FastifyReply) {
  const parsed = parseForm(cardForm, request);
  if (!parsed.ok) return codePage(reply, parsed.form, 422);
  const { code } = parsed.value;
  return withCard(request, reply, code, (account) => passwordPage(reply, account, emptyForm({ code })));
}

async function createPassword(request: FastifyRequest, reply: FastifyReply) {
  const parsed = parseForm(sentCardForm, request);
  if (!parsed.ok) return codePage(reply, parsed.form, 422);
  const { code, password } = parsed.value;
  // Pressed twice: the first time spent the card.
  if (await wasAnswered(doing(request))) return setPassword(request, reply, code, password);
  return withCard(request, reply, code, async (account) => {
    const typed = parseForm(cardPasswordForm(account.login), request);
    if (!typed.ok) return passwordPage(reply, account, typed.form, 422);
    return setPassword(request, reply, code, password);
  });
}

/** Every attempt counts as a wrong one until the card was found good, so that many at once are not all free. */
async function withCard(
  request: FastifyRequest,
  reply: FastifyReply,
  code: string,
  then: (account: Account) => Promise<unknown>,
): Promise<unknown> {
  const minutes = minutesToWait(request, reply, THROTTLE_KEY);
  if (minutes > 0) return refuseCard(request, reply, SIGN_IN_WORDS.tooMany(minutes), 429);
  const { throttle, clock } = request.register;
  throttle.failed(THROTTLE_KEY, request.ip, clock());
  const account = await openCard(doing(request), code);
  if (!account) return refuseCard(request, reply, SIGN_IN_WORDS.uselessCard, 422);
  throttle.succeeded(THROTTLE_KEY, request.ip);
  return then(account);
}

async function setPassword(request: FastifyRequest, reply: FastifyReply, code: string, password: string) {
  const viewer = await redeemCard(doing(request), code, password);
  if (!viewer) return refuseCard(request, reply, SIGN_IN_WORDS.uselessCard, 422);
  await startSession(request, reply, viewer.accountId);
  return goTo(reply, homeOf(viewer.roles), 'password-set');
}

function refuseCard(request: FastifyRequest, reply: FastifyReply, text: string, status: number) {
  return codePage(reply, formWithError(request, { code: text }), status);
}

function codePage(reply: FastifyReply, form: FormState, status = 200) {
  return page(reply, 'accounts/card', { form }, status);
}

function passwordPage(reply: FastifyReply, { name, login }: Account, form: FormState, status = 200) {
  return page(reply, 'accounts/card-password', { form, name, login }, status);
}
