import type { FastifyReply, FastifyRequest } from 'fastify';
import { isQuarter, shanghaiDay } from '../../lib/dates.ts';
import { findNotice, listNotices, type Notice } from '../../notices/store.ts';
import { inNameOrder } from '../../notices/table.ts';
import { createObjection } from '../../objections/actions.ts';
import { deskObjectionForm } from '../../objections/forms.ts';
import { OBJECTION_REFUSAL_FIELDS } from '../../objections/labels.ts';
import { found, NotFound } from '../../refusals.ts';
import { CLERK } from '../access.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { codeOfForm } from '../objection-code.ts';
import { linesOf } from '../objection-words.ts';
import { page } from '../page.ts';
import { get, post, query, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { HELPERS } from '../views.ts';

export const objectionFormRoutes: readonly Route[] = [
  get('/objections/new', CLERK, newObjection),
  post('/objections/new', CLERK, createObjectionPage),
];

/** The current notice of the quarter in the address. */
async function askedNotice(request: FastifyRequest): Promise<Notice> {
  const quarter = query(request, 'quarter');
  if (!isQuarter(quarter)) throw new NotFound();
  return found(await findNotice(request.register.store.read, quarter));
}

async function newObjection(request: FastifyRequest, reply: FastifyReply) {
  if (query(request, 'quarter') === '' || query(request, 'deputy') === '') return choosePage(request, reply);
  const [deputy, record] = [query(request, 'deputy'), query(request, 'record')];
  const day = shanghaiDay(request.register.clock());
  return formPage(request, reply, emptyForm({ deputy, record, day }));
}

/** Whose line of which notice: what has been published, and everybody who stands in it. */
async function choosePage(request: FastifyRequest, reply: FastifyReply) {
  const { read } = request.register.store;
  const quarters = [...new Set((await listNotices(read)).map(({ quarter }) => quarter))];
  const asked = query(request, 'quarter');
  const notice = await findNotice(read, quarters.includes(asked) ? asked : (quarters[0] ?? ''));
  const deputies = notice ? inNameOrder(notice.body.deputies, notice.body.nameOrder) : [];
  return page(reply, 'staff/objections/choose', {
    form: emptyForm({ quarter: notice?.quarter ?? '', deputy: '' }),
    notice: notice ?? null,
    quarters: quarters.map((quarter) => [quarter, HELPERS.quarterName(quarter)]),
    deputies: deputies.map(({ deputy, name, district }) => [deputy, `${name}　${district}`]),
  });
}

async function createObjectionPage(request: FastifyRequest, reply: FastifyReply) {
  const { quarter, version } = await askedNotice(request);
  return submitForm(
    request,
    deskObjectionForm(shanghaiDay(request.register.clock())),
    OBJECTION_REFUSAL_FIELDS,
    {
      wrong: (form) => formPage(request, reply, form, 422),
      right: async (input) => {
        const code = codeOfForm(request);
        const sent = { source: 'desk', quarter, version, code } as const;
        const { reference } = await createObjection(doing(request), { ...sent, ...input });
        return page(reply, 'staff/objections/received', { reference, code, quarter, name: input.name });
      },
    },
  );
}

async function formPage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const notice = await askedNotice(request);
  const asked = form.values['deputy'];
  const deputy = found(notice.body.deputies.find((one) => one.deputy === asked));
  return page(reply, 'staff/objections/new', { form, notice, deputy, lines: linesOf(deputy) }, status);
}
