import { describe, expect, it } from 'vitest';
import { ROLES } from '../../src/accounts/rules.ts';
import {
  checkLeaveStep,
  LEAVE_ACTIONS,
  LEAVE_STATES,
  leaveStepsOf,
  refuseAsking,
  type AskingFacts,
} from '../../src/leave/rules.ts';

const ASKER = 7;
const mine = (state: (typeof LEAVE_STATES)[number]) => ({ state, personId: ASKER });

describe('a request for leave', () => {
  it('is decided by the presidium and withdrawn by whoever asked; nobody else does anything with it', () => {
    const able = ROLES.flatMap((role) =>
      [ASKER, 8].flatMap((personId) =>
        LEAVE_STATES.flatMap((state) =>
          leaveStepsOf({ roles: [role], personId }, mine(state)).map(
            ({ action, to }) => `${role} ${personId === ASKER ? 'own' : 'other'} ${state} ${action} ${to}`,
          ),
        ),
      ),
    );
    expect(able).toEqual([
      'presidium other asked approve approved',
      'presidium other asked refuse refused',
      'leader own asked withdraw withdrawn',
      'deputy own asked withdraw withdrawn',
    ]);
  });

  it('is never decided by whoever asked, whatever else they are', () => {
    const both = { roles: ['deputy', 'presidium', 'clerk'], personId: ASKER } as const;
    expect(checkLeaveStep(both, mine('asked'), 'approve', '')).toEqual({ ok: false, reason: 'leave-own' });
    expect(leaveStepsOf(both, mine('asked')).map(({ action }) => action)).toEqual(['withdraw']);
  });

  it('is refused with a reason only', () => {
    const chair = { roles: ['presidium'], personId: null } as const;
    expect(checkLeaveStep(chair, mine('asked'), 'refuse', ' ')).toMatchObject({
      reason: 'leave-note-missing',
    });
    expect(checkLeaveStep(chair, mine('asked'), 'refuse', '会议重要')).toMatchObject({ ok: true });
  });

  it('stays as it was decided', () => {
    const everybody = { roles: [...ROLES], personId: 8 };
    for (const state of ['approved', 'refused', 'withdrawn'] as const)
      for (const action of LEAVE_ACTIONS)
        expect(checkLeaveStep(everybody, mine(state), action, '…')).toEqual({
          ok: false,
          reason: `leave-is-${state}`,
        });
  });
});

describe('asking for leave', () => {
  const facts: AskingFacts = {
    today: '2026-03-20',
    heldOn: '2026-03-20',
    rollTaken: false,
    isDue: true,
    earlier: null,
  };
  it.each([
    ['on the meeting’s own day', {}, null],
    ['after it', { today: '2026-03-21' }, 'leave-meeting-over'],
    ['once attendance is recorded', { rollTaken: true }, 'leave-roll-taken'],
    ['from a meeting of others', { isDue: false }, 'leave-not-due'],
    ['twice', { earlier: 'asked' }, 'leave-is-asked'],
    ['when it was granted', { earlier: 'approved' }, 'leave-is-approved'],
    ['again after a refusal', { earlier: 'refused' }, null],
  ] as const)('%s', (_name, more, reason) => {
    expect(refuseAsking({ ...facts, ...more })).toBe(reason);
  });
});
