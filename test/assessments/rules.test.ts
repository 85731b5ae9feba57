import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../src/accounts/rules.ts';
import {
  ASSESSMENT_ACTIONS,
  ASSESSMENT_STATES,
  ASSESSMENT_TABLE,
  assessmentStepsOf,
  checkAssessmentStep,
  maySeeAssessment,
  type AssessmentAction,
  type AssessmentStanding,
  type AssessmentState,
} from '../../src/assessments/rules.ts';

const DEPUTY = 1;
const LEADER = 2;
const STRANGER = 3;

const standing = (state: AssessmentState, more: Partial<AssessmentStanding> = {}): AssessmentStanding => ({
  state,
  personId: DEPUTY,
  leaders: [LEADER],
  base: 'current',
  ...more,
});

const refusal = (
  roles: Role[],
  personId: number | null,
  state: AssessmentState,
  action: AssessmentAction,
  more: Partial<AssessmentStanding> = {},
  reason = '理由',
) => {
  const check = checkAssessmentStep({ roles, personId }, standing(state, more), action, reason);
  return check.ok ? check.step.to : check.reason;
};

describe('the table of the year-end assessment', () => {
  it('reads: the deputy, then the leader, then the presidium; staff enter what came on paper', () => {
    const rows = ROLES.flatMap((role) =>
      ASSESSMENT_STATES.flatMap((state) =>
        Object.values(ASSESSMENT_TABLE[role]?.[state] ?? {}).map(
          ({ action, to, needs }) => `${role} ${state}: ${action} → ${to} (${needs.join(', ')})`,
        ),
      ),
    );
    expect(rows).toEqual([
      'clerk self: self → group ()',
      'clerk group: group → final (not-own)',
      'presidium self: self → group ()',
      'presidium self: restart → self (not-own, newer-base)',
      'presidium group: group → final (not-own)',
      'presidium group: return → self (not-own, reason)',
      'presidium group: restart → self (not-own, newer-base)',
      'presidium final: final → done (not-own, current-base)',
      'presidium final: return → group (not-own, reason)',
      'presidium final: restart → self (not-own, newer-base)',
      'presidium done: return → final (not-own, reason)',
      'presidium done: restart → self (not-own, newer-base)',
      'leader self: self → group (own)',
      'leader group: group → final (not-own, leads)',
      'deputy self: self → group (own)',
    ]);
  });

  it('allows nothing that it does not name: every role, state and action, by a stranger', () => {
    for (const role of ROLES)
      for (const state of ASSESSMENT_STATES)
        for (const action of ASSESSMENT_ACTIONS) {
          const named = ASSESSMENT_TABLE[role]?.[state]?.[action];
          const check = checkAssessmentStep(
            { roles: [role], personId: STRANGER },
            standing(state, { base: 'replaced' }),
            action,
            '理由',
          );
          const isForOthers = named?.needs.some((need) => need === 'own' || need === 'leads') ?? true;
          expect([role, state, action, check.ok]).toEqual([role, state, action, !isForOthers]);
        }
  });

  it('gives the forms of a page: what the check allows', () => {
    const actions = (roles: Role[], personId: number | null, state: AssessmentState) =>
      assessmentStepsOf({ roles, personId }, standing(state)).map(({ action }) => action);
    expect(actions(['deputy'], DEPUTY, 'self')).toEqual(['self']);
    expect(actions(['deputy'], STRANGER, 'self')).toEqual([]);
    expect(actions(['leader'], LEADER, 'group')).toEqual(['group']);
    expect(actions(['clerk'], null, 'final')).toEqual([]);
    expect(actions(['presidium'], null, 'final')).toEqual(['final', 'return']);
    expect(actions(['presidium'], DEPUTY, 'final')).toEqual([]);
  });
});

describe('a step', () => {
  it('opens only after the one before, and a refused one says which is missing', () => {
    expect(refusal(['leader'], LEADER, 'self', 'group')).toBe('assessment-self-missing');
    expect(refusal(['presidium'], null, 'self', 'final')).toBe('assessment-self-missing');
    expect(refusal(['presidium'], null, 'group', 'final')).toBe('assessment-group-missing');
    expect(refusal(['presidium'], null, 'self', 'return')).toBe('assessment-nothing-to-return');
  });

  it('that was handed in is not edited', () => {
    for (const state of ['group', 'final', 'done'] as const)
      expect(refusal(['deputy'], DEPUTY, state, 'self')).toBe('assessment-self-handed-in');
    for (const state of ['final', 'done'] as const)
      expect(refusal(['leader'], LEADER, state, 'group')).toBe('assessment-group-handed-in');
    expect(refusal(['presidium'], null, 'done', 'final')).toBe('assessment-is-done');
  });

  it('is nobody’s own in the second and third, whatever roles they hold', () => {
    const all: Role[] = [...ROLES];
    expect(refusal(all, DEPUTY, 'group', 'group', { leaders: [DEPUTY] })).toBe('assessment-own');
    expect(refusal(all, DEPUTY, 'final', 'final')).toBe('assessment-own');
    expect(refusal(all, DEPUTY, 'final', 'return')).toBe('assessment-own');
    expect(refusal(all, DEPUTY, 'done', 'restart', { base: 'changed' })).toBe('assessment-own');
    expect(refusal(all, DEPUTY, 'self', 'self')).toBe('group');
  });

  it('is the leader’s of that group or delegation; the role alone and the office alone are not enough', () => {
    expect(refusal(['leader'], LEADER, 'group', 'group')).toBe('final');
    expect(refusal(['leader'], STRANGER, 'group', 'group')).toBe('assessment-not-leader');
    expect(refusal(['deputy'], LEADER, 'group', 'group')).toBe('assessment-role-group');
    expect(refusal(['leader'], null, 'group', 'group')).toBe('assessment-not-leader');
  });

  it('of the presidium is no clerk’s, and needs points that no correction has changed', () => {
    expect(refusal(['clerk'], null, 'final', 'final')).toBe('assessment-role-final');
    expect(refusal(['clerk'], null, 'final', 'return')).toBe('assessment-role-return');
    expect(refusal(['clerk'], null, 'final', 'restart')).toBe('assessment-role-restart');
    expect(refusal(['presidium'], null, 'final', 'final', { base: 'changed' })).toBe(
      'assessment-base-changed',
    );
    expect(refusal(['presidium'], null, 'final', 'final', { base: 'replaced' })).toBe('done');
    expect(refusal(['presidium'], null, 'final', 'restart')).toBe('assessment-base-same');
    expect(refusal(['presidium'], null, 'final', 'return', {}, ' ')).toBe('assessment-reason-missing');
  });
});

describe('an assessment', () => {
  it('is seen by staff, the deputy and the leader who scores; by nobody else', () => {
    const sees = (roles: Role[], personId: number | null) =>
      maySeeAssessment({ roles, personId }, standing('self'));
    expect([sees(['clerk'], null), sees(['presidium'], null)]).toEqual([true, true]);
    expect([sees(['deputy'], DEPUTY), sees(['leader'], LEADER)]).toEqual([true, true]);
    expect([sees(['deputy'], STRANGER), sees(['leader'], STRANGER), sees(['deputy'], LEADER)]).toEqual([
      false,
      false,
      false,
    ]);
    expect([sees(['admin'], null), sees(['unit'], null), sees([], null)]).toEqual([false, false, false]);
  });
});
