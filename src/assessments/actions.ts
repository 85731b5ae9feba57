import { whoActs } from '../accounts/acting.ts';
import type { Tx } from '../db/store.ts';
import { write, type Doing } from '../db/write.ts';
import { fromHundredths, toHundredths } from '../lib/hundredths.ts';
import { tell } from '../messages/steps.ts';
import { found, Refused } from '../refusals.ts';
import {
  demandCase,
  demandCaseOn,
  demandGround,
  demandSound,
  demandStep,
  type AssessmentKey,
} from './demands.ts';
import { isUndisputed, lineOf, scoresBefore, type AssessmentCase } from './ground.ts';
import { mayOpenAssessments, type ScoreStep } from './rules.ts';
import { computedScores, keptScores, totalOf, type Scores } from './sheet.ts';
import {
  deleteScores,
  insertAssessment,
  listAssessments,
  putScores,
  updateAssessment,
  type AssessmentChange,
} from './store.ts';
import { tellDue, tellNext } from './telling.ts';
import { subjectOf, toldCase, toldStep } from './trail.ts';

/** What is handed in: a score for every item, or agreement with what was computed or with the step before. */
export type HandedIn =
  | { readonly scores: Scores; readonly version?: number }
  | { readonly agree: 'computed' | 'before'; readonly version?: number };

/**
 * Begins a year's assessments (年度积分核定) for everybody in the notice of its fourth quarter who has none yet, and tells
 * them that the own score is due. Gives how many there are anew.
 */
export async function openAssessments(doing: Doing, year: number): Promise<{ opened: number }> {
  return write(doing, async (tx) => {
    const { roles } = await whoActs(tx, doing.actor);
    if (!mayOpenAssessments(roles)) throw new Refused('assessment-role-open');
    const ground = await demandGround(tx, year);
    const known = new Set((await listAssessments(tx, year)).map(({ deputyId }) => deputyId));
    const lacking = ground.roster.filter((entry) => !known.has(entry.id) && lineOf(ground.current, entry));
    if (lacking.length === 0) throw new Refused('assessment-opened', { year });
    for (const entry of lacking)
      await insertAssessment(tx, {
        deputyId: entry.id,
        year,
        noticeId: ground.current.id,
        computedHundredths: toHundredths(found(lineOf(ground.current, entry)).total),
      });
    const after = { version: ground.current.version, deputies: lacking.length };
    tx.record({ kind: 'assessment.opened', subject: ['assessment', String(year)], after });
    for (const { person, name, certificateNumber } of lacking)
      await tell(tx, doing.at, [{ personId: person.id }], {
        kind: 'assessment-due',
        subject: ['assessment', `${year}/${certificateNumber}`],
        detail: { year: String(year), step: 'self', name },
      });
    return { opened: lacking.length };
  });
}

/** Hands in the scores of a step: 代表自评, 小组评分 or 主席团核定. What was handed in is not edited any more. */
export async function handInScores(
  doing: Doing,
  key: AssessmentKey,
  step: ScoreStep,
  input: HandedIn,
): Promise<void> {
  await write(doing, async (tx) => {
    const one = await demandCase(tx, key);
    await handIn(tx, doing, one, step, input);
  });
}

/**
 * Confirms what nobody disputed: assessments that wait for the presidium and in which every step agreed with what was
 * computed. Each passes the same checks as one by one; if one has changed since it was seen, nothing is done.
 */
export async function confirmUndisputed(
  doing: Doing,
  year: number,
  deputies: readonly string[],
): Promise<{ confirmed: number }> {
  return write(doing, async (tx) => {
    if (deputies.length === 0) throw new Refused('assessment-nobody-undisputed');
    const ground = await demandGround(tx, year);
    for (const deputy of new Set(deputies)) {
      const one = await demandCaseOn(tx, ground, { year, deputy });
      if (!isUndisputed(one)) throw new Refused('assessment-disputed', { name: one.entry.name });
      await handIn(tx, doing, one, 'final', { agree: 'computed' });
    }
    return { confirmed: new Set(deputies).size };
  });
}

