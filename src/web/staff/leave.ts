import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasRole } from '../../accounts/rules.ts';
import { decideLeave } from '../../leave/actions.ts';
import { decisionForm } from '../../leave/forms.ts';
import {
  LEAVE_DECISION_FIELDS,
  LEAVE_DECISION_LABELS,
  LEAVE_STATE_LABELS,
  LEAVE_STATE_TONES,
} from '../../leave/labels.ts';
import { LEAVE_STATES, leaveStepsOf, type LeaveActor } from '../../leave/rules.ts';
import { countLeave, listLeave, type LeaveRequest } from '../../leave/store.ts';
import { meetingLabel } from '../../meetings/labels.ts';
import { meetingOfSitting } from '../../meetings/meetings.ts';
import { findSitting, type Sitting } from '../../meetings/store.ts';
import { found } from '../../refusals.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { CLERK, PRESIDIUM } from '../access.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { listPage } from '../list-page.ts';
import { goTo, page } from '../page.ts';
import { get, post, query, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { HELPERS } from '../views.ts';

export const leaveRoutes: readonly Route[] = [
  get('/leave', CLERK, showLeave),
  post('/leave', PRESIDIUM, createDecision),
];

async function showLeave(request: FastifyRequest, reply: FastifyReply) {
  return leavePage(request, reply, emptyForm());
}

/** One request or several alike. */
async function createDecision(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(request, decisionForm, LEAVE_DECISION_FIELDS, {
    wrong: (form) => leavePage(request, reply, form, 422),
    right: async ({ request: ids, action, note }) => {
      await decideLeave(doing(request), ids, action, note);
      return goTo(reply, '/desk/leave?state=asked', 'decided');
    },
  });
}

async function leavePage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const { read } = request.register.store;
  const term = await getCurrentTerm(read);
  const state = LEAVE_STATES.find((one) => one === query(request, 'state'));
  const sitting = await askedSitting(request);
  const meeting = sitting ? ({ type: 'sitting', id: sitting.id } as const) : undefined;
  const filter = { termId: term.id, state, meeting };
  const total = await countLeave(read, filter);
  const asked = { sitting: sitting?.id ?? '' };
  const address = (number: number) =>
    HELPERS.address('/desk/leave', { state: state ?? '', ...asked, page: number === 1 ? '' : number });
  const { pager, ...cut } = listPage(total, query(request, 'page'), address);
  const requests = await listLeave(read, filter, cut);
  const chosen = new Set([form.values['request'] ?? []].flat());
  const { roles, personId } = found(request.viewer);
  const rows = requests.map((one) => rowOf(one, { roles, personId }, chosen));
  return page(
    reply,
    'staff/leave/index',
    {
      form,
      term,
      total,
      pager,
      rows,
      asked,
      state: state ?? '',
      sitting: sitting
        ? {
            id: sitting.id,
            title: meetingLabel(meetingOfSitting(sitting)),
          }
        : null,
      stateLabel: state ? LEAVE_STATE_LABELS[state] : '',
      states: LEAVE_STATES.map((one) => ({
        code: one,
        label: LEAVE_STATE_LABELS[one],
      })),
      actions: Object.entries(LEAVE_DECISION_LABELS),
      mayDecide: rows.some((row) => row.mayDecide),
      isPresidium: hasRole(request.viewer, 'presidium'),
    },
    status,
  );
}

/** The half-day sitting that the list is narrowed to, if any. */
async function askedSitting(request: FastifyRequest): Promise<Sitting | undefined> {
  const id = query(request, 'sitting');
  return /^\d{1,12}$/.test(id) ? findSitting(request.register.store.read, Number(id)) : undefined;
}

function rowOf(request: LeaveRequest, actor: LeaveActor, chosen: ReadonlySet<string>) {
  const standing = { state: request.state, personId: request.deputy.personId };
  const { meeting, code } = request;
  return {
    ...request,
    label: LEAVE_STATE_LABELS[request.state],
    tone: LEAVE_STATE_TONES[request.state],
    href: code === null ? `/desk/sittings/${meeting.id}` : `/desk/activities/${encodeURIComponent(code)}`,
    mayDecide: leaveStepsOf(actor, standing).some(({ action }) => action !== 'withdraw'),
    isOwn: actor.personId === request.deputy.personId,
    isChosen: chosen.has(String(request.id)),
  };
}
