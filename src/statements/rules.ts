import type { Role } from '../accounts/rules.ts';
import { findSteps, type Steps, type StepTable } from '../lib/step-table.ts';
import type { DutyKind } from '../duties/rules.ts';

/**
 * Statement (代表说明): a deputy's own words beside an absence, a leave, a deduction or the line of a quarter as a whole.
 * `none` 没有 → written 已写 (can be changed) → published 已随公示固定; `withheld` 已撤下 for what names private people.
 */
export const STATEMENT_STATES = ['none', 'written', 'published', 'withheld'] as const;
export type StatementState = (typeof STATEMENT_STATES)[number];

export const STATEMENT_ACTIONS = ['write', 'withhold'] as const;
export type StatementAction = (typeof STATEMENT_ACTIONS)[number];

/** `own`: the deputy's own line; `not-own`: anybody's but one's own; `reason`: said in words, which are public. */
export type StatementNeed = 'own' | 'not-own' | 'reason';

export interface StatementStep {
  readonly action: StatementAction;
  readonly needs: readonly StatementNeed[];
}

type OneRole = Steps<StatementState, StatementAction, StatementStep>;

const WRITE_OWN: StatementStep = { action: 'write', needs: ['own'] };
const OWN: OneRole = { none: { write: WRITE_OWN }, written: { write: WRITE_OWN } };

/** Staff take down the first words of a deputy who has no phone, and never change any. */
const WRITE_FOR: StatementStep = { action: 'write', needs: ['not-own'] };
const WITHHOLD: StatementStep = { action: 'withhold', needs: ['not-own', 'reason'] };
const STAFF: OneRole = {
  none: { write: WRITE_FOR },
  written: { withhold: WITHHOLD },
  published: { withhold: WITHHOLD },
};

/** Role → state → action. What is not in the table cannot be done. */
export const STATEMENT_TABLE: StepTable<Role, StatementState, StatementAction, StatementStep> = {
  deputy: OWN,
  leader: OWN,
  clerk: STAFF,
  presidium: STAFF,
};

/** Where the words beside a line stand: with the quarter's notice they are frozen, or at once if written later. */
export function statementState(
  statement: { readonly withheldAt: number | null } | undefined,
  isClosed: boolean,
): StatementState {
  if (statement === undefined) return 'none';
  if (statement.withheldAt !== null) return 'withheld';
  return isClosed ? 'published' : 'written';
}

export interface StatementActor {
  readonly roles: readonly Role[];
  readonly personId: number | null;
}

export interface StatementStanding {
  readonly state: StatementState;
  /** The person whose line it stands beside. */
  readonly personId: number;
}

export type StatementRefusal =
  | 'statement-role'
  | 'statement-not-own'
  | 'statement-own'
  | 'statement-reason-missing'
  | `statement-is-${StatementState}`;

export type StatementCheck =
  | { readonly ok: true; readonly step: StatementStep }
  | { readonly ok: false; readonly reason: StatementRefusal };

/** Whether the actor may take the step now; a refusal says what is missing. */
export function checkStatementStep(
  actor: StatementActor,
  standing: StatementStanding,
  action: StatementAction,
  reason = '',
): StatementCheck {
  const steps = findSteps(STATEMENT_TABLE, actor.roles, standing.state, action);
  if (steps === null) return { ok: false, reason: 'statement-role' };
  const checks = steps.map((step) => checkNeeds(step, actor, standing, reason));
  const refused: StatementCheck = { ok: false, reason: `statement-is-${standing.state}` };
  return checks.find((check) => check.ok) ?? checks[0] ?? refused;
}

function checkNeeds(
  step: StatementStep,
  actor: StatementActor,
  standing: StatementStanding,
  reason: string,
): StatementCheck {
  const missing = step.needs.map((need) => refuseNeed(need, actor, standing, reason)).find(Boolean);
  return missing ? { ok: false, reason: missing } : { ok: true, step };
}

function refuseNeed(
  need: StatementNeed,
  actor: StatementActor,
  { personId }: StatementStanding,
  reason: string,
): StatementRefusal | null {
  const isOwn = actor.personId === personId;
  if (need === 'own') return isOwn ? null : 'statement-not-own';
  if (need === 'not-own') return isOwn ? 'statement-own' : null;
  return reason.trim() === '' ? 'statement-reason-missing' : null;
}

/** What a statement may stand beside. */
export interface StatementLine {
  /** '' for the deputy's line of the quarter as a whole. */
  readonly record: string;
  readonly kind: DutyKind | null;
  readonly grantedHundredths: number;
}

const MISSED: readonly (DutyKind | null)[] = [
  'session.leave',
  'session.absent',
  'activity.leave',
  'activity.absent',
];

/** Whether the line takes one: it as a whole, an absence, a leave, or anything that cost points. */
export function takesStatement({ record, kind, grantedHundredths }: StatementLine): boolean {
  return record === '' || MISSED.includes(kind) || grantedHundredths < 0;
}

/** Characters of a statement. */
export const LONGEST_STATEMENT = 300;
