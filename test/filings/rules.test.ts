import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../src/accounts/rules.ts';

import { FILING_REFUSALS, FILING_STEP_LABELS } from '../../src/filings/labels.ts';
import {
  checkFilingStep,
  FILING_ACTIONS,
  FILING_STATES,
  filingStepsOf,
  type FilingAction,
  type FilingStanding,
  type FilingState,
} from '../../src/filings/rules.ts';

const DEPUTY = 1;
const SOMEBODY_ELSE = 2;

function standing(state: FilingState, more: Partial<FilingStanding> = {}): FilingStanding {
  return {
    state,
    personId: DEPUTY,
    grade: null,
    source: 'deputy',
    quarterClosed: false,
    wantsGrade: false,
    lacksEvidence: false,
    ...more,
  };
}

function outcome(
  role: Role,
  personId: number | null,
  filing: FilingStanding,
  action: FilingAction,
  reason = '因为',
): string {
  const check = checkFilingStep({ roles: [role], personId }, filing, action, reason);
  return check.ok ? `→ ${check.step.to}` : check.reason;
}

/** Who is granted what, state by state; all that is not here is refused. */
const GRANTED: Record<string, string> = {
  'deputy own draft change': 'draft',
  'deputy own draft submit': 'submitted',
  'deputy own draft discard': 'gone',
  'deputy own returned change': 'returned',
  'deputy own returned submit': 'submitted',
  'leader own draft change': 'draft',
  'leader own draft submit': 'submitted',
  'leader own draft discard': 'gone',
  'leader own returned change': 'returned',
  'leader own returned submit': 'submitted',
  'clerk other submitted confirm': 'confirmed',
  'clerk other submitted return': 'returned',
  'clerk other submitted grade': 'submitted',
  'clerk other confirmed grade': 'confirmed',
  'clerk other confirmed void': 'voided',
  'presidium other submitted confirm': 'confirmed',
  'presidium other submitted return': 'returned',
  'presidium other submitted grade': 'submitted',
  'presidium other confirmed grade': 'confirmed',
  'presidium other confirmed void': 'voided',
};

describe('the steps of a filing', () => {
  for (const role of ROLES)
    for (const [whose, personId] of [
      ['own', DEPUTY],
      ['other', SOMEBODY_ELSE],
    ] as const)
      for (const state of FILING_STATES)
        for (const action of FILING_ACTIONS) {
          const name = `${role} ${whose} ${state} ${action}`;
          const to = GRANTED[name];
          it(`${name}: ${to ?? 'refused'}`, () => {
            const result = outcome(role, personId, standing(state), action);
            if (to) expect(result).toBe(`→ ${to}`);
            else expect(FILING_REFUSALS).toHaveProperty(result);
          });
        }

  it('are refused to whoever acts on their own filing, whatever roles they hold', () => {
    const both = { roles: ['deputy', 'clerk', 'presidium'] as const, personId: DEPUTY };
    for (const action of ['confirm', 'return', 'grade'] as const)
      expect(checkFilingStep(both, standing('submitted'), action, '因为')).toEqual({
        ok: false,
        reason: 'filing-own',
      });
    expect(checkFilingStep(both, standing('confirmed'), 'void', '因为')).toEqual({
      ok: false,
      reason: 'filing-own',
    });
    expect(checkFilingStep(both, standing('draft'), 'submit', '')).toMatchObject({ ok: true });
    expect(filingStepsOf(both, standing('submitted'))).toEqual([]);
  });

  it('say why they are refused', () => {
    expect(outcome('clerk', null, standing('draft'), 'confirm')).toBe('filing-is-draft');
    expect(outcome('clerk', null, standing('confirmed'), 'confirm')).toBe('filing-is-confirmed');
    expect(outcome('clerk', null, standing('voided'), 'void')).toBe('filing-is-voided');
    expect(outcome('clerk', null, standing('submitted'), 'void')).toBe('filing-is-submitted');
    expect(outcome('deputy', DEPUTY, standing('submitted'), 'confirm')).toBe('filing-role');
    expect(outcome('deputy', SOMEBODY_ELSE, standing('draft'), 'submit')).toBe('filing-not-own');
    expect(outcome('admin', null, standing('submitted'), 'confirm')).toBe('filing-role');
  });

  it('to return and to void need a reason', () => {
    expect(outcome('clerk', null, standing('submitted'), 'return', '  ')).toBe('filing-reason-missing');
    expect(outcome('clerk', null, standing('confirmed'), 'void', '')).toBe('filing-reason-missing');
  });

  it('leave a confirmed filing with a grade, or in a closed quarter, without another grade', () => {
    expect(outcome('clerk', null, standing('confirmed', { grade: 'A' }), 'grade')).toBe('filing-graded');
    expect(outcome('clerk', null, standing('confirmed', { quarterClosed: true }), 'grade')).toBe(
      'filing-quarter-closed',
    );
    expect(outcome('clerk', null, standing('submitted', { grade: 'A', quarterClosed: true }), 'grade')).toBe(
      '→ submitted',
    );
  });

  it('let staff put right what staff entered, and leave a deputy’s own words to the deputy', () => {
    expect(outcome('clerk', null, standing('returned', { source: 'staff' }), 'submit')).toBe('→ submitted');
    expect(outcome('clerk', null, standing('returned'), 'submit')).toBe('filing-words-of-deputy');
  });

  it('have a button with words for each', () => {
    const steps = FILING_STATES.flatMap((state) =>
      filingStepsOf({ roles: ['clerk'], personId: null }, standing(state, { source: 'staff' })),
    );
    expect(steps.map((step) => FILING_STEP_LABELS[step.label])).toEqual([
      '确认',
      '退回',
      '评定等次',
      '评定等次',
      '作废',
      '更正后重新提交',
    ]);
  });
});
