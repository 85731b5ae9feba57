import { describe, expect, it } from 'vitest';
import { canTakeBack, groundOf, refuseEntry, refuseGround } from '../../src/deputies/entry-rules.ts';
import type { Mandate, MandateEvent, MandateEventKind } from '../../src/deputies/rules.ts';

const MANDATE: Mandate = { electedOn: '2026-01-10', endsOn: '2031-01-13', events: [] };
const event = (kind: MandateEventKind, on: string): MandateEvent => ({ kind, on });

describe('the dates of an entry', () => {
  it.each([
    ['are right as they are', {}, null],
    ['are right without oath and birth', { oathOn: null, bornMonth: '' }, null],
    ['are right when the deputy came of age in the month of the election', { bornMonth: '2008-01' }, null],
    ['are wrong when the deputy was under age', { bornMonth: '2008-02' }, 'under-age'],
    ['are wrong when the oath came before the election', { oathOn: '2026-01-09' }, 'oath-before-election'],
    [
      'are wrong when the election came after the term',
      { mandate: { ...MANDATE, electedOn: '2031-01-14' } },
      'elected-after-term',
    ],
    [
      'are wrong when the election came after an event of the mandate',
      { mandate: { ...MANDATE, events: [event('died', '2026-01-09')] } },
      'elected-after-event',
    ],
  ])('%s', (_sentence, change, refusal) => {
    expect(refuseEntry({ bornMonth: '1953-04', oathOn: '2026-01-14', mandate: MANDATE, ...change })).toBe(
      refusal,
    );
  });
});

describe('the ground of a mandate event', () => {
  it.each([
    ['suspended', '', 'ground-missing'],
    ['suspended', 'detained', null],
    ['suspended', 'moved_away', 'ground-not-of-event'],
    ['resumed', '', null],
    ['resumed', 'detained', 'ground-not-of-event'],
    ['resigned', '', null],
    ['resigned', 'recalled', 'ground-not-of-event'],
    ['recalled', '', null],
    ['terminated', '', 'ground-missing'],
    ['terminated', 'absent_twice', null],
    ['died', '', null],
  ] as const)('%s with "%s": %s', (kind, named, refusal) => {
    expect(refuseGround(kind, groundOf(kind, named))).toBe(refusal);
  });
});

describe('taking an event back', () => {
  const suspended = event('suspended', '2026-02-01');
  const resumed = event('resumed', '2026-03-01');
  const died = event('died', '2026-04-01');

  it.each([
    ['the last event', [suspended, resumed], resumed, true],
    ['a suspension that was ended', [suspended, resumed], suspended, false],
    ['the end of a suspension before a death', [suspended, resumed, died], resumed, true],
    ['a suspension without an end before a death', [suspended, died], suspended, true],
  ])('%s', (_sentence, events, taken, answer) => {
    expect(canTakeBack({ ...MANDATE, events }, taken)).toBe(answer);
  });
});
