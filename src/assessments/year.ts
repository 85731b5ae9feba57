import type { Reader } from '../db/store.ts';
import { inStrokeOrder } from '../deputies/order.ts';
import type { NameOrder } from '../lib/names.ts';
import {
  caseOf,
  handedIn,
  lineOf,
  loadGround,
  type AssessmentCase,
  type AssessmentGround,
} from './ground.ts';
import { SCORE_STEPS, type AssessmentState, type ScoreStep } from './rules.ts';
import { totalOf } from './sheet.ts';
import { listAssessments } from './store.ts';

/** A year's assessments on their ground. */
export interface AssessedYear {
  ground: AssessmentGround;
  cases: readonly AssessmentCase[];
  /** Deputies in the notice for whom none has been begun. */
  lacking: number;
}

/** Null as long as the year's fourth quarter is not closed. */
export async function loadAssessedYear(reader: Reader, year: number): Promise<AssessedYear | null> {
  const ground = await loadGround(reader, year);
  if (!ground) return null;
  const assessments = await listAssessments(reader, year);
  const begun = new Set(assessments.map(({ deputyId }) => deputyId));
  return {
    ground,
    cases: assessments.flatMap((assessment) => caseOf(ground, assessment) ?? []),
    lacking: ground.roster.filter((entry) => !begun.has(entry.id) && lineOf(ground.current, entry)).length,
  };
}

/** What each step comes to; null for one that was not handed in. */
export type StepTotals = Readonly<Record<ScoreStep, number | null>>;

export function totalsOf(one: AssessmentCase): StepTotals {
  const total = (step: ScoreStep): number | null => {
    const scores = handedIn(one, step);
    return scores === null ? null : totalOf(one.sheet, scores);
  };
  return { self: total('self'), group: total('group'), final: total('final') };
}

/** What waits for a step, or what has been through it. */
export const LIST_FILTERS = [
  'due-self',
  'in-self',
  'due-group',
  'in-group',
  'due-final',
  'in-final',
] as const;
export type ListFilter = (typeof LIST_FILTERS)[number];

const PLACES: readonly AssessmentState[] = [...SCORE_STEPS, 'done'];

export function passesFilter({ state }: { state: AssessmentState }, filter: ListFilter | null): boolean {
  if (filter === null) return true;
  const [which, step] = filter.split('-') as ['due' | 'in', ScoreStep];
  return which === 'due' ? state === step : PLACES.indexOf(state) > PLACES.indexOf(step);
}

export const LIST_ORDERS = ['final', 'name'] as const;
export type ListOrder = (typeof LIST_ORDERS)[number];

/** By final total, the highest first and what is not decided last; among equals, and otherwise, by name strokes. */
export function orderCases(
  cases: readonly AssessmentCase[],
  order: ListOrder,
  nameOrder: NameOrder,
): AssessmentCase[] {
  const named = inStrokeOrder(
    cases.map((one) => ({ ...one.entry, one })),
    nameOrder,
  ).map(({ one }) => one);
  if (order === 'name') return named;
  const total = ({ assessment }: AssessmentCase) => assessment.finalHundredths ?? -Infinity;
  return named.toSorted((a, b) => (total(a) === total(b) ? 0 : total(b) - total(a)));
}
