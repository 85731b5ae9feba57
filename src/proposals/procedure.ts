import type { Role } from '../accounts/rules.ts';
import type { ProposalKind, ProposalState } from './rules.ts';

/**
 * Who somebody is to a proposal. `lead` 领衔, `cosigner` 附议 (asked or agreed), `unit` 主办, `co-unit` 协办 of the round
 * in hand; `desk` 主席团工作人员, `presidium` 主席团成员.
 */
export type ProposalPart = 'lead' | 'cosigner' | 'desk' | 'presidium' | 'unit' | 'co-unit';

/** In the order of the buttons: what brings it on first, what takes it back last. */
export const PROPOSAL_ACTIONS = [
  'sign',
  'submit',
  'register',
  'decide',
  'assign',
  'sign-for',
  'answer',
  'rate',
  'close',
  'decide-extension',
  'follow-up',
  'change',
  'contribute',
  'extend',
  'urge',
  'reassign',
  'oversee',
  'merge',
  'withhold',
  'refuse',
  'return',
  'withdraw',
] as const;
export type ProposalAction = (typeof PROPOSAL_ACTIONS)[number];

/**
 * What a step asks for beside the state. `complete`: one matter with a title and text, of a motion also 案由 and 案据;
 * `five`: a motion needs five deputies in office, distinct (组织法 art. 22); `decided`: the presidium has decided about
 * the motion; `motion`: it is one, and not decided; `agenda`: it went on the agenda, so that the congress settled it; `class-b`: its last answer is of class B and not carried out;
 * `signed-for`: the unit has signed for it; `reason`: said in words; `not-own`: it is not the actor's own.
 */
export type ProposalNeed =
  | 'complete'
  | 'five'
  | 'decided'
  | 'motion'
  | 'agenda'
  | 'class-b'
  | 'signed-for'
  | 'reason'
  | 'not-own';

export interface ProposalStep {
  readonly action: ProposalAction;
  /** `assigned` after a rating that opens one more round, see `stateAfterRating`. */
  readonly to: ProposalState;
  readonly needs: readonly ProposalNeed[];
}

type Steps = Readonly<Partial<Record<ProposalState, readonly ProposalStep[]>>>;

const step = (action: ProposalAction, to: ProposalState, ...needs: ProposalNeed[]): ProposalStep => ({
  action,
  to,
  needs,
});

const WRITING = [step('submit', 'submitted', 'complete', 'five'), step('withdraw', 'withdrawn')];

/** Part → state → steps. A step that is not here cannot be taken. Source: domain.md, "Proposal". */
export const PROPOSAL_TABLE: Readonly<Record<ProposalPart, Steps>> = {
  lead: {
    draft: [step('change', 'draft'), ...WRITING],
    returned: [step('change', 'returned'), ...WRITING],
    submitted: [step('withdraw', 'withdrawn')],
    answered: [step('rate', 'rated')],
  },
  cosigner: {
    draft: [step('sign', 'draft')],
    returned: [step('sign', 'returned')],
  },
  desk: {
    submitted: [
      step('register', 'registered', 'complete', 'five', 'not-own'),
      step('return', 'returned', 'reason', 'not-own'),
    ],
    registered: [
      step('merge', 'closed', 'reason'),
      step('withhold', 'registered'),
      step('withdraw', 'withdrawn', 'reason', 'not-own'),
      step('assign', 'assigned', 'decided'),
      step('close', 'closed', 'agenda', 'reason'),
    ],
    assigned: [
      step('withhold', 'assigned'),
      step('reassign', 'assigned', 'reason'),
      step('urge', 'assigned'),
      step('answer', 'answered'),
    ],
    answered: [step('withhold', 'answered'), step('rate', 'rated', 'not-own')],
    rated: [step('withhold', 'rated'), step('close', 'closed'), step('follow-up', 'rated', 'class-b')],
    closed: [step('withhold', 'closed'), step('follow-up', 'closed', 'class-b')],
  },
  presidium: {
    registered: [step('decide', 'registered', 'motion', 'reason', 'not-own'), step('oversee', 'registered')],
    assigned: [step('decide-extension', 'assigned'), step('oversee', 'assigned')],
    answered: [step('oversee', 'answered')],
    rated: [step('oversee', 'rated')],
  },
  unit: {
    assigned: [
      step('sign-for', 'assigned'),
      step('refuse', 'assigned', 'reason'),
      step('extend', 'assigned', 'signed-for', 'reason'),
      step('answer', 'answered', 'signed-for'),
    ],
  },
  'co-unit': {
    assigned: [step('sign-for', 'assigned'), step('contribute', 'assigned', 'signed-for')],
  },
};

