import type { Role } from '../accounts/rules.ts';
import { findSteps, type Steps, type StepTable } from '../lib/step-table.ts';
import { sectionOf, type DutyKind } from '../duties/rules.ts';

/** Filing (履职登记): draft 草稿 → submitted 待审核 → confirmed 已确认 | returned 已退回; confirmed → voided 已作废. */
export const FILING_STATES = ['draft', 'submitted', 'confirmed', 'returned', 'voided'] as const;
export type FilingState = (typeof FILING_STATES)[number];

export const FILING_ACTIONS = ['change', 'submit', 'discard', 'confirm', 'return', 'grade', 'void'] as const;
export type FilingAction = (typeof FILING_ACTIONS)[number];

/**
 * What a step asks for. `own`: only the deputy it is about; `not-own`: anybody but them; `reason`: said in words;
 * `ungraded`: it has no grade yet, for what is confirmed is never edited; `quarter-open`: its quarter is not closed;
 * `entered-here`: staff entered it, so staff may put it right: a deputy's own words are the deputy's; `evidence`: where
 * the scheme asks for evidence there is some; `graded`: where the scheme has grades it has one.
 */
export type FilingNeed =
  | 'own'
  | 'not-own'
  | 'reason'
  | 'ungraded'
  | 'quarter-open'
  | 'entered-here'
  | 'evidence'
  | 'graded';

export interface FilingStep {
  readonly action: FilingAction;
  /** `gone`: a draft that was never handed in leaves nothing but its line in the trail. */
  readonly to: FilingState | 'gone';
  readonly needs: readonly FilingNeed[];
  /** Key of the button's words in labels.ts. */
  readonly label: FilingLabel;
}

export type FilingLabel =
  | 'change'
  | 'submit'
  | 'resubmit'
  | 'correct'
  | 'discard'
  | 'confirm'
  | 'return'
  | 'grade'
  | 'void';

type OneRole = Steps<FilingState, FilingAction, FilingStep>;

const step = (
  action: FilingAction,
  to: FilingStep['to'],
  label: FilingLabel,
  ...needs: FilingNeed[]
): FilingStep => ({ action, to, needs, label });

const OWN: OneRole = {
  draft: {
    change: step('change', 'draft', 'change', 'own'),
    submit: step('submit', 'submitted', 'submit', 'own'),
    discard: step('discard', 'gone', 'discard', 'own'),
  },
  returned: {
    change: step('change', 'returned', 'change', 'own'),
    submit: step('submit', 'submitted', 'resubmit', 'own'),
  },
};

const REVIEW: OneRole = {
  submitted: {
    confirm: step('confirm', 'confirmed', 'confirm', 'not-own', 'evidence', 'graded'),
    return: step('return', 'returned', 'return', 'not-own', 'reason'),
    grade: step('grade', 'submitted', 'grade', 'not-own'),
  },
  confirmed: {
    grade: step('grade', 'confirmed', 'grade', 'not-own', 'ungraded', 'quarter-open'),
    void: step('void', 'voided', 'void', 'not-own', 'reason'),
  },
  returned: { submit: step('submit', 'submitted', 'correct', 'entered-here') },
};

/** Role → state → action. What is not in the table cannot be done. */
export const FILING_TABLE: StepTable<Role, FilingState, FilingAction, FilingStep> = {
  deputy: OWN,
  leader: OWN,
  clerk: REVIEW,
  presidium: REVIEW,
};

export interface FilingActor {
  readonly roles: readonly Role[];
  readonly personId: number | null;
}

/** What the rules need to know about a filing. */
export interface FilingStanding {
  readonly state: FilingState;
  /** The person whose duties it is about. */
  readonly personId: number;
  readonly grade: string | null;
  readonly source: 'deputy' | 'staff' | 'import';
  readonly quarterClosed: boolean;
  /** Its item of the scheme in force gives points by grade. */
  readonly wantsGrade: boolean;
  /** Its item asks for evidence, and there is none. */
  readonly lacksEvidence: boolean;
}

