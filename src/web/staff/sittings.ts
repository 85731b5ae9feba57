import type { FastifyReply, FastifyRequest } from 'fastify';
import { inStrokeOrder } from '../../deputies/order.ts';
import { nameOrderNote } from '../../deputies/labels.ts';
import type { RosterEntry } from '../../deputies/store.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { LEAVE_STATE_LABELS } from '../../leave/labels.ts';
import { LEAVE_STATES } from '../../leave/rules.ts';
import { listLeave } from '../../leave/store.ts';
import { changeSitting, createSitting, recordSpeech, removeSpeech } from '../../meetings/actions.ts';
import { sittingForm, speechForm } from '../../meetings/forms.ts';
import {
  agendaLabel,
  agendaText,
  halfDayLabel,
  MEETING_REFUSAL_FIELDS,
  stateLabel,
} from '../../meetings/labels.ts';
import { loadRoll, meetingOfSitting, tallyOf, type Roll } from '../../meetings/meetings.ts';
import { wasThere } from '../../meetings/rules.ts';
import {
  findCongressSession,
  findSitting,
  findSpeech,
  listSpeeches,
  type CongressSession,
  type Sitting,
} from '../../meetings/store.ts';
import { found } from '../../refusals.ts';
import { getSettings } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { editForm, submitEdit, type Edited } from '../edits.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, idParam, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { sudo } from '../sudo.ts';
import { HELPERS } from '../views.ts';
import { attendanceCell } from './meeting-cells.ts';
import { signInFigures } from './signin-figures.ts';

export const sittingRoutes: readonly Route[] = [
  get('/sessions/:id/sittings/new', CLERK, newSitting),
  post('/sessions/:id/sittings/new', CLERK, createSittingPage),
  get('/sittings/:id', CLERK, showSitting),
  get('/sittings/:id/edit', CLERK, editSitting),
  post('/sittings/:id/edit', CLERK, updateSitting),
  post('/sittings/:id/speeches', CLERK, createSpeech),
  sudo(post('/speeches/:id/removal', CLERK, createSpeechRemoval)),
];

const today = (request: FastifyRequest) => shanghaiDay(request.register.clock());

async function showSitting(request: FastifyRequest, reply: FastifyReply) {
  return sittingPage(request, reply, await getSitting(request), emptyForm());
}

async function newSitting(request: FastifyRequest, reply: FastifyReply) {
  const session = await getSession(request);
  return formPage(reply, session, null, emptyForm({ heldOn: today(request), half: 'am' }));
}

async function createSittingPage(request: FastifyRequest, reply: FastifyReply) {
  const session = await getSession(request);
  return submitForm(request, sittingForm(today(request)), MEETING_REFUSAL_FIELDS, {
    wrong: (form) => formPage(reply, session, null, form, 422),
    right: async (input) => {
      const id = await createSitting(doing(request), session.id, input);
      return goTo(reply, `/desk/sittings/${id}`, 'created');
    },
  });
}

async function editSitting(request: FastifyRequest, reply: FastifyReply) {
  const sitting = await getSitting(request);
  return editPage(request, reply, sitting, await editForm(request, edited(request)));
}

async function updateSitting(request: FastifyRequest, reply: FastifyReply) {
  const sitting = await getSitting(request);
  return submitEdit(request, edited(request), sittingForm(today(request)), MEETING_REFUSAL_FIELDS, {
    wrong: (form) => editPage(request, reply, sitting, form, 422),
    right: async (input, by) => {
      await changeSitting(by, sitting.id, input);
      return goTo(reply, `/desk/sittings/${sitting.id}`);
    },
  });
}

function edited(request: FastifyRequest): Edited {
  return {
    kinds: ['sitting.changed'],
    now: async (reader) => {
      const sitting = found(await findSitting(reader, idParam(request)));
      const { heldOn, half, agenda } = sitting;
      const values = { heldOn, half, agenda: agendaText(agenda) };
      return { values, subject: ['sitting', meetingOfSitting(sitting).key] };
    },
  };
}

