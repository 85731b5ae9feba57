import type { Role } from '../accounts/rules.ts';
import { findSteps, type StepTable } from '../lib/step-table.ts';

/** Scheme (积分办法): draft 草案 → in force 执行中 → retired 已停用. points.md, "Scheme". */
export const SCHEME_STATES = ['draft', 'in_force', 'retired'] as const;
export type SchemeState = (typeof SCHEME_STATES)[number];

export const SCHEME_ACTIONS = ['change', 'adopt', 'retire'] as const;
export type SchemeAction = (typeof SCHEME_ACTIONS)[number];

/** `year-open`: no quarter of the scheme's year is closed; nothing is retroactive. */
export type SchemeNeed = 'year-open';

export interface SchemeStep {
  readonly to: SchemeState;
  readonly needs: readonly SchemeNeed[];
  /** Key of the button's words in labels. */
  readonly label: SchemeAction;
}

const CHANGE: SchemeStep = { to: 'draft', needs: ['year-open'], label: 'change' };

/** Role → state → action. Only the presidium adopts and retires. */
export const SCHEME_TABLE: StepTable<Role, SchemeState, SchemeAction, SchemeStep> = {
  clerk: { draft: { change: CHANGE } },
  presidium: {
    draft: { change: CHANGE, adopt: { to: 'in_force', needs: ['year-open'], label: 'adopt' } },
    in_force: { retire: { to: 'retired', needs: ['year-open'], label: 'retire' } },
  },
};

export type SchemeRefusal =
  | 'scheme-role'
  | 'scheme-is-draft'
  | 'scheme-is-in-force'
  | 'scheme-is-retired'
  | 'scheme-quarter-closed';

export interface SchemeStanding {
  readonly state: SchemeState;
  /** Whether a quarter of the scheme's year is closed. */
  readonly quarterClosed: boolean;
}

export type SchemeStepCheck =
  | { readonly ok: true; readonly step: SchemeStep }
  | { readonly ok: false; readonly reason: SchemeRefusal };

const REFUSAL_BY_STATE: Readonly<Record<SchemeState, SchemeRefusal>> = {
  draft: 'scheme-is-draft',
  in_force: 'scheme-is-in-force',
  retired: 'scheme-is-retired',
};

/** Whether somebody with these roles may take the step now, and if not, what is missing. */
export function checkSchemeStep(
  roles: readonly Role[],
  standing: SchemeStanding,
  action: SchemeAction,
): SchemeStepCheck {
  const steps = findSteps(SCHEME_TABLE, roles, standing.state, action);
  if (steps === null) return { ok: false, reason: 'scheme-role' };
  const [step] = steps;
  if (step === undefined) return { ok: false, reason: REFUSAL_BY_STATE[standing.state] };
  if (step.needs.includes('year-open') && standing.quarterClosed)
    return { ok: false, reason: 'scheme-quarter-closed' };
  return { ok: true, step };
}

/** What these roles can do with the scheme now, in the order of the table. */
export function schemeStepsOf(roles: readonly Role[], standing: SchemeStanding): readonly SchemeStep[] {
  return SCHEME_ACTIONS.flatMap((action) => {
    const check = checkSchemeStep(roles, standing, action);
    return check.ok ? [check.step] : [];
  });
}

/** Whether somebody with these roles may draft schemes. */
export function mayDraftSchemes(roles: readonly Role[]): boolean {
  return roles.some((role) => SCHEME_TABLE[role]?.draft?.change !== undefined);
}
