import type { AssessmentPaperBody, ScoredLine } from '../documents/assessment-words.ts';
import { handedIn, type AssessmentCase } from './ground.ts';
import { fixedLineLabel, SCORE_STEP_LABELS } from './labels.ts';
import { SCORE_STEPS, type ScoreStep } from './rules.ts';
import type { ScoredItem } from './sheet.ts';
import { totalsOf } from './year.ts';

/** A deputy's form as it stands: what was handed in is filled in, the rest is left to write by hand. */
export function paperBody(one: AssessmentCase): AssessmentPaperBody {
  const { assessment, entry, notice, line, sheet } = one;
  const { sections, items } = notice.body.scheme;
  const titleOf = (list: readonly { code: string; title: string }[], code: string | null) =>
    list.find((part) => part.code === code)?.title ?? '';
  return {
    township: notice.body.township.name,
    year: assessment.year,
    name: entry.name,
    certificate: entry.certificateNumber,
    category: line.category ?? '',
    district: entry.district.name,
    delegation: entry.delegation?.name ?? '',
    group: entry.group?.name ?? '',
    notice: { quarter: notice.quarter, version: notice.version },
    sections: sections.map(({ code, title }) => ({
      title,
      lines: sheet.items.filter(({ section }) => section === code).map((item) => scoredLine(one, item)),
    })),
    fixed: sheet.fixed.map((fixed) => ({
      label: fixedLineLabel(fixed, {
        section: titleOf(sections, fixed.section),
        item: titleOf(items, fixed.item),
      }),
      hundredths: fixed.hundredths,
    })),
    total: totalLine(one),
  };
}

function scoredLine(one: AssessmentCase, { code, title, computedHundredths }: ScoredItem): ScoredLine {
  const scoreIn = (step: ScoreStep) => handedIn(one, step)?.get(code);
  return {
    title,
    computed: computedHundredths,
    self: scoreIn('self')?.hundredths ?? null,
    group: scoreIn('group')?.hundredths ?? null,
    final: scoreIn('final')?.hundredths ?? null,
    reasons: reasonsOf(
      SCORE_STEPS.map((step) => [step, scoreIn(step)?.reason ?? '']),
      SCORE_STEP_LABELS,
    ),
  };
}

/** A reason that a later step took over is printed once. */
function reasonsOf(
  given: readonly (readonly [ScoreStep, string])[],
  labels: Readonly<Record<ScoreStep, string>>,
): string[] {
  return given
    .filter(
      ([, reason], index) => reason !== '' && given.findIndex(([, other]) => other === reason) === index,
    )
    .map(([step, reason]) => `${labels[step]}：${reason}`);
}

/** What each step comes to. */
export function totalLine(one: AssessmentCase): ScoredLine {
  return { title: '', computed: one.sheet.computedHundredths, ...totalsOf(one), reasons: [] };
}
