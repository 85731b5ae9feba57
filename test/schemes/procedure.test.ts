import { describe, expect, it } from 'vitest';
import { ROLES } from '../../src/accounts/rules.ts';
import { SCHEME_REFUSALS } from '../../src/schemes/labels.ts';
import {
  checkSchemeStep,
  mayDraftSchemes,
  SCHEME_ACTIONS,
  SCHEME_STATES,
  schemeStepsOf,
} from '../../src/schemes/procedure.ts';

/** Who is granted what while no quarter of the year is closed; all that is not here is refused. */
const GRANTED: Record<string, string> = {
  'clerk draft change': 'draft',
  'presidium draft change': 'draft',
  'presidium draft adopt': 'in_force',
  'presidium in_force retire': 'retired',
};

describe('the steps of a scheme', () => {
  for (const role of ROLES)
    for (const state of SCHEME_STATES)
      for (const action of SCHEME_ACTIONS) {
        const name = `${role} ${state} ${action}`;
        const to = GRANTED[name];
        it(`${name}: ${to ?? 'refused'}`, () => {
          const check = checkSchemeStep([role], { state, quarterClosed: false }, action);
          if (to) expect(check).toMatchObject({ ok: true, step: { to } });
          else expect(SCHEME_REFUSALS).toHaveProperty(check.ok ? 'granted' : check.reason);
        });
      }

  it('are locked once a quarter of the year is closed: no change, no adoption, no end', () => {
    for (const state of SCHEME_STATES)
      expect(schemeStepsOf(['clerk', 'presidium'], { state, quarterClosed: true })).toEqual([]);
    for (const action of ['change', 'adopt'] as const)
      expect(checkSchemeStep(['presidium'], { state: 'draft', quarterClosed: true }, action)).toEqual({
        ok: false,
        reason: 'scheme-quarter-closed',
      });
  });

  it('begin with whoever drafts', () => {
    expect(ROLES.filter((role) => mayDraftSchemes([role]))).toEqual(['clerk', 'presidium']);
  });
});
