import type { Role } from '../accounts/rules.ts';
import { findSteps, type Steps, type StepTable } from '../lib/step-table.ts';
import type { Day } from '../lib/dates.ts';

/**
 * Request for leave (请假) from an activity or a half-day sitting, 代表法 art. 13: asked 待批 → approved 已批准 |
 * refused 未批准; asked → withdrawn 已撤回. A decision is not changed afterwards.
 */
export const LEAVE_STATES = ['asked', 'approved', 'refused', 'withdrawn'] as const;
export type LeaveState = (typeof LEAVE_STATES)[number];

export const LEAVE_ACTIONS = ['approve', 'refuse', 'withdraw'] as const;
export type LeaveAction = (typeof LEAVE_ACTIONS)[number];
export type LeaveDecision = Exclude<LeaveAction, 'withdraw'>;

/** `own`: only who asked; `not-own`: anybody but them; `note`: said in words why. */
export type LeaveNeed = 'own' | 'not-own' | 'note';

export interface LeaveStep {
  readonly action: LeaveAction;
  readonly to: LeaveState;
  readonly needs: readonly LeaveNeed[];
}

type OneRole = Steps<LeaveState, LeaveAction, LeaveStep>;

const OWN: OneRole = { asked: { withdraw: { action: 'withdraw', to: 'withdrawn', needs: ['own'] } } };

/** Role → state → action. The presidium decides, nobody on their own; the clerk sees it all and decides nothing. */
export const LEAVE_TABLE: StepTable<Role, LeaveState, LeaveAction, LeaveStep> = {
  deputy: OWN,
  leader: OWN,
  presidium: {
    asked: {
      approve: { action: 'approve', to: 'approved', needs: ['not-own'] },
      refuse: { action: 'refuse', to: 'refused', needs: ['not-own', 'note'] },
    },
  },
};

export interface LeaveActor {
  readonly roles: readonly Role[];
  readonly personId: number | null;
}

export interface LeaveStanding {
  readonly state: LeaveState;
  /** The person who asked. */
  readonly personId: number;
}

export type LeaveRefusal =
  | 'leave-role'
  | 'leave-own'
  | 'leave-not-own'
  | 'leave-note-missing'
  | `leave-is-${LeaveState}`;

export type LeaveCheck =
  | { readonly ok: true; readonly step: LeaveStep }
  | { readonly ok: false; readonly reason: LeaveRefusal };

/** Whether the actor may take the step now; a refusal says what is in the way. `note`: what was given as reason. */
export function checkLeaveStep(
  actor: LeaveActor,
  request: LeaveStanding,
  action: LeaveAction,
  note: string,
): LeaveCheck {
  const steps = findSteps(LEAVE_TABLE, actor.roles, request.state, action);
  if (steps === null) return { ok: false, reason: 'leave-role' };
  const [step] = steps;
  if (step === undefined) return { ok: false, reason: `leave-is-${request.state}` };
  const isOwn = actor.personId === request.personId;
  if (step.needs.includes('own') && !isOwn) return { ok: false, reason: 'leave-not-own' };
  if (step.needs.includes('not-own') && isOwn) return { ok: false, reason: 'leave-own' };
  if (step.needs.includes('note') && note.trim() === '') return { ok: false, reason: 'leave-note-missing' };
  return { ok: true, step };
}

/** What the actor can do with the request now: the boxes and buttons of a list. */
export function leaveStepsOf(actor: LeaveActor, request: LeaveStanding): readonly LeaveStep[] {
  return LEAVE_ACTIONS.flatMap((action) => {
    const check = checkLeaveStep(actor, request, action, 'given on the page');
    return check.ok ? [check.step] : [];
  });
}

export interface AskingFacts {
  readonly today: Day;
  readonly heldOn: Day;
  readonly rollTaken: boolean;
  /** In office on the meeting's day and, for an activity, invited. */
  readonly isDue: boolean;
  /** The deputy's newest request for this meeting that was not withdrawn. */
  readonly earlier: LeaveState | null;
}

export type AskingRefusal =
  | 'leave-meeting-over'
  | 'leave-roll-taken'
  | 'leave-not-due'
  | 'leave-is-asked'
  | 'leave-is-approved';

/** Why leave cannot be asked for here, or null. It can up to the meeting's own day; after a refusal it can again. */
export function refuseAsking({
  today,
  heldOn,
  rollTaken,
  isDue,
  earlier,
}: AskingFacts): AskingRefusal | null {
  if (!isDue) return 'leave-not-due';
  if (heldOn < today) return 'leave-meeting-over';
  if (rollTaken) return 'leave-roll-taken';
  if (earlier === 'asked') return 'leave-is-asked';
  return earlier === 'approved' ? 'leave-is-approved' : null;
}
