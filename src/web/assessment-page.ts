import type { FastifyRequest } from 'fastify';
import { findAccount } from '../accounts/store.ts';
import { reasonField, scoreField } from '../assessments/forms.ts';
import {
  handedIn,
  scoresBefore,
  startingScores,
  type AssessmentCase,
  type AssessmentGround,
} from '../assessments/ground.ts';
import {
  AGREE_LABELS,
  ASSESSMENT_STATE_LABELS,
  ASSESSMENT_STATE_TONES,
  boundsWords,
  fixedLineLabel,
  HAND_IN_LABELS,
  ON_PAPER,
  SCORE_STEP_LABELS,
  WAITING_LABELS,
} from '../assessments/labels.ts';
import {
  checkAssessmentStep,
  SCORE_STEPS,
  type AssessmentActor,
  type ScoreStep,
} from '../assessments/rules.ts';
import { agrees, type ScoredItem, type Scores } from '../assessments/sheet.ts';
import { subjectOf } from '../assessments/trail.ts';
import { totalsOf } from '../assessments/year.ts';
import { listAudit } from '../audit/store.ts';
import { explainNotice } from '../notices/explain.ts';
import type { ExplainedItem } from '../points/explain.ts';
import { boundsText, ruleText } from '../schemes/labels.ts';
import { found, Refused } from '../refusals.ts';
import { emptyForm, type FormState } from './form.ts';
import { refusalText } from './refusal-texts.ts';
import { HELPERS } from './views.ts';

export function actorOf({ viewer }: FastifyRequest): AssessmentActor {
  const { roles, personId } = found(viewer);
  return { roles, personId };
}

/** An assessment on the ground that it stands on. */
export interface ShownCase {
  ground: AssessmentGround;
  one: AssessmentCase;
}

/**
 * Everything that a page about one assessment shows: the scores so far and, of the steps that the page offers, the form
 * of the one that is due. `typed`: what was sent and is not in order.
 */
export async function assessmentModel(
  request: FastifyRequest,
  { ground, one }: ShownCase,
  offered: readonly ScoreStep[],
  typed: FormState | null,
) {
  const { assessment, entry, notice, line, standing, sheet } = one;
  const step = dueStep(actorOf(request), one, offered);
  const form = typed ?? startingForm(one, step);
  return {
    form,
    entry,
    year: assessment.year,
    state: { code: assessment.state, ...stateWords(one) },
    base: {
      state: standing.base,
      version: notice.version,
      newest: ground.current.version,
      quarter: notice.quarter,
      address: `/notices/${notice.quarter}/${notice.version}`,
      explanation: `/notices/${notice.quarter}/${notice.version}/deputies/${encodeURIComponent(entry.certificateNumber)}`,
    },
    computed: sheet.computedHundredths,
    progress: await progressOf(request, one),
    columns: SCORE_STEPS.filter((other) => handedIn(one, other) !== null).map((other) => ({
      step: other,
      label: SCORE_STEP_LABELS[other],
    })),
    ...rowsOf(one, form),
    fixed: fixedOf(one),
    step,
    words: step === null ? null : stepWords(one, step),
    waiting: step === null ? waitingWords(request, one, offered) : '',
    returned: await returnReason(request, one),
    statement: line.statement ?? '',
  };
}

export function stateWords({ assessment: { state } }: Pick<AssessmentCase, 'assessment'>) {
  return { label: ASSESSMENT_STATE_LABELS[state], tone: ASSESSMENT_STATE_TONES[state] };
}

/** The step whose scores the actor may hand in now. */
function dueStep(
  actor: AssessmentActor,
  { standing }: AssessmentCase,
  offered: readonly ScoreStep[],
): ScoreStep | null {
  const step = offered.find((one) => one === standing.state);
  return step && checkAssessmentStep(actor, standing, step).ok ? step : null;
}

function startingForm(one: AssessmentCase, step: ScoreStep | null): FormState {
  if (step === null) return emptyForm();
  const start = startingScores(one, step);
  return emptyForm(
    Object.fromEntries(
      one.sheet.items.flatMap((item) => {
        const score = start.get(item.code);
        const points = HELPERS.points(score?.hundredths ?? item.computedHundredths);
        return [
          [scoreField(item), points],
          [reasonField(item), score?.reason ?? ''],
        ];
      }),
    ),
  );
}

function stepWords(one: AssessmentCase, step: ScoreStep) {
  const differs = step !== 'self' && !agrees(one.sheet, scoresBefore(one, step));
  return {
    title: SCORE_STEP_LABELS[step],
    handIn: HAND_IN_LABELS[step],
    agreeBefore: differs ? AGREE_LABELS[step] : '',
  };
}