/** What the rules need to know about a proposal as it stands. */
export interface ProposalStanding {
  readonly kind: ProposalKind;
  readonly state: ProposalState;
  readonly isComplete: boolean;
  /** Of a motion: distinct signers in office on the day of filing who have agreed, the lead among them. */
  readonly signers: number;
  readonly decision: 'agenda' | 'turned' | null;
  readonly hasSignedFor: boolean;
  /** The last answer is of class B and is not carried out yet. */
  readonly isPending: boolean;
  /** The actor is its lead or a co-signer. */
  readonly isOwn: boolean;
}

/** Deputies who have to bring a motion together (组织法 art. 22). */
export const MOTION_SIGNERS = 5;

export type ProposalRefusal =
  | 'proposal-role'
  | `proposal-is-${ProposalState}`
  | 'proposal-incomplete'
  | 'proposal-needs-five'
  | 'proposal-undecided'
  | 'proposal-no-motion'
  | 'proposal-not-on-agenda'
  | 'proposal-not-pending'
  | 'proposal-not-signed-for'
  | 'proposal-reason-missing'
  | 'proposal-own';

export type ProposalStepCheck =
  | { readonly ok: true; readonly step: ProposalStep }
  | { readonly ok: false; readonly reason: ProposalRefusal };

/** Whether somebody with these parts may take the step now, and if not, what is missing. */
export function checkProposalStep(
  parts: readonly ProposalPart[],
  standing: ProposalStanding,
  action: ProposalAction,
  reason = '',
): ProposalStepCheck {
  const tables = parts.map((part) => PROPOSAL_TABLE[part]);
  const ever = tables.some((steps) =>
    Object.values(steps).some((list) => list.some((one) => one.action === action)),
  );
  if (!ever) return { ok: false, reason: 'proposal-role' };
  const found = tables.flatMap((steps) => steps[standing.state] ?? []).filter((one) => one.action === action);
  if (found.length === 0) return { ok: false, reason: `proposal-is-${standing.state}` };
  const missing = found.map((one) =>
    one.needs.map((need) => refuseNeed(need, standing, reason)).find(Boolean),
  );
  const free = missing.indexOf(undefined);
  const taken = found[free];
  return taken ? { ok: true, step: taken } : { ok: false, reason: missing[0] ?? 'proposal-role' };
}

function refuseNeed(
  need: ProposalNeed,
  standing: ProposalStanding,
  reason: string,
): ProposalRefusal | undefined {
  const { kind, isComplete, signers, decision, isPending, hasSignedFor, isOwn } = standing;
  const isMotion = kind === 'motion';
  switch (need) {
    case 'complete':
      return isComplete ? undefined : 'proposal-incomplete';
    case 'five':
      return isMotion && signers < MOTION_SIGNERS ? 'proposal-needs-five' : undefined;
    case 'decided':
      return isMotion && decision === null ? 'proposal-undecided' : undefined;
    case 'motion':
      return isMotion && decision === null ? undefined : 'proposal-no-motion';
    case 'agenda':
      return decision === 'agenda' ? undefined : 'proposal-not-on-agenda';
    case 'class-b':
      return isPending ? undefined : 'proposal-not-pending';
    case 'signed-for':
      return hasSignedFor ? undefined : 'proposal-not-signed-for';
    case 'reason':
      return reason === '' ? 'proposal-reason-missing' : undefined;
    case 'not-own':
      return isOwn ? 'proposal-own' : undefined;
  }
}

/** What somebody with these parts can do now, a reason given where one is needed, in the order of the actions. */
export function proposalStepsOf(
  parts: readonly ProposalPart[],
  standing: ProposalStanding,
): readonly ProposalAction[] {
  return PROPOSAL_ACTIONS.filter((action) => checkProposalStep(parts, standing, action, '…').ok);
}

/** The parts that roles alone give; the others come from the proposal itself. */
export function partsOfRoles(roles: readonly Role[]): ProposalPart[] {
  const isPresidium = roles.includes('presidium');
  const isDesk = isPresidium || roles.includes('clerk');
  return [...(isDesk ? (['desk'] as const) : []), ...(isPresidium ? (['presidium'] as const) : [])];
}

/** How many rounds there are at most: a result that dissatisfies opens one more, once. */
export const MOST_ROUNDS = 2;

/** Whether a rating opens one more round (不满意的，重新办理). */
export function opensRound(result: 'satisfied' | 'fairly' | 'dissatisfied', round: number): boolean {
  return result === 'dissatisfied' && round < MOST_ROUNDS;
}
