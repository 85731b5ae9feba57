import type { FastifyReply, FastifyRequest } from 'fastify';
import { rosterOrderNote } from '../../deputies/labels.ts';
import { orderRoster } from '../../deputies/roster.ts';
import { isInOffice } from '../../deputies/rules.ts';
import { listRoster } from '../../deputies/store.ts';
import { inviteDeputies, removeInvitees } from '../../meetings/actions.ts';
import { circleForm, namesForm, removalForm } from '../../meetings/forms.ts';
import { MEETING_REFUSAL_FIELDS } from '../../meetings/labels.ts';
import { listInvitees, listMarksOf, type Activity } from '../../meetings/store.ts';
import { getSettings } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { getActivity } from './activities.ts';
import { circleOptions } from './circles.ts';

export const inviteeRoutes: readonly Route[] = [
  get('/activities/:code/invitees', CLERK, showInvitees),
  post('/activities/:code/invitees/circle', CLERK, createCircle),
  post('/activities/:code/invitees/names', CLERK, createNames),
  post('/activities/:code/invitees/removal', CLERK, createRemoval),
];

/** Refusals that the page of invitees shows beside the way in which somebody was to be invited. */
const CIRCLE_FIELDS = { ...MEETING_REFUSAL_FIELDS, 'nobody-to-invite': 'circle' };
const NAME_FIELDS = { ...MEETING_REFUSAL_FIELDS, 'nobody-to-invite': 'names' };
const REMOVAL_FIELDS = {
  ...MEETING_REFUSAL_FIELDS,
  'invitee-marked': 'invitees',
  'nobody-chosen': 'invitees',
};

const addressOf = ({ code }: Activity) => `/desk/activities/${encodeURIComponent(code)}/invitees`;

async function showInvitees(request: FastifyRequest, reply: FastifyReply) {
  return inviteesPage(request, reply, await getActivity(request), emptyForm());
}

async function createCircle(request: FastifyRequest, reply: FastifyReply) {
  const activity = await getActivity(request);
  return submitForm(request, circleForm, CIRCLE_FIELDS, {
    wrong: (form) => inviteesPage(request, reply, activity, form, 422),
    right: async ({ circle }) => {
      await inviteDeputies(doing(request), activity.id, circle);
      return goTo(reply, addressOf(activity), 'created');
    },
  });
}

async function createNames(request: FastifyRequest, reply: FastifyReply) {
  const activity = await getActivity(request);
  return submitForm(request, namesForm, NAME_FIELDS, {
    wrong: (form) => inviteesPage(request, reply, activity, form, 422),
    right: async ({ names }) => {
      await inviteDeputies(doing(request), activity.id, { by: 'name', names });
      return goTo(reply, addressOf(activity), 'created');
    },
  });
}

async function createRemoval(request: FastifyRequest, reply: FastifyReply) {
  const activity = await getActivity(request);
  return submitForm(request, removalForm, REMOVAL_FIELDS, {
    wrong: (form) => inviteesPage(request, reply, activity, form, 422),
    right: async ({ deputy }) => {
      await removeInvitees(doing(request), activity.id, deputy);
      return goTo(reply, addressOf(activity), 'removed');
    },
  });
}

async function inviteesPage(
  request: FastifyRequest,
  reply: FastifyReply,
  activity: Activity,
  form: FormState,
  status = 200,
) {
  const { read } = request.register.store;
  const [roster, invited, marks, settings, circles] = await Promise.all([
    listRoster(read, activity.termId),
    listInvitees(read, [activity.id]),
    listMarksOf(read, { type: 'activity', id: activity.id }),
    getSettings(read),
    circleOptions(request, activity.heldOn),
  ]);
  const ids = new Set(invited.map((row) => row.deputyId));
  const chosen = new Set([form.values['deputy'] ?? []].flat());
  const entries = orderRoster(
    roster.filter((entry) => ids.has(entry.id)),
    'name',
    settings.nameOrder,
  );
  const invitees = entries.map((entry) => ({
    ...entry,
    isMarked: marks.has(entry.id),
    isDue: isInOffice(entry.mandate, activity.heldOn),
    isChosen: chosen.has(String(entry.id)),
  }));
  const orderNote = rosterOrderNote('name', settings.nameOrder);
  return page(reply, 'staff/invitees/index', { activity, form, circles, invitees, orderNote }, status);
}
