import type { FastifyReply, FastifyRequest } from 'fastify';
import { isInOffice } from '../../deputies/rules.ts';
import { askLeave, withdrawLeave } from '../../leave/actions.ts';
import { sittingLeaveForm } from '../../leave/forms.ts';
import { LEAVE_ASKING_FIELDS, LEAVE_STATE_LABELS, LEAVE_STATE_TONES } from '../../leave/labels.ts';
import { refuseAsking } from '../../leave/rules.ts';
import { listLeave, type LeaveRequest } from '../../leave/store.ts';
import { groupBy } from '../../lib/group-by.ts';
import { halfLabel, shanghaiDay } from '../../lib/dates.ts';
import { listSittings } from '../../meetings/store.ts';
import { DEPUTY } from '../access.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, idParam, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { HELPERS } from '../views.ts';
import { ownDeputy, type OwnDeputy } from './own.ts';

/** A deputy's own leave (请假): from congress sittings ahead, and what became of every request. */
export const leaveRoutes: readonly Route[] = [
  get('/leave', DEPUTY, showOwnLeave),
  post('/leave', DEPUTY, createOwnLeave),
  post('/leave/:id/withdrawal', DEPUTY, createWithdrawal),
];

async function showOwnLeave(request: FastifyRequest, reply: FastifyReply) {
  return leavePage(request, reply, emptyForm());
}

async function createOwnLeave(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(request, sittingLeaveForm, LEAVE_ASKING_FIELDS, {
    wrong: (form) => leavePage(request, reply, form, 422),
    right: async ({ sitting, reason }) => {
      const refs = [...new Set(sitting)].map((id) => ({ type: 'sitting', id }) as const);
      await askLeave(doing(request), refs, reason);
      return goTo(reply, '/my/leave', 'sent');
    },
  });
}

async function createWithdrawal(request: FastifyRequest, reply: FastifyReply) {
  await withdrawLeave(doing(request), idParam(request));
  return goTo(reply, '/my/leave', 'withdrawn');
}

async function leavePage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const own = await ownDeputy(request);
  if (!own) return page(reply, 'deputy/home/none', {});
  const { read } = request.register.store;
  const requests = await listLeave(read, { termId: own.term.id, deputyId: own.entry.id });
  const ahead = await sittingsAhead(request, own, requests);
  const chosen = new Set([form.values['sitting'] ?? []].flat());
  const choices = ahead.map((one) => ({ ...one, isChosen: chosen.has(String(one.id)) }));
  const sessions = [...groupBy(choices, ({ session }) => session)];
  return page(reply, 'deputy/leave/index', { form, sessions, rows: requests.map(rowOf) }, status);
}

/** Sittings from which leave can be asked for now, the nearest first. */
async function sittingsAhead(
  { register: { store, clock } }: FastifyRequest,
  { entry, term }: OwnDeputy,
  requests: readonly LeaveRequest[],
) {
  const today = shanghaiDay(clock());
  const sittings = await listSittings(store.read, term.id);
  return sittings.toReversed().flatMap(({ id, session, heldOn, half, rollTakenAt }) => {
    const earlier = requests
      .filter(
        ({ meeting, state }) => meeting.type === 'sitting' && meeting.id === id && state !== 'withdrawn',
      )
      .toSorted((a, b) => b.id - a.id)[0];
    const isDue = isInOffice(entry.mandate, heldOn);
    const facts = { today, heldOn, rollTaken: rollTakenAt !== null, isDue, earlier: earlier?.state ?? null };
    if (refuseAsking(facts) !== null) return [];
    return [{ id, session, label: HELPERS.dateLong(heldOn) + halfLabel(half) }];
  });
}

function rowOf(request: LeaveRequest) {
  const { id, title, heldOn, half, reason, note, state, askedAt, decidedAt, decider, code } = request;
  return {
    id,
    title,
    heldOn,
    half,
    reason,
    note,
    askedAt,
    decidedAt,
    decider,
    href: code === null ? '' : `/my/invitations/${encodeURIComponent(code)}`,
    state: LEAVE_STATE_LABELS[state],
    tone: LEAVE_STATE_TONES[state],
    mayWithdraw: state === 'asked',
    isDecided: state === 'approved' || state === 'refused',
  };
}
