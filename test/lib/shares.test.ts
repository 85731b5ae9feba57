import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentText, sharesOf } from '../../src/lib/shares.ts';

describe('shares', () => {
  it('are those of a published table: of 93, A 54, B 33, C 2, D 4', () => {
    expect(sharesOf([54, 33, 2, 4]).map(percentText)).toEqual(['58.07%', '35.48%', '2.15%', '4.30%']);
  });

  it('of nothing are nothing', () => {
    expect(sharesOf([0, 0])).toEqual([0, 0]);
    expect(sharesOf([])).toEqual([]);
  });

  it('add up to the whole, each within a hundredth of a percent', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5000), { minLength: 1, maxLength: 12 }), (parts) => {
        const whole = parts.reduce((sum, part) => sum + part, 0);
        const shares = sharesOf(parts);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(whole === 0 ? 0 : 10_000);
        shares.forEach((share, index) => {
          if (whole > 0) expect(Math.abs(share - ((parts[index] ?? 0) * 10_000) / whole)).toBeLessThan(1);
        });
      }),
    );
  });
});
