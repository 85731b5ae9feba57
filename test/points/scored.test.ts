import { describe, expect, it } from 'vitest';
import type { MandateEvent } from '../../src/deputies/rules.ts';
import { servesPartOf } from '../../src/points/scored.ts';

const served = (electedOn: string, byElection: boolean, ...events: MandateEvent[]): boolean =>
  servesPartOf({ electedOn, byElection, mandate: { electedOn, endsOn: null, events } }, 2026);

describe('a deputy serves a part of the year only', () => {
  it('when elected in a by-election after its first day, not with everybody else', () => {
    expect(served('2026-01-10', false)).toBe(false);
    expect(served('2026-01-02', true)).toBe(true);
    expect(served('2026-01-01', true)).toBe(false);
    expect(served('2025-06-01', true)).toBe(false);
  });

  it('when suspended or resumed in the year, or suspended all through it', () => {
    expect(served('2025-01-10', false, { kind: 'suspended', on: '2026-05-01' })).toBe(true);
    expect(served('2025-01-10', false, { kind: 'suspended', on: '2025-05-01' })).toBe(true);
    expect(
      served(
        '2025-01-10',
        false,
        { kind: 'resumed', on: '2026-02-01' },
        { kind: 'suspended', on: '2025-05-01' },
      ),
    ).toBe(true);
  });

  it('but not for what was over before the year or comes after it', () => {
    const over: MandateEvent[] = [
      { kind: 'suspended', on: '2025-05-01' },
      { kind: 'resumed', on: '2025-06-01' },
    ];
    expect(served('2025-01-10', false, ...over)).toBe(false);
    expect(served('2025-01-10', false, ...over.toReversed())).toBe(false);
    expect(served('2025-01-10', false, { kind: 'resigned', on: '2027-01-01' })).toBe(false);
  });

  it('when the mandate ended in it', () => {
    expect(served('2025-01-10', false, { kind: 'resigned', on: '2026-12-31' })).toBe(true);
  });
});
