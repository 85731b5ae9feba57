import type { FastifyReply, FastifyRequest } from 'fastify';
import { kindLabel } from '../../duties/labels.ts';
import { acceptInvitation, cancelSignUp, signUp } from '../../invitations/actions.ts';
import { ANSWER_LABELS, ANSWER_TONES } from '../../invitations/labels.ts';
import { listOwnInvitations, type OwnInvitation } from '../../invitations/own.ts';
import { askLeave } from '../../leave/actions.ts';
import { leaveForm } from '../../leave/forms.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { found } from '../../refusals.ts';
import { DEPUTY } from '../access.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, param, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { ownDeputy } from './own.ts';

/** Invitations (活动通知) as a deputy answers them on the phone. */
export const invitationRoutes: readonly Route[] = [
  get('/invitations', DEPUTY, showInvitations),
  get('/invitations/:code', DEPUTY, showInvitation),
  post('/invitations/:code/coming', DEPUTY, createComing),
  post('/invitations/:code/leave', DEPUTY, createLeave),
  post('/invitations/:code/sign-up', DEPUTY, createSignUp),
  post('/invitations/:code/cancellation', DEPUTY, createCancellation),
];

const today = (request: FastifyRequest) => shanghaiDay(request.register.clock());
const addressOf = (code: string) => `/my/invitations/${encodeURIComponent(code)}`;

/** Null for an account that is no deputy of this term. */
async function ownInvitations(request: FastifyRequest): Promise<OwnInvitation[] | null> {
  const own = await ownDeputy(request);
  if (!own) return null;
  return listOwnInvitations(request.register.store.read, own.entry, own.term.id, today(request));
}

async function showInvitations(request: FastifyRequest, reply: FastifyReply) {
  const all = await ownInvitations(request);
  if (!all) return page(reply, 'deputy/home/none', {});
  // The nearest first among what is ahead; what is over stays below, the newest first.
  const ahead = all.filter(({ isOver }) => !isOver).toReversed();
  return page(reply, 'deputy/invitations/index', {
    unanswered: ahead.filter(({ isUnanswered }) => isUnanswered).map(rowOf),
    answered: ahead.filter(({ isInvited, isUnanswered }) => isInvited && !isUnanswered).map(rowOf),
    open: ahead.filter(({ isInvited }) => !isInvited).map(rowOf),
    over: all.filter(({ isOver, isInvited }) => isOver && isInvited).map(rowOf),
  });
}

function rowOf(one: OwnInvitation) {
  const { activity, invitation, answer, left, lastDay } = one;
  return {
    href: addressOf(activity.code),
    title: activity.title,
    heldOn: activity.heldOn,
    time: invitation.time,
    answerBy: invitation.answerBy,
    answer: ANSWER_LABELS[answer],
    tone: ANSWER_TONES[answer],
    left,
    lastDay,
    maySignUp: one.may.signUp,
  };
}

async function getInvitation(request: FastifyRequest): Promise<OwnInvitation | null> {
  const all = await ownInvitations(request);
  return all && found(all.find(({ activity }) => activity.code === param(request, 'code')));
}

async function showInvitation(request: FastifyRequest, reply: FastifyReply) {
  return invitationPage(request, reply, emptyForm());
}

async function invitationPage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const one = await getInvitation(request);
  if (!one) return page(reply, 'deputy/home/none', {});
  const { activity, answer, invitation } = one;
  return page(
    reply,
    'deputy/invitations/show',
    {
      ...one,
      form,
      base: addressOf(activity.code),
      kind: kindLabel(activity.kind),
      answerLabel: ANSWER_LABELS[answer],
      tone: ANSWER_TONES[answer],
      isLate: invitation.answerBy !== null && today(request) > invitation.answerBy,
    },
    status,
  );
}

async function createComing(request: FastifyRequest, reply: FastifyReply) {
  const code = param(request, 'code');
  await acceptInvitation(doing(request), code);
  return goTo(reply, addressOf(code), 'coming');
}

async function createLeave(request: FastifyRequest, reply: FastifyReply) {
  const { activity } = found(await getInvitation(request));
  return submitForm(
    request,
    leaveForm,
    {},
    {
      wrong: (form) => invitationPage(request, reply, form, 422),
      right: async ({ reason }) => {
        await askLeave(doing(request), [{ type: 'activity', id: activity.id }], reason);
        return goTo(reply, addressOf(activity.code), 'sent');
      },
    },
  );
}

async function createSignUp(request: FastifyRequest, reply: FastifyReply) {
  const code = param(request, 'code');
  await signUp(doing(request), code);
  return goTo(reply, addressOf(code), 'signed-up');
}

/** Without places for others the page is gone with the sign-up: so back to the list. */
async function createCancellation(request: FastifyRequest, reply: FastifyReply) {
  await cancelSignUp(doing(request), param(request, 'code'));
  return goTo(reply, '/my/invitations', 'cancelled');
}