async function createSpeech(request: FastifyRequest, reply: FastifyReply) {
  const sitting = await getSitting(request);
  return submitForm(request, speechForm, MEETING_REFUSAL_FIELDS, {
    wrong: (form) => sittingPage(request, reply, sitting, form, 422),
    right: async (input) => {
      await recordSpeech(doing(request), sitting.id, input);
      return goTo(reply, `/desk/sittings/${sitting.id}#speeches`);
    },
  });
}

async function createSpeechRemoval(request: FastifyRequest, reply: FastifyReply) {
  const { read } = request.register.store;
  const speech = await findSpeech(read, idParam(request));
  await removeSpeech(doing(request), idParam(request));
  return goTo(reply, speech ? `/desk/sittings/${speech.sittingId}#speeches` : '/desk/sessions', 'removed');
}

async function getSession(request: FastifyRequest): Promise<CongressSession> {
  return found(await findCongressSession(request.register.store.read, idParam(request)));
}

async function getSitting(request: FastifyRequest): Promise<Sitting> {
  return found(await findSitting(request.register.store.read, idParam(request)));
}

async function sittingPage(
  request: FastifyRequest,
  reply: FastifyReply,
  sitting: Sitting,
  form: FormState,
  status = 200,
) {
  const { read } = request.register.store;
  const ref = { type: 'sitting', id: sitting.id } as const;
  const [roll, speeches, settings, leave, signIn] = await Promise.all([
    loadRoll(read, ref),
    listSpeeches(read, sitting.id),
    getSettings(read),
    leaveFigures(request, sitting),
    signInFigures(request, ref),
  ]);
  const due = inStrokeOrder(roll.due, settings.nameOrder);
  const names = new Map([...roll.due, ...roll.notDue].map((entry) => [entry.id, entry]));
  const model = {
    sitting,
    form,
    leave,
    signIn,
    agendaLabel,
    title: halfDayLabel(sitting.heldOn, sitting.half),
    cell: attendanceCell(sitting, tallyOf(roll), today(request)),
    exceptions: exceptionRows(due, roll),
    speeches: speeches.map((speech) => ({ ...speech, deputy: names.get(speech.deputyId) ?? null })),
    speakers: due.filter((entry) => isThere(entry, roll)).map(({ id, name }) => [id, name]),
    orderNote: nameOrderNote(settings.nameOrder),
  };
  return page(reply, 'staff/sittings/show', model, status);
}

/** Requests for leave by state, those that there are. */
async function leaveFigures({ register }: FastifyRequest, { id, termId }: Sitting) {
  const requests = await listLeave(register.store.read, { termId, meeting: { type: 'sitting', id } });
  return LEAVE_STATES.flatMap((state) => {
    const count = requests.filter((one) => one.state === state).length;
    const href = HELPERS.address('/desk/leave', { state, sitting: id });
    return count > 0 && state !== 'withdrawn' ? [{ count, label: LEAVE_STATE_LABELS[state], href }] : [];
  });
}

function isThere(entry: RosterEntry, { marks }: Roll): boolean {
  const mark = marks.get(entry.id);
  return mark !== undefined && wasThere(mark.state);
}

/** Everybody due who was not simply present, with why. */
export function exceptionRows(due: readonly RosterEntry[], { marks, meeting }: Roll) {
  if (meeting.rollTakenAt === null) return [];
  return due.flatMap(({ name, certificateNumber, id }) => {
    const mark = marks.get(id);
    if (mark?.state === 'present') return [];
    const { reason = '', approver = '' } = mark ?? {};
    return [{ name, certificateNumber, state: mark ? stateLabel(mark.state) : '', reason, approver }];
  });
}

function formPage(
  reply: FastifyReply,
  session: Pick<CongressSession, 'id' | 'title'>,
  sitting: Sitting | null,
  form: FormState,
  status = 200,
) {
  return page(reply, 'staff/sittings/form', { session, sitting, form }, status);
}

async function editPage(
  request: FastifyRequest,
  reply: FastifyReply,
  sitting: Sitting,
  form: FormState,
  status = 200,
) {
  const session = found(await findCongressSession(request.register.store.read, sitting.congressSessionId));
  return formPage(reply, session, sitting, form, status);
}