export type FilingRefusal =
  | 'filing-role'
  | 'filing-own'
  | 'filing-not-own'
  | 'filing-words-of-deputy'
  | 'filing-reason-missing'
  | 'filing-graded'
  | 'filing-grade-missing'
  | 'filing-evidence-missing'
  | 'filing-quarter-closed'
  | `filing-is-${FilingState}`;

export type FilingCheck =
  | { readonly ok: true; readonly step: FilingStep }
  | { readonly ok: false; readonly reason: FilingRefusal };

/** Whether the actor may take the step now; a refusal says what is missing. `reason`: what was given as one. */
export function checkFilingStep(
  actor: FilingActor,
  filing: FilingStanding,
  action: FilingAction,
  reason: string,
): FilingCheck {
  const steps = findSteps(FILING_TABLE, actor.roles, filing.state, action);
  if (steps === null) return { ok: false, reason: 'filing-role' };
  if (steps.length === 0) return { ok: false, reason: `filing-is-${filing.state}` };
  const checks = steps.map((candidate) => checkNeeds(candidate, actor, filing, reason));
  return checks.find((check) => check.ok) ?? checks[0] ?? { ok: false, reason: 'filing-role' };
}

function checkNeeds(
  candidate: FilingStep,
  actor: FilingActor,
  filing: FilingStanding,
  reason: string,
): FilingCheck {
  const missing = candidate.needs.map((need) => refuseNeed(need, actor, filing, reason)).find(Boolean);
  return missing ? { ok: false, reason: missing } : { ok: true, step: candidate };
}

function refuseNeed(
  need: FilingNeed,
  actor: FilingActor,
  filing: FilingStanding,
  reason: string,
): FilingRefusal | null {
  const isOwn = actor.personId === filing.personId;
  switch (need) {
    case 'own':
      return isOwn ? null : 'filing-not-own';
    case 'not-own':
      return isOwn ? 'filing-own' : null;
    case 'reason':
      return reason.trim() === '' ? 'filing-reason-missing' : null;
    case 'ungraded':
      return filing.grade === null ? null : 'filing-graded';
    case 'entered-here':
      return filing.source === 'deputy' ? 'filing-words-of-deputy' : null;
    case 'quarter-open':
      return filing.quarterClosed ? 'filing-quarter-closed' : null;
    case 'evidence':
      return filing.lacksEvidence ? 'filing-evidence-missing' : null;
    case 'graded':
      return filing.wantsGrade && filing.grade === null ? 'filing-grade-missing' : null;
  }
}

/** What the actor can do with the filing now, in the order of the actions: the buttons of its page. */
export function filingStepsOf(actor: FilingActor, filing: FilingStanding): readonly FilingStep[] {
  return FILING_ACTIONS.flatMap((action) => {
    const check = checkFilingStep(actor, filing, action, 'given on the page');
    return check.ok ? [check.step] : [];
  });
}

/** Whether somebody with these roles may enter filings on a deputy's behalf. */
export function mayEnterFilings(roles: readonly Role[]): boolean {
  return roles.some((role) => role === 'clerk' || role === 'presidium');
}

/** Whether somebody with these roles files for themselves. */
export function mayFileOwn(roles: readonly Role[]): boolean {
  return roles.some((role) => FILING_TABLE[role] === OWN);
}

/** Whether the actor is the deputy whose filing it is, whatever else they are. */
export function isOwnFiling(actor: FilingActor, filing: Pick<FilingStanding, 'personId'>): boolean {
  return actor.personId === filing.personId;
}

/** Whether a filing of the kind says how much money it took: deeds only. */
export function takesAmount(kind: DutyKind): boolean {
  return sectionOf(kind) === 'deed';
}

/** Filings of the same deputy and kind this many days apart, or less, may be one duty entered twice. */
export const DUPLICATE_DAYS = 1;
