import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasRole } from '../../accounts/rules.ts';
import { findAccount } from '../../accounts/store.ts';
import { kindLabel } from '../../duties/labels.ts';
import type { DutyKind } from '../../duties/rules.ts';
import { explainNotice } from '../../notices/explain.ts';
import { findNotice } from '../../notices/store.ts';
import { answerObjection, standingOf } from '../../objections/actions.ts';
import { answerForm } from '../../objections/forms.ts';
import {
  OBJECTION_ACTION_LABELS,
  OBJECTION_REFUSAL_FIELDS,
  OBJECTION_STATE_LABELS,
  OBJECTION_STATE_TONES,
} from '../../objections/labels.ts';
import { findDisputed } from '../../objections/lines.ts';
import {
  checkObjectionStep,
  maySeeSender,
  objectionStepsOf,
  type ObjectionActor,
} from '../../objections/rules.ts';
import { findObjection, type Objection } from '../../objections/store.ts';
import { found, Refused } from '../../refusals.ts';
import { CLERK, PRESIDIUM } from '../access.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { disputedIn } from '../objection-words.ts';
import { goTo, page } from '../page.ts';
import { refusalText } from '../refusal-texts.ts';
import { get, param, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';

export const objectionRoutes: readonly Route[] = [
  get('/objections/:reference', CLERK, showObjection),
  post('/objections/:reference/answer', PRESIDIUM, createAnswer),
];

async function getObjection(request: FastifyRequest): Promise<Objection> {
  return found(await findObjection(request.register.store.read, param(request, 'reference')));
}

async function showObjection(request: FastifyRequest, reply: FastifyReply) {
  return objectionPage(request, reply, emptyForm());
}

async function createAnswer(request: FastifyRequest, reply: FastifyReply) {
  const { reference } = await getObjection(request);
  return submitForm(request, answerForm, OBJECTION_REFUSAL_FIELDS, {
    wrong: (form) => objectionPage(request, reply, form, 422),
    right: async (input) => {
      await answerObjection(doing(request), reference, input);
      return goTo(reply, `/desk/objections/${encodeURIComponent(reference)}`, 'answered');
    },
  });
}

function actorOf({ viewer }: FastifyRequest): ObjectionActor {
  const { roles, personId, accountId } = found(viewer);
  return { roles, personId, accountId };
}

async function objectionPage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const { read } = request.register.store;
  const objection = await getObjection(request);
  const actor = actorOf(request);
  const standing = standingOf(objection);
  const steps = objectionStepsOf(actor, standing);
  const { state, answeredBy } = objection;
  return page(
    reply,
    'staff/objections/show',
    {
      form,
      objection,
      line: await lineOf(request, objection),
      sender: senderOf(objection, maySeeSender(actor, standing)),
      state: OBJECTION_STATE_LABELS[state],
      tone: OBJECTION_STATE_TONES[state],
      answeredByName: answeredBy === null ? '' : ((await findAccount(read, answeredBy))?.name ?? ''),
      actions: steps.map(({ action }) => [action, OBJECTION_ACTION_LABELS[action]]),
      obstacle: steps.length > 0 || state !== 'received' ? '' : obstacleText(actor, objection),
      isPresidium: hasRole(request.viewer, 'presidium'),
    },
    status,
  );
}

/** Why whoever looks cannot answer it; for a clerk that is no obstacle but how it is. */
function obstacleText(actor: ObjectionActor, objection: Objection): string {
  const check = checkObjectionStep(actor, standingOf(objection), 'reject', { summary: '…', answer: '…' });
  if (check.ok || check.reason === 'objection-role') return '';
  return refusalText(new Refused(check.reason, { reference: objection.reference }));
}

/** The sender's own words are private too: whoever knows the matter may recognise them. */
function senderOf({ accountId, name, phone, content }: Objection, isShown: boolean) {
  if (!isShown) return null;
  return { isDeputy: accountId !== null && name === '', name, phone, content };
}

/** The line as it was published, with the explanation of the record. */
async function lineOf({ register }: FastifyRequest, objection: Objection) {
  const { read } = register.store;
  const disputed = found(await disputedIn(read, objection));
  const { quarter, version } = objection.notice;
  const notice = found(await findNotice(read, quarter, version));
  const { deputy, line } = found(findDisputed(notice.body, disputed.deputy.deputy, objection.record));
  const explanation = explainNotice(notice.body, deputy);
  const items = explanation.sections.flatMap(({ items: own }) => own);
  const item = items.find(({ lines }) => lines.some(({ record }) => line && record === line.record));
  return {
    text: disputed.text,
    deputy,
    statement: (line ? line.statement : deputy.statement) ?? '',
    kind: line ? kindLabel(line.kind as DutyKind) : '',
    item: item ? { ...item, lines: item.lines.filter(({ record }) => record === line?.record) } : null,
    year: notice.body.scheme.year,
    isStray: line !== null && item === undefined,
  };
}
