import type { Role } from '../accounts/rules.ts';
import { findSteps, type StepTable } from '../lib/step-table.ts';

/** Assessment (年度积分核定): self 代表自评 → group 小组评分 → final 主席团核定 → done; the state is the step that is due. */
export const ASSESSMENT_STATES = ['self', 'group', 'final', 'done'] as const;
export type AssessmentState = (typeof ASSESSMENT_STATES)[number];

/** The steps in which scores are handed in. */
export const SCORE_STEPS = ['self', 'group', 'final'] as const;
export type ScoreStep = (typeof SCORE_STEPS)[number];

export const ASSESSMENT_ACTIONS = [...SCORE_STEPS, 'return', 'restart'] as const;
export type AssessmentAction = (typeof ASSESSMENT_ACTIONS)[number];

/**
 * What a step asks for. `own`: only the deputy it is about; `not-own`: anybody but them, whatever roles they hold;
 * `leads`: the leader of the deputy's group or delegation; `reason`: said in words; `current-base`: no correction has
 * changed the points that it starts from; `newer-base`: a newer version of the notice is there to start anew from.
 */
export type AssessmentNeed = 'own' | 'not-own' | 'leads' | 'reason' | 'current-base' | 'newer-base';

export interface AssessmentStep {
  readonly action: AssessmentAction;
  readonly to: AssessmentState;
  readonly needs: readonly AssessmentNeed[];
}

const step = (action: AssessmentAction, to: AssessmentState, ...needs: AssessmentNeed[]): AssessmentStep => ({
  action,
  to,
  needs,
});

const OWN = step('self', 'group', 'own');
/** Staff enter what a deputy or a group handed in on paper. */
const SELF_ON_PAPER = step('self', 'group');
const GROUP_ON_PAPER = step('group', 'final', 'not-own');
const RESTART = step('restart', 'self', 'not-own', 'newer-base');
const backTo = (to: AssessmentState): AssessmentStep => step('return', to, 'not-own', 'reason');

/** Role → state → action. What is not in the table cannot be done. */
export const ASSESSMENT_TABLE: StepTable<Role, AssessmentState, AssessmentAction, AssessmentStep> = {
  deputy: { self: { self: OWN } },
  leader: { self: { self: OWN }, group: { group: step('group', 'final', 'not-own', 'leads') } },
  clerk: { self: { self: SELF_ON_PAPER }, group: { group: GROUP_ON_PAPER } },
  presidium: {
    self: { self: SELF_ON_PAPER, restart: RESTART },
    group: { group: GROUP_ON_PAPER, return: backTo('self'), restart: RESTART },
    final: {
      final: step('final', 'done', 'not-own', 'current-base'),
      return: backTo('group'),
      restart: RESTART,
    },
    done: { return: backTo('final'), restart: RESTART },
  },
};

export interface AssessmentActor {
  readonly roles: readonly Role[];
  readonly personId: number | null;
}

/** How the notice it started from stands: still the newest; replaced without or with a change of this deputy's points. */
export type Base = 'current' | 'replaced' | 'changed';

/** What the rules need to know about an assessment. */
export interface AssessmentStanding {
  readonly state: AssessmentState;
  /** The person who is assessed. */
  readonly personId: number;
  /** Persons who lead the deputy's group or delegation. */
  readonly leaders: readonly number[];
  readonly base: Base;
}

export type AssessmentRefusal =
  | `assessment-role-${AssessmentAction}`
  | 'assessment-not-own'
  | 'assessment-own'
  | 'assessment-not-leader'
  | 'assessment-reason-missing'
  | 'assessment-base-changed'
  | 'assessment-base-same'
  | 'assessment-self-missing'
  | 'assessment-group-missing'
  | 'assessment-self-handed-in'
  | 'assessment-group-handed-in'
  | 'assessment-is-done'
  | 'assessment-nothing-to-return';

export type AssessmentCheck =
  | { readonly ok: true; readonly step: AssessmentStep }
  | { readonly ok: false; readonly reason: AssessmentRefusal };

/** Whether the actor may take the step now; a refusal says which step or what else is missing. */
export function checkAssessmentStep(
  actor: AssessmentActor,
  standing: AssessmentStanding,
  action: AssessmentAction,
  reason = '',
): AssessmentCheck {
  const steps = findSteps(ASSESSMENT_TABLE, actor.roles, standing.state, action);
  if (steps === null) return { ok: false, reason: `assessment-role-${action}` };
  if (steps.length === 0) return { ok: false, reason: outOfOrder(standing.state, action) };
  const checks = steps.map((candidate) => checkNeeds(candidate, actor, standing, reason));
  return checks.find((check) => check.ok) ?? checks[0] ?? { ok: false, reason: `assessment-role-${action}` };
}

/** Which step is missing before this one, or has been handed in already. */
function outOfOrder(state: AssessmentState, action: AssessmentAction): AssessmentRefusal {
  if (action === 'return') return 'assessment-nothing-to-return';
  if (state === 'self') return 'assessment-self-missing';
  if (action === 'self') return 'assessment-self-handed-in';
  if (state === 'group') return 'assessment-group-missing';
  return action === 'group' ? 'assessment-group-handed-in' : 'assessment-is-done';
}

function checkNeeds(
  candidate: AssessmentStep,
  actor: AssessmentActor,
  standing: AssessmentStanding,
  reason: string,
): AssessmentCheck {
  const missing = candidate.needs.map((need) => refuseNeed(need, actor, standing, reason)).find(Boolean);
  return missing ? { ok: false, reason: missing } : { ok: true, step: candidate };
}

function refuseNeed(
  need: AssessmentNeed,
  actor: AssessmentActor,
  standing: AssessmentStanding,
  reason: string,
): AssessmentRefusal | null {
  switch (need) {
    case 'own':
      return isOwn(actor, standing) ? null : 'assessment-not-own';
    case 'not-own':
      return isOwn(actor, standing) ? 'assessment-own' : null;
    case 'leads':
      return leads(actor, standing) ? null : 'assessment-not-leader';
    case 'reason':
      return reason.trim() === '' ? 'assessment-reason-missing' : null;
    case 'current-base':
      return standing.base === 'changed' ? 'assessment-base-changed' : null;
    case 'newer-base':
      return standing.base === 'current' ? 'assessment-base-same' : null;
  }
}

/** Whether the actor is the deputy who is assessed, whatever else they are. */
export function isOwn(
  { personId }: AssessmentActor,
  standing: Pick<AssessmentStanding, 'personId'>,
): boolean {
  return personId === standing.personId;
}

function leads({ personId }: AssessmentActor, { leaders }: AssessmentStanding): boolean {
  return personId !== null && leaders.includes(personId);
}

/** What the actor can do with the assessment now, in the order of the actions: the forms of its page. */
export function assessmentStepsOf(
  actor: AssessmentActor,
  standing: AssessmentStanding,
): readonly AssessmentStep[] {
  return ASSESSMENT_ACTIONS.flatMap((action) => {
    const check = checkAssessmentStep(actor, standing, action, 'given on the page');
    return check.ok ? [check.step] : [];
  });
}

/** Whether the actor may look at it: staff, the deputy, and a leader who scores the deputy. */
export function maySeeAssessment(actor: AssessmentActor, standing: AssessmentStanding): boolean {
  return (
    mayOpenAssessments(actor.roles) ||
    isOwn(actor, standing) ||
    (actor.roles.includes('leader') && leads(actor, standing))
  );
}

/** Whether somebody with these roles may begin a year's assessments. */
export function mayOpenAssessments(roles: readonly Role[]): boolean {
  return roles.includes('clerk') || roles.includes('presidium');
}
