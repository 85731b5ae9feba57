import { describe, expect, it } from 'vitest';
import { isLoginName, proposeLogins, type LoginRule } from '../../src/accounts/logins.ts';

const deputy = (id: number, name: string, certificateNumber: string) => ({
  id,
  name,
  certificateNumber,
  slug: `6-${certificateNumber}`,
});

const logins = (
  deputies: ReturnType<typeof deputy>[],
  rule: LoginRule = 'name',
  taken: readonly string[] = [],
) => [...proposeLogins(deputies, new Set(taken), rule).values()];

describe('login names from the roster', () => {
  it('are names, or certificate numbers', () => {
    const two = [deputy(1, '田大利', '001'), deputy(2, '阿依·买买提', '002')];
    expect(logins(two)).toEqual(['田大利', '阿依·买买提']);
    expect(logins(two, 'certificate')).toEqual(['001', '002']);
  });

  it('of deputies with one name bear the certificate number, all of them', () => {
    expect(logins([deputy(1, '王伟', '001'), deputy(2, '王伟', '012'), deputy(3, '石兰', '3')])).toEqual([
      '王伟001',
      '王伟012',
      '石兰',
    ]);
  });

  it('give way to accounts that there are, however often', () => {
    expect(logins([deputy(1, '王伟', '001')], 'name', ['王伟'])).toEqual(['王伟001']);
    expect(logins([deputy(1, '王伟', '001')], 'name', ['王伟', '王伟001'])).toEqual(['6-001']);
    expect(logins([deputy(1, '王伟', '001')], 'name', ['王伟', '王伟001', '6-001'])).toEqual(['6-001-2']);
  });

  it('are always good to sign in with', () => {
    const odd = [deputy(1, '买买提 吐逊', '004'), deputy(2, '长'.repeat(59), '12'), deputy(3, '长', '7')];
    expect(logins(odd)).toEqual(['6-004', '长'.repeat(59), '长7']);
    expect(logins([deputy(1, '王伟', '7')], 'certificate')).toEqual(['王伟7']);
    for (const login of logins(odd)) expect(isLoginName(login)).toBe(true);
  });
});
