import { whoActs } from '../accounts/acting.ts';
import type { Tx } from '../db/store.ts';
import type { Doing } from '../db/write.ts';
import { formatHundredths } from '../lib/hundredths.ts';
import { found, Refused } from '../refusals.ts';
import { caseOf, loadGround, type AssessmentCase, type AssessmentGround } from './ground.ts';
import { checkAssessmentStep, type AssessmentAction, type AssessmentStep } from './rules.ts';
import { faultsOf, type Scores, type Sheet } from './sheet.ts';
import { findAssessment } from './store.ts';

/** Whose assessment of which year; `deputy` is the certificate number. */
export interface AssessmentKey {
  year: number;
  deputy: string;
}

/** What assessments stand on; refused as long as the year is not closed. */
export async function demandGround(tx: Tx, year: number): Promise<AssessmentGround> {
  const ground = await loadGround(tx, year);
  if (!ground) throw new Refused('assessment-year-open', { year });
  return ground;
}

/** One assessment; refused before the year's assessments have been begun for the deputy. */
export async function demandCase(tx: Tx, key: AssessmentKey): Promise<AssessmentCase> {
  return demandCaseOn(tx, await demandGround(tx, key.year), key);
}

/** The same on ground that was loaded in the same transaction. */
export async function demandCaseOn(
  tx: Tx,
  ground: AssessmentGround,
  { year, deputy }: AssessmentKey,
): Promise<AssessmentCase> {
  const entry = found(ground.roster.find(({ certificateNumber }) => certificateNumber === deputy));
  const assessment = await findAssessment(tx, entry.id, year);
  if (!assessment) throw new Refused('assessment-not-opened', { year, name: entry.name });
  return found(caseOf(ground, assessment));
}

/** The step that the actor may take now; refused with what is missing. */
export async function demandStep(
  tx: Tx,
  { actor }: Doing,
  { standing, entry }: AssessmentCase,
  action: AssessmentAction,
  reason = '',
): Promise<AssessmentStep> {
  const check = checkAssessmentStep(await whoActs(tx, actor), standing, action, reason);
  if (!check.ok) throw new Refused(check.reason, { name: entry.name });
  return check.step;
}

/** Refuses the first score that is wrong. */
export function demandSound(sheet: Sheet, scores: Scores): void {
  const [fault] = faultsOf(sheet, scores);
  if (!fault) return;
  const { code, item } = fault;
  const bounds = item && {
    item: item.title,
    least: formatHundredths(item.leastHundredths),
    most: formatHundredths(item.mostHundredths),
  };
  throw new Refused(`assessment-score-${code}`, bounds ?? {});
}
