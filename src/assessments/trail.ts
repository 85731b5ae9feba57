import { formatHundredths, fromHundredths } from '../lib/hundredths.ts';
import { handedIn, type AssessmentCase } from './ground.ts';
import { SCORE_STEPS, type ScoreStep } from './rules.ts';
import { totalOf, type Scores, type Sheet } from './sheet.ts';

/** What the trail calls an assessment: its year and the deputy's certificate number. */
export function subjectOf({ assessment, entry }: Pick<AssessmentCase, 'assessment' | 'entry'>) {
  return ['assessment', `${assessment.year}/${entry.certificateNumber}`] as const;
}

/** A step's scores as the trail keeps them: its total, and every item that is not nought or was disputed. */
export function toldScores(sheet: Sheet, scores: Scores): string[] {
  const items = sheet.items.flatMap(({ code, title, computedHundredths }) => {
    const { hundredths, reason } = scores.get(code) ?? { hundredths: computedHundredths, reason: '' };
    if (hundredths === 0 && computedHundredths === 0 && reason === '') return [];
    const disputed = hundredths === computedHundredths ? '' : `≠${formatHundredths(computedHundredths)}`;
    return [`${title} ${formatHundredths(hundredths)}${disputed}${reason === '' ? '' : `（${reason}）`}`];
  });
  return [`= ${formatHundredths(totalOf(sheet, scores))}`, ...items];
}

const FIELDS = { self: 'selfScores', group: 'groupScores', final: 'finalScores' } as const satisfies Record<
  ScoreStep,
  string
>;

/** One step's scores under the name by which the trail shows them. */
export function toldStep({ sheet }: AssessmentCase, step: ScoreStep, scores: Scores) {
  return { [FIELDS[step]]: toldScores(sheet, scores) };
}

/** An assessment as it stands, with the scores of every step that was handed in. */
export function toldCase(one: AssessmentCase) {
  const steps = SCORE_STEPS.flatMap((step) => {
    const scores = handedIn(one, step);
    return scores === null ? [] : [[FIELDS[step], toldScores(one.sheet, scores)] as const];
  });
  return {
    step: one.assessment.state,
    version: one.notice.version,
    computed: fromHundredths(one.sheet.computedHundredths),
    ...Object.fromEntries(steps),
  };
}