/** Whom it waits for; where the page offers the step, why whoever looks cannot take it. */
function waitingWords(
  request: FastifyRequest,
  { standing, entry, leaders }: AssessmentCase,
  offered: readonly ScoreStep[],
): string {
  const { state } = standing;
  if (state === 'done') return '';
  const check = checkAssessmentStep(actorOf(request), standing, state);
  const tells: readonly string[] = ['assessment-own', 'assessment-base-changed'];
  if (!check.ok && offered.includes(state) && tells.includes(check.reason))
    return refusalText(new Refused(check.reason, { name: entry.name }));
  const [leader] = leaders;
  return WAITING_LABELS[state](state === 'group' ? (leader?.name ?? '') : entry.name);
}

/** Each step's total, when it was handed in and by whom. */
async function progressOf({ register }: FastifyRequest, one: AssessmentCase) {
  const { assessment, entry, leaders, sheet } = one;
  const totals = totalsOf(one);
  const steps = [
    { step: 'self', at: assessment.selfAt, by: assessment.selfBy, whose: [entry] },
    { step: 'group', at: assessment.groupAt, by: assessment.groupBy, whose: leaders },
    { step: 'final', at: assessment.finalAt, by: assessment.finalBy, whose: null },
  ] as const;
  return Promise.all(
    steps.map(async ({ step, at, by, whose }) => {
      const account = by === null ? undefined : await findAccount(register.store.read, by);
      const isTheirs = whose === null || whose.some(({ person }) => person.id === account?.personId);
      return {
        label: SCORE_STEP_LABELS[step],
        total: totals[step],
        difference: totals[step] === null ? null : totals[step] - sheet.computedHundredths,
        at,
        by: account?.name ?? '',
        note: at === null || isTheirs ? '' : ON_PAPER,
      };
    }),
  );
}

/** Why it was sent back, as long as the step is due again. */
async function returnReason({ register }: FastifyRequest, one: AssessmentCase): Promise<string> {
  const [last] = await listAudit(register.store.read, { subject: subjectOf(one) }, { limit: 1, offset: 0 });
  return last?.kind === 'assessment.returned' ? last.reason : '';
}

/** Items by section; those under which nothing happened stand together at the end. */
function rowsOf(one: AssessmentCase, form: FormState) {
  const { notice, line, sheet } = one;
  const explained = explainNotice(notice.body, line).sections.flatMap(({ items }) => items);
  const rows = sheet.items.map((item) => rowOf(one, item, explained, form));
  const busy = rows.filter(({ isIdle }) => !isIdle);
  return {
    sections: notice.body.scheme.sections.map(({ code, title }) => ({
      title,
      rows: busy.filter(({ section }) => section === code),
    })),
    idle: rows.filter(({ isIdle }) => isIdle),
  };
}

function rowOf(
  one: AssessmentCase,
  item: ScoredItem,
  explained: readonly ExplainedItem[],
  { values, errors }: FormState,
) {
  const rule = found(one.notice.body.scheme.items[item.index]);
  const scores = SCORE_STEPS.flatMap((step) => scoreIn(handedIn(one, step), step, item));
  const records = explained.find(({ code }) => code === item.code)?.lines ?? [];
  const [scoreName, reasonName] = [scoreField(item), reasonField(item)];
  const shown = String(values[scoreName] ?? '');
  const computed = HELPERS.points(item.computedHundredths);
  return {
    section: item.section,
    title: item.title,
    rule: [ruleText(rule), boundsText(rule)].filter((text) => text !== '').join('，'),
    bounds: boundsWords(item),
    /** A telephone's keys for numbers have no minus. */
    takesMinus: item.leastHundredths < 0,
    computed: item.computedHundredths,
    records,
    scores,
    field: { name: scoreName, value: shown, error: errors[scoreName] ?? '' },
    reason: {
      name: reasonName,
      value: String(values[reasonName] ?? ''),
      error: errors[reasonName] ?? '',
    },
    /** Its fields are in sight: it is wrong, or not what was computed. */
    isOpen: errors[scoreName] !== undefined || errors[reasonName] !== undefined || shown !== computed,
    /** Nothing happened under it and nobody says otherwise. */
    isIdle:
      records.length === 0 &&
      item.computedHundredths === 0 &&
      scores.every(({ hundredths, reason }) => hundredths === 0 && reason === '') &&
      (shown === '' || shown === computed) &&
      errors[scoreName] === undefined &&
      errors[reasonName] === undefined,
  };
}

function scoreIn(scores: Scores | null, step: ScoreStep, item: ScoredItem) {
  const score = scores?.get(item.code);
  return score ? [{ step, label: SCORE_STEP_LABELS[step], ...score }] : [];
}

function fixedOf({ notice, sheet }: AssessmentCase) {
  const { sections, items } = notice.body.scheme;
  return sheet.fixed.map((fixed) => ({
    label: fixedLineLabel(fixed, {
      section: sections.find(({ code }) => code === fixed.section)?.title ?? '',
      item: items.find(({ code }) => code === fixed.item)?.title ?? '',
    }),
    hundredths: fixed.hundredths,
  }));
}
