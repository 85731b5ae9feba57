import type { FastifyReply, FastifyRequest } from 'fastify';
import { isQuarter, quarterYear, shanghaiDay } from '../../lib/dates.ts';
import { listClosings } from '../../notices/closings.ts';
import { NotFound, Refused } from '../../refusals.ts';
import { statementKey, writeStatement } from '../../statements/actions.ts';
import { statementForm } from '../../statements/forms.ts';
import { findStatementBeside } from '../../statements/store.ts';
import { writingOf } from '../../statements/writing.ts';
import { DEPUTY } from '../access.ts';
import { editForm, submitEdit, type Edited } from '../edits.ts';
import type { FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { refusalText } from '../refusal-texts.ts';
import { get, post, query, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';
import { ownDeputy, type OwnDeputy } from './own.ts';

export const statementRoutes: readonly Route[] = [
  get('/statements/edit', DEPUTY, editStatement),
  post('/statements/edit', DEPUTY, updateStatementPage),
];

/** The line that the address names. */
function askedLine(request: FastifyRequest) {
  const quarter = query(request, 'quarter');
  if (!isQuarter(quarter)) throw new NotFound();
  return { quarter, record: query(request, 'record') };
}

async function editStatement(request: FastifyRequest, reply: FastifyReply) {
  const own = await ownDeputy(request);
  if (!own) return page(reply, 'deputy/home/none', {});
  if (query(request, 'quarter') === '') return reply.redirect('/my/points', 303);
  return statementPage(request, reply, own, await editForm(request, edited(request, own)));
}

function edited(request: FastifyRequest, { entry }: OwnDeputy): Edited {
  const { quarter, record } = askedLine(request);
  const key = statementKey({ deputy: entry.certificateNumber, quarter, record });
  return {
    kinds: ['statement.written'],
    now: async (reader) => {
      const earlier = await findStatementBeside(reader, { deputyId: entry.id, quarter, record });
      return { values: { content: earlier?.content ?? '' }, subject: ['statement', key] };
    },
  };
}

async function updateStatementPage(request: FastifyRequest, reply: FastifyReply) {
  const own = await ownDeputy(request);
  if (!own) throw new NotFound();
  const { quarter, record } = askedLine(request);
  return submitEdit(
    request,
    edited(request, own),
    statementForm,
    {},
    {
      wrong: (form) => statementPage(request, reply, own, form, 422),
      right: async ({ content }, by) => {
        await writeStatement(by, { deputy: own.entry.certificateNumber, quarter, record }, content);
        return goTo(reply, HELPERS.address('/my/points', { year: quarterYear(quarter), quarter }));
      },
    },
  );
}

async function statementPage(
  request: FastifyRequest,
  reply: FastifyReply,
  own: OwnDeputy,
  form: FormState,
  status = 200,
) {
  const { store, clock } = request.register;
  const { quarter, record } = askedLine(request);
  const { entry, term } = own;
  const actor = { roles: request.viewer?.roles ?? [], personId: request.viewer?.personId ?? null };
  const beside = { quarter, record, today: shanghaiDay(clock()) };
  const { line, standing, obstacle } = await writingOf(store.read, actor, { termId: term.id, entry }, beside);
  return page(
    reply,
    'deputy/statements/edit',
    {
      form,
      quarter,
      line,
      back: HELPERS.address('/my/points', { year: quarterYear(quarter), quarter }),
      obstacle: obstacle === null ? '' : refusalText(new Refused(obstacle)),
      isPublished: standing.state === 'none' && (await isClosed(request, quarter)),
    },
    status,
  );
}

async function isClosed({ register }: FastifyRequest, quarter: string): Promise<boolean> {
  return (await listClosings(register.store.read)).some((closing) => closing.quarter === quarter);
}
