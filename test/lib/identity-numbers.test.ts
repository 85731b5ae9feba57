import { describe, expect, it } from 'vitest';
import { holdsIdentityNumber } from '../../src/lib/identity-numbers.ts';

describe('an identity number', () => {
  it.each([
    ['11010519491231002X', true],
    ['身份证号11010519491231002x。', true],
    ['440524188001010014', false],
    ['110105194912310021', false],
    ['110105194913310020', false],
    ['1101051949123100', false],
    ['211010519491231002X', false],
    ['13812345678', false],
    ['', false],
  ])('in %j is known by birthday and check digit: %s', (text, holds) => {
    expect(holdsIdentityNumber(text)).toBe(holds);
  });
});
