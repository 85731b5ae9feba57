import type { FastifyReply, FastifyRequest } from 'fastify';
import { shanghaiTime, type Day } from '../../lib/dates.ts';
import { recordAttendance, type SheetOutcome } from '../../meetings/actions.ts';
import { ATTENDANCE_LINES, attendanceForm, wasText } from '../../meetings/forms.ts';
import { problemField, problemText } from '../../meetings/labels.ts';
import { loadRoll, type Roll } from '../../meetings/meetings.ts';
import type { SheetProblem } from '../../meetings/roll.ts';
import { findActivity, type MeetingRef } from '../../meetings/store.ts';
import { found, Refused } from '../../refusals.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { doing, emptyForm, formWithError, parseForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { refusalText } from '../refusal-texts.ts';
import { get, idParam, param, post, type Route } from '../routes.ts';
import { sheetModel } from './attendance-sheet.ts';

export const attendanceRoutes: readonly Route[] = [
  get('/sittings/:id/attendance', CLERK, editAttendance),
  post('/sittings/:id/attendance', CLERK, updateAttendance),
  get('/activities/:code/attendance', CLERK, editAttendance),
  post('/activities/:code/attendance', CLERK, updateAttendance),
];

async function editAttendance(request: FastifyRequest, reply: FastifyReply) {
  return sheetPage(request, reply, await getRoll(request), emptyForm());
}

/**
 * One address, two ways to save: the whole sheet from a page without scripts, answered by a page; or the changed lines
 * from attendance.js, which asks for JSON. Fields, token, checks and action are the same.
 */
async function updateAttendance(request: FastifyRequest, reply: FastifyReply) {
  const roll = await getRoll(request);
  const names = new Map(roll.due.map((entry) => [entry.id, entry.name]));
  const parsed = parseForm(attendanceForm(names), request, { lines: ATTENDANCE_LINES });
  const isScript = request.headers.accept === 'application/json';
  if (!parsed.ok && isScript) return reply.status(422).send({ problems: faults(parsed.form.errors) });
  if (!parsed.ok) return sheetPage(request, reply, roll, parsed.form, 422);
  if (isScript)
    return answerScript(reply, roll, recordAttendance(doing(request), roll.meeting.ref, parsed.value));
  const outcome = await recordAttendance(doing(request), roll.meeting.ref, parsed.value);
  if (outcome.problems.length === 0) return goTo(reply, request.url);
  const form = formWithError(request, errorsOf(outcome.problems, roll));
  return sheetPage(request, reply, await getRoll(request), form, 422);
}

async function getRoll(request: FastifyRequest): Promise<Roll> {
  const { read } = request.register.store;
  return loadRoll(read, await meetingRef(request));
}

/** The meeting that the address names; a sitting of an earlier term can still be read. */
export async function meetingRef(request: FastifyRequest): Promise<MeetingRef> {
  if (param(request, 'code') === '') return { type: 'sitting', id: idParam(request) };
  const { read } = request.register.store;
  const term = await getCurrentTerm(read);
  const { id } = found(await findActivity(read, term.id, param(request, 'code')));
  return { type: 'activity', id };
}

async function sheetPage(
  request: FastifyRequest,
  reply: FastifyReply,
  roll: Roll,
  form: FormState,
  status = 200,
) {
  return page(reply, 'staff/attendance/edit', await sheetModel(request, roll, form), status);
}

function errorsOf(problems: readonly SheetProblem[], { meeting }: Roll): Record<string, string> {
  return Object.fromEntries(
    problems.map((problem) => [problemField(problem), problemText(problem, meeting.heldOn)]),
  );
}

async function answerScript(reply: FastifyReply, { meeting }: Roll, saving: Promise<SheetOutcome>) {
  try {
    const { problems } = await saving;
    if (problems.length === 0)
      return reply.send({ savedAt: shanghaiTime(reply.request.register.clock()).slice(-5) });
    return reply
      .status(422)
      .send({ problems: problems.map((problem) => forScript(problem, meeting.heldOn)) });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return reply.status(409).send({ refused: refusalText(error) });
  }
}

/** `theirs`: what stands there now, as the hidden field of the line writes it. */
function forScript(problem: SheetProblem, heldOn: Day) {
  const theirs = problem.theirs ? { theirs: wasText(problem.theirs.mark) } : {};
  return { deputy: problem.deputyId, text: problemText(problem, heldOn), ...theirs };
}

function faults(errors: Record<string, string>) {
  return Object.entries(errors).map(([field, text]) => ({ deputy: Number(field.split('-')[1]), text }));
}
