import type { FastifyRequest } from 'fastify';
import { handInScores } from '../assessments/actions.ts';
import { agreementForm, scoreForm } from '../assessments/forms.ts';
import type { AssessmentCase } from '../assessments/ground.ts';
import type { ScoreStep } from '../assessments/rules.ts';
import { doing, parseForm, type FormState } from './form.ts';

/**
 * Takes what was sent for a step: the scores one by one, or the one tap of agreement. `wrong` with all that was typed,
 * `right` once it is handed in.
 */
export async function takeScores(
  request: FastifyRequest,
  one: AssessmentCase,
  step: ScoreStep,
  then: { right(): Promise<unknown>; wrong(form: FormState): Promise<unknown> },
): Promise<unknown> {
  const key = { year: one.assessment.year, deputy: one.entry.certificateNumber };
  if (isAgreement(request)) {
    const parsed = parseForm(agreementForm, request);
    if (!parsed.ok) return then.wrong(parsed.form);
    await handInScores(doing(request), key, step, parsed.value);
    return then.right();
  }
  const parsed = parseForm(scoreForm(one.sheet), request);
  if (!parsed.ok) return then.wrong(parsed.form);
  await handInScores(doing(request), key, step, parsed.value);
  return then.right();
}

function isAgreement({ body }: FastifyRequest): boolean {
  return typeof (body as Record<string, unknown> | undefined)?.['agree'] === 'string';
}
