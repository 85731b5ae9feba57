import { and, asc, desc, eq, inArray, isNotNull, or } from 'drizzle-orm';
import { assessment, assessmentScore, delegation, deputy, deputyGroup } from '../db/schema/index.ts';
import type { Reader, Tx } from '../db/store.ts';
import { groupBy } from '../lib/group-by.ts';
import { SCORE_STEPS, type AssessmentState, type ScoreStep } from './rules.ts';
import type { Score, Scores } from './sheet.ts';

type Row = typeof assessment.$inferSelect;
type ScoreRow = typeof assessmentScore.$inferSelect;

/**
 * An assessment (年度积分核定) with what was typed in each step. A step that was handed in has its time; scores of one that
 * was sent back are kept, so that it starts from them.
 */
export type Assessment = Omit<Row, 'step'> & {
  state: AssessmentState;
  typed: Readonly<Record<ScoreStep, Scores>>;
};

/** A year's, in no particular order. */
export async function listAssessments(reader: Reader, year: number): Promise<Assessment[]> {
  const rows = await reader
    .select()
    .from(assessment)
    .where(eq(assessment.year, year))
    .orderBy(asc(assessment.id));
  return withScores(reader, rows);
}

export async function findAssessment(
  reader: Reader,
  deputyId: number,
  year: number,
): Promise<Assessment | undefined> {
  const rows = await reader
    .select()
    .from(assessment)
    .where(and(eq(assessment.deputyId, deputyId), eq(assessment.year, year)));
  return (await withScores(reader, rows))[0];
}

async function withScores(reader: Reader, rows: readonly Row[]): Promise<Assessment[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const scores = await reader
    .select()
    .from(assessmentScore)
    .where(inArray(assessmentScore.assessmentId, ids))
    .orderBy(asc(assessmentScore.assessmentId), asc(assessmentScore.step), asc(assessmentScore.item));
  const scoresOf = groupBy(scores, ({ assessmentId }) => assessmentId);
  return rows.map((row) => read(row, scoresOf.get(row.id) ?? []));
}

function read({ step, ...row }: Row, scores: readonly ScoreRow[]): Assessment {
  const ofStep = (wanted: ScoreStep): Scores =>
    new Map(
      scores
        .filter((score) => score.step === wanted)
        .map(({ item, hundredths, reason }): [string, Score] => [item, { hundredths, reason }]),
    );
  const typed = Object.fromEntries(SCORE_STEPS.map((one) => [one, ofStep(one)])) as Record<ScoreStep, Scores>;
  return { ...row, state: step as AssessmentState, typed };
}

/** Years with assessments, the newest first. */
export async function listAssessmentYears(reader: Reader): Promise<number[]> {
  const rows = await reader
    .selectDistinct({ year: assessment.year })
    .from(assessment)
    .orderBy(desc(assessment.year));
  return rows.map(({ year }) => year);
}

/** Whether a person is assessed, or leads somebody who is. */
export async function concernsPerson(reader: Reader, personId: number): Promise<boolean> {
  const own = await reader
    .select({ id: deputy.id })
    .from(deputy)
    .where(eq(deputy.personId, personId))
    .orderBy(asc(deputy.id));
  const ids = own.map(({ id }) => id);
  if (ids.length === 0) return false;
  const [row] = await reader
    .select({ id: assessment.id })
    .from(assessment)
    .innerJoin(deputy, eq(deputy.id, assessment.deputyId))
    .leftJoin(deputyGroup, eq(deputyGroup.id, deputy.groupId))
    .leftJoin(delegation, eq(delegation.id, deputy.delegationId))
    .where(or(inArray(deputy.id, ids), inArray(deputyGroup.leaderId, ids), inArray(delegation.leaderId, ids)))
    .limit(1);
  return row !== undefined;
}

/** How far the assessments of each year are: by year and the step that is due. */
export async function listStates(
  reader: Reader,
): Promise<{ year: number; state: AssessmentState; deputyId: number }[]> {
  const rows = await reader
    .select({ year: assessment.year, step: assessment.step, deputyId: assessment.deputyId })
    .from(assessment)
    .orderBy(asc(assessment.id));
  return rows.map(({ step, ...row }) => ({ ...row, state: step as AssessmentState }));
}

/** What the presidium decided for a deputy's year; null until it has. */
export async function findFinalTotal(reader: Reader, deputyId: number, year: number): Promise<number | null> {
  const [row] = await reader
    .select({ finalHundredths: assessment.finalHundredths })
    .from(assessment)
    .where(and(eq(assessment.deputyId, deputyId), eq(assessment.year, year)));
  return row?.finalHundredths ?? null;
}

/** A deputy's certificate number with the computed total and the one that the presidium decided, in hundredths. */
export interface FinalTotal {
  deputy: string;
  computedHundredths: number;
  finalHundredths: number;
}

/** The final totals of a year, for the yearly appraisal; only those that are decided, by certificate number. */
export async function listFinalTotals(reader: Reader, year: number): Promise<FinalTotal[]> {
  const rows = await reader
    .select({
      deputy: deputy.certificateNumber,
      computedHundredths: assessment.computedHundredths,
      finalHundredths: assessment.finalHundredths,
    })
    .from(assessment)
    .innerJoin(deputy, eq(deputy.id, assessment.deputyId))
    .where(and(eq(assessment.year, year), isNotNull(assessment.finalHundredths)))
    .orderBy(asc(deputy.certificateNumber));
  return rows.map((row) => ({ ...row, finalHundredths: row.finalHundredths ?? 0 }));
}

export async function insertAssessment(
  tx: Tx,
  row: Pick<Row, 'deputyId' | 'year' | 'noticeId' | 'computedHundredths'>,
): Promise<void> {
  await tx.insert(assessment).values({ ...row, step: 'self' });
}

export type AssessmentChange = Partial<Omit<Row, 'id' | 'deputyId' | 'year' | 'step'>> & {
  state: AssessmentState;
};

export async function updateAssessment(
  tx: Tx,
  id: number,
  { state, ...change }: AssessmentChange,
): Promise<void> {
  await tx
    .update(assessment)
    .set({ ...change, step: state })
    .where(eq(assessment.id, id));
}

/** A step's scores in the place of what was typed in it before. */
export async function putScores(
  tx: Tx,
  assessmentId: number,
  step: ScoreStep,
  scores: Scores,
): Promise<void> {
  await tx
    .delete(assessmentScore)
    .where(and(eq(assessmentScore.assessmentId, assessmentId), eq(assessmentScore.step, step)));
  const rows = [...scores].map(([item, score]) => ({ assessmentId, step, item, ...score }));
  if (rows.length > 0) await tx.insert(assessmentScore).values(rows);
}

/** For a restart; the trail keeps them. */
export async function deleteScores(tx: Tx, assessmentId: number): Promise<void> {
  await tx.delete(assessmentScore).where(eq(assessmentScore.assessmentId, assessmentId));
}
