import type { FastifyReply, FastifyRequest } from 'fastify';
import { wasAnswered } from '../../db/write.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { inNameOrder } from '../../notices/table.ts';
import { createObjection, followObjection } from '../../objections/actions.ts';
import { followForm, objectionForm } from '../../objections/forms.ts';
import {
  FOLLOWING_WORDS,
  OBJECTION_REFUSAL_FIELDS,
  OBJECTION_STATE_LABELS,
  OBJECTION_STATE_TONES,
  SENDING_WORDS,
  whomToCall,
} from '../../objections/labels.ts';
import type { Objection } from '../../objections/store.ts';
import { NotFound } from '../../refusals.ts';
import { doing, emptyForm, formWithError, type FormState } from '../form.ts';
import { guess, minutesToWait, strangerAt } from '../guessing.ts';
import { codeOfForm } from '../objection-code.ts';
import { disputedIn, linesOf, obstacleTo } from '../objection-words.ts';
import { page } from '../page.ts';
import { get, post, query, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { getNotice } from './notices.ts';

export const objectionRoutes: readonly Route[] = [
  get('/notices/:quarter/:version/objections/new', 'anyone', newObjection),
  post('/notices/:quarter/:version/objections/new', 'anyone', createObjectionPage),
  get('/objections', 'anyone', askObjection),
  post('/objections', 'anyone', showObjection),
];

async function newObjection(request: FastifyRequest, reply: FastifyReply) {
  const [deputy, record] = [query(request, 'deputy'), query(request, 'record')];
  return objectionPage(request, reply, emptyForm({ deputy, record }));
}

/** Asks whose line it is, then what is wrong with it; once the window is over, says whom to call instead. */
async function objectionPage(
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
  status = 200,
): Promise<FastifyReply> {
  const notice = await getNotice(request);
  const { body } = notice;
  const deputy = body.deputies.find((one) => one.deputy === form.values['deputy']);
  const base = `/notices/${notice.quarter}/${notice.version}`;
  const model = { form, notice, base, presidium: body.township.presidium };
  const obstacle = await obstacleTo(request.register, notice);
  if (obstacle !== '') return page(reply, 'public/objections/closed', { ...model, obstacle });
  if (!deputy) {
    const deputies = inNameOrder(body.deputies, body.nameOrder).map((one) => [
      one.deputy,
      `${one.name}　${one.district}`,
    ]);
    return page(reply, 'public/objections/choose', { ...model, deputies });
  }
  return page(reply, 'public/objections/new', { ...model, deputy, lines: linesOf(deputy) }, status);
}

async function createObjectionPage(request: FastifyRequest, reply: FastifyReply) {
  const { quarter, version } = await getNotice(request);
  return submitForm(request, objectionForm, OBJECTION_REFUSAL_FIELDS, {
    wrong: (form) => objectionPage(request, reply, form, 422),
    right: async (input) => {
      const code = codeOfForm(request);
      const answer = await sendWithinLimit(request, () =>
        createObjection(doing(request), { source: 'visitor', quarter, version, code, ...input }),
      );
      if (answer === null) return tooMany(request, reply);
      return page(reply, 'public/objections/received', { quarter, version, code, ...answer });
    },
  });
}

/** Null when the address has sent its share of the day; a form sent twice takes one place. */
async function sendWithinLimit<T>(request: FastifyRequest, send: () => Promise<T>): Promise<T | null> {
  const { objectionLimit, clock } = request.register;
  const day = shanghaiDay(clock());
  if (await wasAnswered(doing(request))) return send();
  if (!objectionLimit.take(request.ip, day)) return null;
  try {
    return await send();
  } catch (error) {
    objectionLimit.giveBack(request.ip, day);
    throw error;
  }
}

async function tooMany(request: FastifyRequest, reply: FastifyReply) {
  const { body } = await getNotice(request);
  const whom = whomToCall({ presidiumName: body.township.presidium, phone: body.township.phone });
  const form = formWithError(request, { content: SENDING_WORDS.tooMany(whom) });
  return objectionPage(request, reply, form, 429);
}

async function askObjection(_request: FastifyRequest, reply: FastifyReply) {
  return page(reply, 'public/objections/index', { form: emptyForm() });
}

/** Number and code are posted, so that they stand in no address, no history and no log. */
async function showObjection(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(
    request,
    followForm,
    {},
    {
      wrong: (form) => page(reply, 'public/objections/index', { form }, 422),
      right: async ({ reference, code }) => {
        const guesser = strangerAt(request, `objection ${reference}`);
        const minutes = minutesToWait(request, reply, guesser);
        if (minutes > 0) return refuse(request, reply, FOLLOWING_WORDS.tooMany(minutes), 429);
        const { store } = request.register;
        const follow = () => followObjection(store.read, reference, code);
        const objection = await guess(request, guesser, (found) => Boolean(found), follow);
        if (!objection) return refuse(request, reply, FOLLOWING_WORDS.wrong, 422);
        return page(reply, 'public/objections/show', await followedModel(request, objection));
      },
    },
  );
}

function refuse(request: FastifyRequest, reply: FastifyReply, text: string, status: number) {
  return page(reply, 'public/objections/index', { form: formWithError(request, { code: text }) }, status);
}

async function followedModel({ register }: FastifyRequest, objection: Objection) {
  const disputed = await disputedIn(register.store.read, objection);
  if (disputed === null) throw new NotFound();
  const { reference, state, content, summary, answer, receivedAt, answeredAt, notice } = objection;
  return {
    reference,
    content,
    summary,
    answer,
    notice,
    answeredAt,
    receivedAt,
    disputed,
    state: OBJECTION_STATE_LABELS[state],
    tone: OBJECTION_STATE_TONES[state],
    isUpheld: state === 'upheld',
  };
}
