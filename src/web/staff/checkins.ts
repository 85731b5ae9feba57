import type { FastifyReply, FastifyRequest } from 'fastify';
import { nameOrderNote } from '../../deputies/labels.ts';
import { inStrokeOrder } from '../../deputies/order.ts';
import { meetingLabel } from '../../meetings/labels.ts';
import { getSettings } from '../../settings/store.ts';
import { checkInByHand, undoCheckIn } from '../../signins/actions.ts';
import { deputyForm } from '../../signins/forms.ts';
import { CHECK_IN_METHOD_LABELS, clockTime } from '../../signins/labels.ts';
import { CLERK } from '../access.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, post, query, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { meetingRef } from './attendance.ts';
import { meetingAddress, obstacleText, signInList } from './signins.ts';

/** Who is signed in, for the desk at the door: entered by hand, or taken back. */
export const checkInRoutes: readonly Route[] = [
  get('/sittings/:id/check-ins', CLERK, showCheckIns),
  get('/activities/:code/check-ins', CLERK, showCheckIns),
  post('/sittings/:id/check-ins', CLERK, createCheckIn),
  post('/activities/:code/check-ins', CLERK, createCheckIn),
  post('/sittings/:id/check-ins/removal', CLERK, createRemoval),
  post('/activities/:code/check-ins/removal', CLERK, createRemoval),
];

const LISTS = ['in', 'out'] as const;
const FIELDS = { 'check-in-own': 'deputy', 'check-in-none': 'deputy', 'sign-in-roll-taken': 'deputy' };

const addressOf = (request: FastifyRequest) => `${meetingAddress(request)}/check-ins`;

async function showCheckIns(request: FastifyRequest, reply: FastifyReply) {
  return checkInsPage(request, reply, emptyForm());
}

async function createCheckIn(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(request, deputyForm, FIELDS, {
    wrong: (form) => checkInsPage(request, reply, form, 422),
    right: async ({ deputy }) => {
      await checkInByHand(doing(request), await meetingRef(request), deputy);
      return goTo(reply, addressOf(request), 'signed-in');
    },
  });
}

async function createRemoval(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(request, deputyForm, FIELDS, {
    wrong: (form) => checkInsPage(request, reply, form, 422),
    right: async ({ deputy }) => {
      await undoCheckIn(doing(request), await meetingRef(request), deputy);
      return goTo(reply, addressOf(request), 'undone');
    },
  });
}

async function checkInsPage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const list = await signInList(request);
  const { nameOrder } = await getSettings(request.register.store.read);
  const { meeting, signIn, isOpen, rows, count } = list;
  const asked = LISTS.find((one) => one === query(request, 'list')) ?? null;
  const shown = rows
    .filter(({ checkIn }) => asked === null || (checkIn !== null) === (asked === 'in'))
    .map(({ entry: { id, name, certificateNumber, delegation, group }, checkIn }) => ({
      id,
      name,
      certificateNumber,
      place: delegation?.name ?? group?.name ?? '',
      time: checkIn ? clockTime(checkIn.at) : '',
      method: checkIn ? CHECK_IN_METHOD_LABELS[checkIn.method] : '',
    }));
  const model = {
    form,
    count,
    isOpen,
    list: asked,
    base: meetingAddress(request),
    title: meetingLabel(meeting),
    heldOn: meeting.heldOn,
    isKnown: signIn !== null,
    mayEnter: signIn !== null && meeting.rollTakenAt === null,
    isTaken: meeting.rollTakenAt !== null,
    obstacle: obstacleText(list),
    due: rows.length,
    rows: inStrokeOrder(shown, nameOrder),
    orderNote: nameOrderNote(nameOrder),
  };
  return page(reply, 'staff/signins/list', model, status);
}
