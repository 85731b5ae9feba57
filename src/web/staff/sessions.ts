import type { FastifyReply, FastifyRequest } from 'fastify';
import { shanghaiDay } from '../../lib/dates.ts';
import { groupBy } from '../../lib/group-by.ts';
import { changeCongressSession, createCongressSession } from '../../meetings/actions.ts';
import { congressSessionForm } from '../../meetings/forms.ts';
import { agendaLabel, halfDayLabel, MEETING_REFUSAL_FIELDS, sessionTitle } from '../../meetings/labels.ts';
import { tallySittings } from '../../meetings/meetings.ts';
import { tally } from '../../meetings/rules.ts';
import {
  findCongressSession,
  listCongressSessions,
  listSittings,
  type CongressSession,
} from '../../meetings/store.ts';
import { found } from '../../refusals.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { editForm, submitEdit, type Edited } from '../edits.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, idParam, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { attendanceCell, type AttendanceCell } from './meeting-cells.ts';

export const sessionRoutes: readonly Route[] = [
  get('/sessions', CLERK, showSessions),
  get('/sessions/new', CLERK, newSession),
  post('/sessions/new', CLERK, createSession),
  get('/sessions/:id', CLERK, showSession),
  get('/sessions/:id/edit', CLERK, editSession),
  post('/sessions/:id/edit', CLERK, updateSession),
];

async function showSessions(request: FastifyRequest, reply: FastifyReply) {
  const { read } = request.register.store;
  const term = await getCurrentTerm(read);
  const sessions = await listCongressSessions(read, term.id);
  const sittings = await sittingRows(request, term.id);
  const bySession = groupBy(sittings, (row) => row.congressSessionId);
  return page(reply, 'staff/sessions/index', {
    term,
    sessions: sessions
      .toReversed()
      .map((session) => ({ ...session, sittings: bySession.get(session.id) ?? [] })),
    total: sittings.length,
    missing: sittings.filter((row) => row.cell.state === 'missing').length,
  });
}

async function showSession(request: FastifyRequest, reply: FastifyReply) {
  const session = await getSession(request);
  const rows = await sittingRows(request, session.termId);
  const sittings = rows.filter((row) => row.congressSessionId === session.id).toReversed();
  return page(reply, 'staff/sessions/show', { session, sittings, agendaLabel });
}

/** Sittings of the term, the newest first, with what their attendance amounts to. */
async function sittingRows(request: FastifyRequest, termId: number) {
  const { store, clock } = request.register;
  const today = shanghaiDay(clock());
  const sittings = await listSittings(store.read, termId);
  const tallies = await tallySittings(store.read, termId, sittings);
  return sittings.map((sitting) => ({
    ...sitting,
    name: halfDayLabel(sitting.heldOn, sitting.half),
    cell: attendanceCell(
      sitting,
      tallies.get(sitting.id) ?? tally([], new Map()),
      today,
    ) satisfies AttendanceCell,
  }));
}

async function newSession(request: FastifyRequest, reply: FastifyReply) {
  const { read } = request.register.store;
  const term = await getCurrentTerm(read);
  const { length } = await listCongressSessions(read, term.id);
  return formPage(reply, null, emptyForm({ title: sessionTitle(term.number, length + 1) }));
}

async function createSession(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(request, congressSessionForm, MEETING_REFUSAL_FIELDS, {
    wrong: (form) => formPage(reply, null, form, 422),
    right: async (input) => {
      const id = await createCongressSession(doing(request), input);
      return goTo(reply, `/desk/sessions/${id}`, 'created');
    },
  });
}

async function editSession(request: FastifyRequest, reply: FastifyReply) {
  const session = await getSession(request);
  return formPage(reply, session, await editForm(request, edited(request)));
}

async function updateSession(request: FastifyRequest, reply: FastifyReply) {
  const session = await getSession(request);
  return submitEdit(request, edited(request), congressSessionForm, MEETING_REFUSAL_FIELDS, {
    wrong: (form) => formPage(reply, session, form, 422),
    right: async (input, by) => {
      await changeCongressSession(by, session.id, input);
      return goTo(reply, `/desk/sessions/${session.id}`);
    },
  });
}

function edited(request: FastifyRequest): Edited {
  return {
    kinds: ['congress-session.changed'],
    now: async (reader) => {
      const { title, regular } = found(await findCongressSession(reader, idParam(request)));
      return { values: { title, extra: regular ? '' : 'yes' }, subject: ['congress_session', title] };
    },
  };
}

async function getSession(request: FastifyRequest): Promise<CongressSession> {
  return found(await findCongressSession(request.register.store.read, idParam(request)));
}

function formPage(reply: FastifyReply, session: CongressSession | null, form: FormState, status = 200) {
  return page(reply, 'staff/sessions/form', { session, form }, status);
}
