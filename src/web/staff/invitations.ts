import type { FastifyReply, FastifyRequest } from 'fastify';
import { nameOrderNote } from '../../deputies/labels.ts';
import { inStrokeOrder } from '../../deputies/order.ts';
import { changeInvitation, publishInvitation } from '../../invitations/actions.ts';
import { loadAnswers } from '../../invitations/answers.ts';
import { invitationForm } from '../../invitations/forms.ts';
import {
  ANSWER_LABELS,
  ANSWER_LIST_LABELS,
  ANSWER_TONES,
  INVITATION_REFUSAL_FIELDS,
} from '../../invitations/labels.ts';
import { ANSWER_LIST_CODES, inAnswerList } from '../../invitations/rules.ts';
import { findInvitation } from '../../invitations/store.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { listInvitees, type Activity } from '../../meetings/store.ts';
import { getSettings } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { editForm, submitEdit, type Edited } from '../edits.ts';
import type { FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, post, query, type Route } from '../routes.ts';
import { getActivity } from './activities.ts';
import { answerFigures } from './answer-figures.ts';

export const invitationRoutes: readonly Route[] = [
  get('/activities/:code/invitation', CLERK, editInvitation),
  post('/activities/:code/invitation', CLERK, updateInvitation),
  get('/activities/:code/replies', CLERK, showReplies),
];

const today = (request: FastifyRequest) => shanghaiDay(request.register.clock());

async function editInvitation(request: FastifyRequest, reply: FastifyReply) {
  const activity = await getActivity(request);
  return invitationPage(request, reply, activity, await editForm(request, edited(request)));
}

/** What is not published yet is empty. */
function edited(request: FastifyRequest): Edited {
  return {
    kinds: ['invitation.published', 'invitation.changed'],
    now: async (reader) => {
      const { id, code } = await getActivity(request, reader);
      const known = await findInvitation(reader, id);
      const { time = '', words = '', answerBy = null, places = null } = known ?? {};
      const values = { time, words, answerBy: answerBy ?? '', places: String(places ?? '') };
      return { values, subject: ['activity', code] };
    },
  };
}

/** Publishes what is not published yet, and changes what is. */
async function updateInvitation(request: FastifyRequest, reply: FastifyReply) {
  const activity = await getActivity(request);
  return submitEdit(request, edited(request), invitationForm(today(request)), INVITATION_REFUSAL_FIELDS, {
    wrong: (form) => invitationPage(request, reply, activity, form, 422),
    right: async (fields, by) => {
      const isPublished = await findInvitation(request.register.store.read, activity.id);
      if (isPublished) await changeInvitation(by, activity.id, fields);
      else await publishInvitation(by, activity.id, fields);
      const address = `/desk/activities/${encodeURIComponent(activity.code)}`;
      return goTo(reply, address, isPublished ? 'saved' : 'published');
    },
  });
}

async function invitationPage(
  request: FastifyRequest,
  reply: FastifyReply,
  activity: Activity,
  form: FormState,
  status = 200,
) {
  const { read } = request.register.store;
  const [invitation, invitees] = await Promise.all([
    findInvitation(read, activity.id),
    listInvitees(read, [activity.id]),
  ]);
  const isOver = activity.heldOn < today(request);
  const model = { activity, form, invitation: invitation ?? null, invited: invitees.length, isOver };
  return page(reply, 'staff/invitations/edit', model, status);
}

/** Who answered what: the list behind each number. */
async function showReplies(request: FastifyRequest, reply: FastifyReply) {
  const { read } = request.register.store;
  const activity = await getActivity(request);
  const [answers, settings, figures] = await Promise.all([
    loadAnswers(read, activity),
    getSettings(read),
    answerFigures(request, activity),
  ]);
  const list = ANSWER_LIST_CODES.find((code) => code === query(request, 'answer')) ?? null;
  const shown = answers.filter(({ answer }) => list === null || inAnswerList(answer, list));
  const byName = inStrokeOrder(
    shown.map((row) => ({ ...row, name: row.entry.name, certificateNumber: row.entry.certificateNumber })),
    settings.nameOrder,
  );
  return page(reply, 'staff/invitations/replies', {
    activity,
    figures,
    list,
    listLabel: list === null ? '' : ANSWER_LIST_LABELS[list],
    due: answers.length,
    orderNote: nameOrderNote(settings.nameOrder),
    rows: byName.map(({ name, certificateNumber, entry, answer, reply: said, leave }) => ({
      name,
      certificateNumber,
      group: entry.group?.name ?? '',
      answer: ANSWER_LABELS[answer],
      tone: ANSWER_TONES[answer],
      at:
        leave && answer.startsWith('leave')
          ? leave.askedAt
          : answer === 'none'
            ? null
            : (said?.answeredAt ?? null),
      reason: leave && answer.startsWith('leave') ? leave.reason : '',
      decider: leave?.decider ?? '',
      note: leave && answer.startsWith('leave') ? leave.note : '',
    })),
  });
}
