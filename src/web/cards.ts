import type { FastifyReply, FastifyRequest } from 'fastify';
import { openCard, redeemCard } from '../accounts/actions/cards.ts';
import { cardForm, cardPasswordForm, sentCardForm } from '../accounts/forms.ts';
import { SIGN_IN_WORDS } from '../accounts/labels.ts';
import { ownWordsOf } from '../accounts/own-words.ts';
import { homeOf } from '../accounts/rules.ts';
import type { Account } from '../accounts/store.ts';
import { wasAnswered } from '../db/write.ts';
import { doing, emptyForm, formWithError, parseForm, type FormState } from './form.ts';
import { guess, minutesToWait, strangerAt } from './guessing.ts';
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
    const own = await ownWordsOf(request.register.store.read, account);
    const typed = parseForm(cardPasswordForm(own), request);
    if (!typed.ok) return passwordPage(reply, account, typed.form, 422);
    return setPassword(request, reply, code, password);
  });
}

async function withCard(
  request: FastifyRequest,
  reply: FastifyReply,
  code: string,
  then: (account: Account) => Promise<unknown>,
): Promise<unknown> {
  // No login name has a slash.
  const guesser = strangerAt(request, '/card');
  const minutes = minutesToWait(request, reply, guesser);
  if (minutes > 0) return refuseCard(request, reply, SIGN_IN_WORDS.tooMany(minutes), 429);
  const open = () => openCard(doing(request), code);
  const account = await guess(request, guesser, (found) => found !== null, open);
  return account ? then(account) : refuseCard(request, reply, SIGN_IN_WORDS.uselessCard, 422);
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