async function handIn(
  tx: Tx,
  doing: Doing,
  one: AssessmentCase,
  step: ScoreStep,
  input: HandedIn,
): Promise<void> {
  const { to } = await demandStep(tx, doing, one, step);
  if (input.version !== undefined && input.version !== one.notice.version)
    throw new Refused('assessment-form-outdated', { name: one.entry.name });
  const scores = scoresOf(one, step, input);
  demandSound(one.sheet, scores);
  const { assessment, sheet } = one;
  const kept = keptScores(sheet, scores, scoresBefore(one, step));
  await putScores(tx, assessment.id, step, kept);
  const total = totalOf(sheet, kept);
  await updateAssessment(tx, assessment.id, { state: to, ...stamp(step, doing, total) });
  tx.record({
    kind: `assessment.${step}-scored`,
    subject: subjectOf(one),
    before: { step: assessment.state },
    after: { step: to, ...toldStep(one, step, kept) },
  });
  await tellNext(tx, doing.at, one, to, total);
}

function scoresOf(one: AssessmentCase, step: ScoreStep, input: HandedIn): Scores {
  if ('scores' in input) return input.scores;
  return input.agree === 'computed' ? computedScores(one.sheet) : scoresBefore(one, step);
}

function stamp(step: ScoreStep, { at, actor }: Doing, total: number): Omit<AssessmentChange, 'state'> {
  if (step === 'self') return { selfAt: at, selfBy: actor.accountId };
  if (step === 'group') return { groupAt: at, groupBy: actor.accountId };
  return { finalAt: at, finalBy: actor.accountId, finalHundredths: total };
}

const REOPENED: Readonly<Record<ScoreStep, Omit<AssessmentChange, 'state'>>> = {
  self: { selfAt: null, selfBy: null },
  group: { groupAt: null, groupBy: null },
  final: { finalAt: null, finalBy: null, finalHundredths: null },
};

/** Sends an assessment back one step, with a reason; what was typed there is kept for whoever goes over it again. */
export async function returnAssessment(doing: Doing, key: AssessmentKey, reason: string): Promise<void> {
  await write(doing, async (tx) => {
    const one = await demandCase(tx, key);
    const { to } = await demandStep(tx, doing, one, 'return', reason);
    if (to === 'done') throw new Error('nothing is sent back to where it is done');
    await updateAssessment(tx, one.assessment.id, { state: to, ...REOPENED[to] });
    tx.record({
      kind: 'assessment.returned',
      subject: subjectOf(one),
      before: toldCase(one),
      after: { step: to },
      reason,
    });
    if (to !== 'final') await tellDue(tx, doing.at, one, to, reason);
  });
}

/**
 * Starts an assessment anew from the newest version of the notice, after a correction (更正公告). The scores so far stay
 * in the trail.
 */
export async function restartAssessment(doing: Doing, key: AssessmentKey): Promise<void> {
  await write(doing, async (tx) => {
    const one = await demandCase(tx, key);
    const { to } = await demandStep(tx, doing, one, 'restart');
    const { current } = await demandGround(tx, key.year);
    const line = lineOf(current, one.entry);
    if (!line) throw new Refused('assessment-not-in-notice', { name: one.entry.name });
    await deleteScores(tx, one.assessment.id);
    const change = { noticeId: current.id, computedHundredths: toHundredths(line.total) };
    await updateAssessment(tx, one.assessment.id, {
      state: to,
      ...change,
      ...REOPENED.self,
      ...REOPENED.group,
      ...REOPENED.final,
    });
    tx.record({
      kind: 'assessment.restarted',
      subject: subjectOf(one),
      before: toldCase(one),
      after: {
        step: to,
        version: current.version,
        computed: fromHundredths(change.computedHundredths),
        selfScores: null,
        groupScores: null,
        finalScores: null,
      },
    });
    await tellDue(tx, doing.at, one, 'self');
  });
}
