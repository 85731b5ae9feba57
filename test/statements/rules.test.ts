import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../src/accounts/rules.ts';
import { KINDS } from '../../src/duties/rules.ts';
import { STATEMENT_REFUSALS } from '../../src/statements/labels.ts';
import {
  checkStatementStep,
  STATEMENT_ACTIONS,
  STATEMENT_STATES,
  statementState,
  takesStatement,
} from '../../src/statements/rules.ts';

const OWN = 7;

describe('a statement', () => {
  it('is the deputy’s to write and to change; staff take down the first words and can only withhold', () => {
    const allowed: Partial<Record<Role, string[]>> = {
      deputy: ['none write', 'written write'],
      leader: ['none write', 'written write'],
      clerk: ['none write', 'written withhold', 'published withhold'],
      presidium: ['none write', 'written withhold', 'published withhold'],
    };
    for (const role of ROLES) {
      const isDeputy = role === 'deputy' || role === 'leader';
      const actor = { roles: [role], personId: isDeputy ? OWN : null };
      const can = STATEMENT_STATES.flatMap((state) =>
        STATEMENT_ACTIONS.filter((action) => {
          const check = checkStatementStep(actor, { state, personId: OWN }, action, '写有他人姓名');
          if (!check.ok) expect(STATEMENT_REFUSALS).toHaveProperty(check.reason);
          return check.ok;
        }).map((action) => `${state} ${action}`),
      );
      expect(can, role).toEqual(allowed[role] ?? []);
    }
  });

  it.each([
    ['written beside another’s line', ['deputy'], 8, 'none', 'write', '', 'statement-not-own'],
    ['taken down for oneself', ['clerk'], OWN, 'none', 'write', '', 'statement-own'],
    ['withheld by its own deputy', ['clerk'], OWN, 'written', 'withhold', '原因', 'statement-own'],
    ['withheld without a reason', ['clerk'], null, 'written', 'withhold', ' ', 'statement-reason-missing'],
    ['changed by staff', ['clerk'], null, 'written', 'write', '', 'statement-is-written'],
    ['changed once it is published', ['deputy'], OWN, 'published', 'write', '', 'statement-is-published'],
    ['written again when withheld', ['deputy'], OWN, 'withheld', 'write', '', 'statement-is-withheld'],
  ] as const)('is not %s', (_sentence, roles, personId, state, action, reason, refusal) => {
    const check = checkStatementStep({ roles, personId }, { state, personId: OWN }, action, reason);
    expect(check).toEqual({ ok: false, reason: refusal });
  });

  it('of a clerk who is a deputy too is written as a deputy', () => {
    const both = { roles: ['clerk', 'deputy'] as const, personId: OWN };
    expect(checkStatementStep(both, { state: 'none', personId: OWN }, 'write').ok).toBe(true);
    expect(checkStatementStep(both, { state: 'none', personId: 8 }, 'write').ok).toBe(true);
  });

  it('is published with its quarter, or at once when that is closed', () => {
    const kept = { withheldAt: null };
    expect(statementState(undefined, true)).toBe('none');
    expect([false, true].map((isClosed) => statementState(kept, isClosed))).toEqual(['written', 'published']);
    expect(statementState({ withheldAt: 1 }, true)).toBe('withheld');
  });

  it('stands beside the whole line, an absence, a leave or a deduction, and nothing else', () => {
    const line = { record: 'r', kind: null, grantedHundredths: 0 };
    const kinds = KINDS.map(({ kind }) => kind).filter((kind) => takesStatement({ ...line, kind }));
    expect(kinds).toEqual(['session.leave', 'session.absent', 'activity.leave', 'activity.absent']);
    expect(takesStatement({ ...line, record: '' })).toBe(true);
    expect(takesStatement({ ...line, kind: 'deed.done', grantedHundredths: -100 })).toBe(true);
    expect(takesStatement({ ...line, kind: 'deed.done', grantedHundredths: 100 })).toBe(false);
  });
});
