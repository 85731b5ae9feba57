import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../src/accounts/rules.ts';
import { OBJECTION_ACTION_LABELS, OBJECTION_REFUSALS } from '../../src/objections/labels.ts';
import {
  checkObjectionStep,
  maySeeSender,
  OBJECTION_ACTIONS,
  OBJECTION_STATES,
  OBJECTION_TABLE,
  objectionReference,
  objectionStepsOf,
  refuseObjecting,
  tellsSender,
  type ObjectingFacts,
  type ObjectionStanding,
} from '../../src/objections/rules.ts';

const WORDS = { summary: '反映没有到场', answer: '经核对签到表，到场。' };
const OPEN: ObjectionStanding = {
  state: 'received',
  personId: 7,
  accountId: null,
  sender: { name: '赵秘密', phone: '139 7777 0001' },
};
const CHAIR = { roles: ['presidium'] as Role[], personId: 1, accountId: 11 };

describe('an objection is answered', () => {
  it('once, by the presidium, and by nobody else in any state', () => {
    for (const role of ROLES)
      for (const state of OBJECTION_STATES)
        for (const action of OBJECTION_ACTIONS) {
          const check = checkObjectionStep({ ...CHAIR, roles: [role] }, { ...OPEN, state }, action, WORDS);
          const isDue = role === 'presidium' && state === 'received';
          expect(check.ok, `${role} ${state} ${action}`).toBe(isDue);
          expect(OBJECTION_TABLE[role]?.[state]?.[action] !== undefined).toBe(isDue);
          if (!check.ok) expect(OBJECTION_REFUSALS).toHaveProperty(check.reason);
        }
    expect(Object.keys(OBJECTION_ACTION_LABELS)).toEqual([...OBJECTION_ACTIONS]);
  });

  it.each([
    ['by the deputy whose line it is', { personId: 7 }, OPEN, WORDS, 'objection-own-line'],
    ['by who sent it', {}, { ...OPEN, accountId: 11 }, WORDS, 'objection-own'],
    ['without a summary', {}, OPEN, { ...WORDS, summary: ' ' }, 'objection-words-missing'],
    ['without reasons', {}, OPEN, { ...WORDS, answer: '' }, 'objection-words-missing'],
    ['naming the sender', {}, OPEN, { ...WORDS, answer: '赵秘密看错了' }, 'objection-tells-sender'],
    ['with the phone', {}, OPEN, { ...WORDS, answer: '电话 139-7777-0001' }, 'objection-tells-sender'],
    ['twice', {}, { ...OPEN, state: 'rejected' }, WORDS, 'objection-is-rejected'],
  ] as const)('but not %s', (_sentence, who, objection, words, reason) => {
    const check = checkObjectionStep({ ...CHAIR, ...who }, objection, 'uphold', words);
    expect(check).toEqual({ ok: false, reason });
  });

  it('with a form only for whoever may', () => {
    expect(objectionStepsOf(CHAIR, OPEN).map(({ action }) => action)).toEqual(['uphold', 'reject']);
    expect(objectionStepsOf({ ...CHAIR, roles: ['clerk'] }, OPEN)).toEqual([]);
    expect(objectionStepsOf({ ...CHAIR, personId: 7 }, OPEN)).toEqual([]);
  });
});

describe('who sent an objection', () => {
  it('is seen by staff, never by the deputy it is about', () => {
    expect(maySeeSender({ ...CHAIR, roles: ['clerk'] }, OPEN)).toBe(true);
    expect(maySeeSender({ ...CHAIR, personId: 7 }, OPEN)).toBe(false);
    expect(maySeeSender({ ...CHAIR, roles: ['deputy'] }, OPEN)).toBe(false);
  });

  it('is told by a whole name or phone, not by one character', () => {
    expect(tellsSender('王', { name: '王', phone: '' })).toBe(false);
    expect(tellsSender('请看第 3 项', { name: '', phone: '' })).toBe(false);
    expect(tellsSender('打了 13977770001', OPEN.sender)).toBe(true);
  });
});

const READY: ObjectingFacts = {
  source: 'visitor',
  roles: [],
  day: '2026-04-05',
  today: '2026-04-05',
  publishedOn: '2026-04-02',
  windowTo: '2026-04-09',
  isCurrent: true,
  hasLine: true,
  isOwnLine: false,
};

describe('objecting', () => {
  it.each([
    ['is open to everybody in the window', {}, null],
    ['is open on the day of publication', { day: '2026-04-02', today: '2026-04-02' }, null],
    ['is open on the last day', { day: '2026-04-09', today: '2026-04-09' }, null],
    ['is over on the day after', { day: '2026-04-10', today: '2026-04-10' }, 'objection-window-over'],
    ['is not possible to a replaced version', { isCurrent: false }, 'objection-superseded'],
    ['is not possible to what is not in the notice', { hasLine: false }, 'objection-no-line'],
    ['as a deputy is about the own line', { source: 'deputy', roles: ['deputy'] }, 'objection-not-own'],
    [
      'as a deputy to the own line is possible',
      { source: 'deputy', roles: ['leader'], isOwnLine: true },
      null,
    ],
    ['on the desk is for staff', { source: 'desk', roles: ['deputy'] }, 'objection-role'],
    [
      'on the desk can be written down later',
      { source: 'desk', roles: ['clerk'], today: '2026-04-12', day: '2026-04-09' },
      null,
    ],
    [
      'on the desk cannot be before publication',
      { source: 'desk', roles: ['clerk'], day: '2026-04-01' },
      'objection-too-early',
    ],
    [
      'on the desk cannot be ahead',
      { source: 'desk', roles: ['clerk'], day: '2026-04-06' },
      'objection-in-future',
    ],
  ] as [string, Partial<ObjectingFacts>, string | null][])('%s', (_sentence, change, refusal) => {
    expect(refuseObjecting({ ...READY, ...change })).toBe(refusal);
    if (refusal !== null) expect(OBJECTION_REFUSALS).toHaveProperty(refusal);
  });

  it('is numbered within the quarter', () => {
    expect([objectionReference('2026Q3', 2), objectionReference('2026Q3', 99)]).toEqual([
      '2026Q3-03',
      '2026Q3-100',
    ]);
  });
});
