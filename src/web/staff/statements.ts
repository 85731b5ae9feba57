import type { FastifyReply, FastifyRequest } from 'fastify';
import { findRosterEntry, findRosterEntryById, listRoster, type RosterEntry } from '../../deputies/store.ts';
import { isQuarter, quarterYear, shanghaiDay } from '../../lib/dates.ts';
import { listClosings } from '../../notices/closings.ts';
import { found, NotFound, Refused } from '../../refusals.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { standingBeside, withholdStatement, writeStatement } from '../../statements/actions.ts';
import { statementForm, withholdForm } from '../../statements/forms.ts';
import { STATEMENT_STATE_LABELS, STATEMENT_STATE_TONES } from '../../statements/labels.ts';
import { findStatementLine } from '../../statements/lines.ts';
import { checkStatementStep, statementState } from '../../statements/rules.ts';
import { findStatement, listStatements, type Statement } from '../../statements/store.ts';
import { writingOf } from '../../statements/writing.ts';
import { CLERK } from '../access.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { paginate } from '../paging.ts';
import { refusalText } from '../refusal-texts.ts';
import { get, idParam, post, query, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { HELPERS } from '../views.ts';

export const statementRoutes: readonly Route[] = [
  get('/statements', CLERK, showStatements),
  get('/statements/new', CLERK, newStatement),
  post('/statements/new', CLERK, createStatement),
  get('/statements/:id', CLERK, showStatement),
  post('/statements/:id/withholding', CLERK, createWithholding),
];

async function showStatements(request: FastifyRequest, reply: FastifyReply) {
  const { read } = request.register.store;
  const term = await getCurrentTerm(read);
  const asked = query(request, 'quarter');
  const quarter = isQuarter(asked) ? asked : '';
  const [all, roster, closings] = await Promise.all([
    listStatements(read, term.id),
    listRoster(read, term.id),
    listClosings(read),
  ]);
  const names = new Map(roster.map(({ id, name }) => [id, name]));
  const closed = new Set(closings.map((closing) => closing.quarter));
  const matching = all.filter((one) => quarter === '' || one.quarter === quarter).toSorted(newestFirst);
  const address = (number: number) => HELPERS.address('/desk/statements', { quarter, page: number });
  const { rows, pager } = paginate(matching, query(request, 'page'), address);
  return page(reply, 'staff/statements/index', {
    form: emptyForm({ quarter }),
    rows: rows.map((row) => ({
      ...row,
      name: names.get(row.deputyId) ?? '',
      ...stateWords(row, closed.has(row.quarter)),
    })),
    pager,
    matching: matching.length,
    total: all.length,
    quarters: [...new Set(all.map((one) => one.quarter))]
      .toSorted()
      .toReversed()
      .map((one) => [one, HELPERS.quarterName(one)]),
  });
}

function newestFirst(a: Statement, b: Statement): number {
  return b.writtenAt - a.writtenAt || b.id - a.id;
}

function stateWords(statement: Statement, isClosed: boolean) {
  const state = statementState(statement, isClosed);
  return { state: STATEMENT_STATE_LABELS[state], tone: STATEMENT_STATE_TONES[state] };
}

function actorOf({ viewer }: FastifyRequest) {
  return { roles: viewer?.roles ?? [], personId: viewer?.personId ?? null };
}

async function showStatement(request: FastifyRequest, reply: FastifyReply) {
  return statementPage(request, reply, emptyForm());
}

async function createWithholding(request: FastifyRequest, reply: FastifyReply) {
  const refused = { 'statement-reason-missing': 'reason' };
  return submitForm(request, withholdForm, refused, {
    wrong: (form) => statementPage(request, reply, form, 422),
    right: async ({ reason }) => {
      await withholdStatement(doing(request), idParam(request), reason);
      return goTo(reply, `/desk/statements/${idParam(request)}`, 'withheld');
    },
  });
}

async function statementPage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const { store, clock } = request.register;
  const { id: termId } = await getCurrentTerm(store.read);
  const statement = found(await findStatement(store.read, idParam(request)));
  const entry = found(await findRosterEntryById(store.read, termId, statement.deputyId));
  const standing = await standingBeside(store.read, entry, statement.quarter, statement);
  const check = checkStatementStep(actorOf(request), standing, 'withhold', '…');
  const today = shanghaiDay(clock());
  const line = await findStatementLine(store.read, termId, entry, { ...statement, today });
  return page(
    reply,
    'staff/statements/show',
    {
      form,
      statement,
      entry,
      line: line?.text ?? '',
      mayWithhold: check.ok,
      isPublished: standing.state === 'published',
      ...stateWords(statement, standing.state === 'published'),
    },
    status,
  );
}

/** The deputy and the line that the address names. */
async function askedLine(request: FastifyRequest) {
  const { read } = request.register.store;
  const { id: termId } = await getCurrentTerm(read);
  const quarter = query(request, 'quarter');
  if (!isQuarter(quarter)) throw new NotFound();
  const entry = found(await findRosterEntry(read, termId, query(request, 'deputy')));
  return { termId, entry, quarter, record: query(request, 'record') };
}

async function newStatement(request: FastifyRequest, reply: FastifyReply) {
  if (query(request, 'deputy') === '') return reply.redirect('/desk/statements', 303);
  return newPage(request, reply, emptyForm());
}

async function createStatement(request: FastifyRequest, reply: FastifyReply) {
  const { entry, quarter, record } = await askedLine(request);
  return submitForm(
    request,
    statementForm,
    {},
    {
      wrong: (form) => newPage(request, reply, form, 422),
      right: async ({ content }) => {
        const beside = { deputy: entry.certificateNumber, quarter, record };
        const id = await writeStatement(doing(request), beside, content);
        return goTo(reply, `/desk/statements/${id}`);
      },
    },
  );
}

async function newPage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const { store, clock } = request.register;
  const { termId, entry, quarter, record } = await askedLine(request);
  const beside = { quarter, record, today: shanghaiDay(clock()) };
  const { line, obstacle } = await writingOf(store.read, actorOf(request), { termId, entry }, beside);
  return page(
    reply,
    'staff/statements/new',
    {
      form,
      quarter,
      name: entry.name,
      line,
      back: pointsAddress(entry, quarter),
      obstacle: obstacle === null ? '' : refusalText(new Refused(obstacle)),
    },
    status,
  );
}

function pointsAddress({ certificateNumber }: RosterEntry, quarter: string): string {
  const path = `/desk/points/${encodeURIComponent(certificateNumber)}`;
  return HELPERS.address(path, { year: quarterYear(quarter), quarter });
}
