import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Reader } from '../../db/store.ts';
import { quarterOf } from '../../lib/dates.ts';
import { correctMark } from '../../meetings/actions.ts';
import { markCorrectionForm } from '../../meetings/forms.ts';
import { meetingLabel, MARK_REFUSAL_FIELDS, stateLabel } from '../../meetings/labels.ts';
import { loadRoll } from '../../meetings/meetings.ts';
import { ATTENDANCE_STATES, isFrozen } from '../../meetings/rules.ts';
import { found, NotFound } from '../../refusals.ts';
import { CLERK } from '../access.ts';
import { editForm, submitEdit, type Edited } from '../edits.ts';
import type { FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, param, post, type Route } from '../routes.ts';
import { meetingRef } from './attendance.ts';

/** Marks that stand in a published notice are put right one by one, with a reason. */
export const markCorrectionRoutes: readonly Route[] = [
  get('/sittings/:id/attendance/:certificate/correction', CLERK, newMarkCorrection),
  post('/sittings/:id/attendance/:certificate/correction', CLERK, createMarkCorrection),
  get('/activities/:code/attendance/:certificate/correction', CLERK, newMarkCorrection),
  post('/activities/:code/attendance/:certificate/correction', CLERK, createMarkCorrection),
];

async function publishedMark(request: FastifyRequest, reader: Reader = request.register.store.read) {
  const roll = await loadRoll(reader, await meetingRef(request));
  const entry = found(roll.due.find((one) => one.certificateNumber === param(request, 'certificate')));
  const mark = found(roll.marks.get(entry.id));
  if (!isFrozen(roll.meeting.heldOn, mark.recordedAt, roll.closings)) throw new NotFound();
  return { roll, entry, mark };
}

async function newMarkCorrection(request: FastifyRequest, reply: FastifyReply) {
  return correctionPage(request, reply, await editForm(request, edited(request)));
}

/** `reason` is why it is corrected; why somebody was away is `why`. */
function edited(request: FastifyRequest): Edited {
  return {
    kinds: ['attendance.corrected'],
    now: async (reader) => {
      const { roll, mark } = await publishedMark(request, reader);
      const { state, reason: why, approver } = mark;
      return { values: { state, why, approver }, subject: [roll.meeting.ref.type, roll.meeting.key] };
    },
  };
}

async function createMarkCorrection(request: FastifyRequest, reply: FastifyReply) {
  const { roll, entry } = await publishedMark(request);
  return submitEdit(request, edited(request), markCorrectionForm, MARK_REFUSAL_FIELDS, {
    wrong: (form) => correctionPage(request, reply, form, 422),
    right: async ({ state, why, approver, reason }, by) => {
      const mark = { state, reason: why, approver };
      await correctMark(by, roll.meeting.ref, entry.id, mark, reason);
      return goTo(reply, `/desk/notices/${quarterOf(roll.meeting.heldOn)}/correction`);
    },
  });
}

async function correctionPage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const { roll, entry, mark } = await publishedMark(request);
  return page(
    reply,
    'staff/attendance/correction',
    {
      form,
      entry,
      title: meetingLabel(roll.meeting),
      heldOn: roll.meeting.heldOn,
      now: stateLabel(mark.state),
      back: request.url.split('/').slice(0, -2).join('/'),
      quarter: quarterOf(roll.meeting.heldOn),
      states: ATTENDANCE_STATES.map(({ state }) => [state, stateLabel(state)]),
    },
    status,
  );
}
