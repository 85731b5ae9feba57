import type { FastifyReply, FastifyRequest } from 'fastify';
import { restartAssessment, returnAssessment } from '../../assessments/actions.ts';
import { returnForm } from '../../assessments/forms.ts';
import { caseOf, loadGround, type AssessmentCase } from '../../assessments/ground.ts';
import { HISTORY_LABELS, RETURN_LABELS, RETURN_REFUSAL_FIELDS } from '../../assessments/labels.ts';
import { assessmentStepsOf, SCORE_STEPS } from '../../assessments/rules.ts';
import { findAssessment } from '../../assessments/store.ts';
import { subjectOf } from '../../assessments/trail.ts';
import { listAudit } from '../../audit/store.ts';
import { found, NotFound } from '../../refusals.ts';
import { CLERK, PRESIDIUM } from '../access.ts';
import { actorOf, assessmentModel, type ShownCase } from '../assessment-page.ts';
import { takeScores } from '../assessment-posts.ts';
import { doing, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, param, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { HELPERS } from '../views.ts';
import { yearParam } from '../year-param.ts';

export const assessmentRoutes: readonly Route[] = [
  get('/assessments/:year/:certificate', CLERK, showAssessment),
  post('/assessments/:year/:certificate/scores/:step', CLERK, createScores),
  post('/assessments/:year/:certificate/return', PRESIDIUM, createReturn),
  post('/assessments/:year/:certificate/restart', PRESIDIUM, createRestart),
];

/** Null as long as the year is not closed or its assessments have not been begun for the deputy. */
async function askedCase(request: FastifyRequest): Promise<ShownCase | null> {
  const { read } = request.register.store;
  const year = yearParam(request);
  const ground = await loadGround(read, year);
  if (!ground) return null;
  const certificate = param(request, 'certificate');
  const entry = found(ground.roster.find(({ certificateNumber }) => certificateNumber === certificate));
  const assessment = await findAssessment(read, entry.id, year);
  return assessment ? { ground, one: found(caseOf(ground, assessment)) } : null;
}

const listAddress = (request: FastifyRequest): string =>
  HELPERS.address('/desk/assessments', { year: yearParam(request) });

const addressOf = (request: FastifyRequest): string =>
  `/desk/assessments/${yearParam(request)}/${encodeURIComponent(param(request, 'certificate'))}`;

async function showAssessment(request: FastifyRequest, reply: FastifyReply) {
  const asked = await askedCase(request);
  if (!asked) return reply.redirect(listAddress(request), 303);
  return assessmentPage(request, reply, asked, null);
}

async function createScores(request: FastifyRequest, reply: FastifyReply) {
  const step = SCORE_STEPS.find((one) => one === param(request, 'step'));
  if (!step) throw new NotFound();
  const asked = found(await askedCase(request));
  return takeScores(request, asked.one, step, {
    wrong: (form) => assessmentPage(request, reply, asked, form, 422),
    right: async () =>
      step === 'final'
        ? goTo(reply, listAddress(request), 'confirmed')
        : goTo(reply, addressOf(request), 'sent'),
  });
}

async function createReturn(request: FastifyRequest, reply: FastifyReply) {
  const asked = found(await askedCase(request));
  const key = { year: yearParam(request), deputy: param(request, 'certificate') };
  return submitForm(request, returnForm, RETURN_REFUSAL_FIELDS, {
    wrong: (form) => assessmentPage(request, reply, asked, null, 422, form),
    right: async ({ reason }) => {
      await returnAssessment(doing(request), key, reason);
      return goTo(reply, addressOf(request), 'returned');
    },
  });
}

async function createRestart(request: FastifyRequest, reply: FastifyReply) {
  await restartAssessment(doing(request), {
    year: yearParam(request),
    deputy: param(request, 'certificate'),
  });
  return goTo(reply, addressOf(request));
}

async function assessmentPage(
  request: FastifyRequest,
  reply: FastifyReply,
  shown: ShownCase,
  typed: FormState | null,
  status = 200,
  returning: FormState | null = null,
) {
  const { one } = shown;
  const model = await assessmentModel(request, shown, SCORE_STEPS, typed);
  const steps = assessmentStepsOf(actorOf(request), one.standing).map(({ action }) => action);
  const { values, errors } = model.form;
  return page(
    reply,
    'staff/assessments/show',
    {
      ...model,
      form: {
        values: { ...values, ...returning?.values },
        errors: { ...errors, ...returning?.errors },
      },
      address: addressOf(request),
      returning: steps.includes('return') ? (RETURN_LABELS[one.assessment.state] ?? '') : '',
      mayRestart: steps.includes('restart'),
      history: await historyOf(request, one),
    },
    status,
  );
}

async function historyOf({ register }: FastifyRequest, one: AssessmentCase) {
  const entries = await listAudit(
    register.store.read,
    { subject: subjectOf(one) },
    { limit: 100, offset: 0 },
  );
  return entries.toReversed().map(({ at, kind, actorName, reason }) => ({
    at,
    what: HISTORY_LABELS[kind] ?? kind,
    actorName,
    reason,
  }));
}
