import type { FastifyReply, FastifyRequest } from 'fastify';
import { isQuarter } from '../../lib/dates.ts';
import { findNotice, type Notice } from '../../notices/store.ts';
import { createObjection } from '../../objections/actions.ts';
import { ownObjectionForm } from '../../objections/forms.ts';
import {
  OBJECTION_REFUSAL_FIELDS,
  OBJECTION_STATE_LABELS,
  OBJECTION_STATE_TONES,
} from '../../objections/labels.ts';
import { listObjections, type Objection } from '../../objections/store.ts';
import { found, NotFound } from '../../refusals.ts';
import { DEPUTY } from '../access.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { disputedIn, linesOf, obstacleTo } from '../objection-words.ts';
import { goTo, page } from '../page.ts';
import { get, post, query, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { openNotices } from './beside.ts';
import { ownDeputy, type OwnDeputy } from './own.ts';

export const objectionRoutes: readonly Route[] = [
  get('/objections', DEPUTY, showOwnObjections),
  get('/objections/new', DEPUTY, newObjection),
  post('/objections/new', DEPUTY, createOwnObjection),
];

const ALL = { limit: 1000, offset: 0 };

async function showOwnObjections(request: FastifyRequest, reply: FastifyReply) {
  const own = await ownDeputy(request);
  if (!own) return page(reply, 'deputy/home/none', {});
  const { read } = request.register.store;
  const accountId = found(request.viewer).accountId;
  const [rows, open] = await Promise.all([listObjections(read, { accountId }, ALL), openNotices(request)]);
  const mine = open.filter(({ body }) =>
    body.deputies.some(({ deputy }) => deputy === own.entry.certificateNumber),
  );
  return page(reply, 'deputy/objections/index', {
    rows: await Promise.all(rows.map((row) => rowOf(request, row))),
    open: mine.map(({ quarter, version, windowTo }) => ({ quarter, version, windowTo })),
  });
}

async function rowOf({ register }: FastifyRequest, objection: Objection) {
  const { reference, state, content, answer, receivedAt, answeredAt, notice, deputy } = objection;
  const disputed = await disputedIn(register.store.read, objection);
  return {
    reference,
    content,
    answer,
    receivedAt,
    answeredAt,
    notice,
    name: deputy.name,
    line: disputed?.text ?? '',
    state: OBJECTION_STATE_LABELS[state],
    tone: OBJECTION_STATE_TONES[state],
    isUpheld: state === 'upheld',
  };
}

async function newObjection(request: FastifyRequest, reply: FastifyReply) {
  return objectionPage(request, reply, emptyForm({ record: query(request, 'record') }));
}

async function createOwnObjection(request: FastifyRequest, reply: FastifyReply) {
  const own = found(await ownDeputy(request));
  const { quarter, version } = await askedNotice(request);
  return submitForm(request, ownObjectionForm, OBJECTION_REFUSAL_FIELDS, {
    wrong: (form) => objectionPage(request, reply, form, 422),
    right: async (input) => {
      const deputy = own.entry.certificateNumber;
      const sent = { source: 'deputy', quarter, version, deputy, name: '', phone: '', code: '' } as const;
      await createObjection(doing(request), { ...sent, ...input });
      return goTo(reply, '/my/objections', 'sent');
    },
  });
}

/** The current notice of the quarter in the address. */
async function askedNotice(request: FastifyRequest): Promise<Notice> {
  const quarter = query(request, 'quarter');
  if (!isQuarter(quarter)) throw new NotFound();
  return found(await findNotice(request.register.store.read, quarter));
}

async function objectionPage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const own = await ownDeputy(request);
  if (!own) return page(reply, 'deputy/home/none', {});
  if (query(request, 'quarter') === '') return reply.redirect('/my/objections', 303);
  const notice = await askedNotice(request);
  const obstacle = await obstacleTo(request.register, notice);
  const deputy = ownLine(notice, own);
  return page(
    reply,
    'deputy/objections/new',
    { form, notice, obstacle, deputy, lines: deputy ? linesOf(deputy) : [] },
    status,
  );
}

function ownLine({ body }: Notice, { entry }: OwnDeputy) {
  return body.deputies.find(({ deputy }) => deputy === entry.certificateNumber) ?? null;
}
