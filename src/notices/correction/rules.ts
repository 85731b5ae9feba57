import type { Role } from '../../accounts/rules.ts';
import type { Difference } from './shapes.ts';

export type CorrectionRefusal =
  | 'notice-role'
  | 'quarter-not-published'
  | 'correction-without-change'
  | 'correction-stale'
  | 'correction-own';

export interface CorrectionFacts {
  readonly roles: readonly Role[];
  readonly hasNotice: boolean;
  readonly differences: readonly Difference[];
  /** Keys of the differences that are to be taken over. */
  readonly chosen: readonly string[];
  /** Certificate number of whoever decides, if they are a deputy themselves. */
  readonly own: string | null;
}

/** Why this correction (更正公告) cannot be published, or null. Nobody decides on their own line (domain.md, "Who"). */
export function refuseCorrection(facts: CorrectionFacts): CorrectionRefusal | null {
  const { roles, hasNotice, differences, chosen, own } = facts;
  if (!roles.includes('presidium')) return 'notice-role';
  if (!hasNotice) return 'quarter-not-published';
  if (chosen.length === 0) return 'correction-without-change';
  const taken = chosen.map((key) => differences.find((difference) => difference.key === key));
  if (taken.includes(undefined)) return 'correction-stale';
  return own !== null && taken.some((difference) => difference?.deputy === own) ? 'correction-own' : null;
}

/** Whether the register contradicts what was published, rather than only knowing more (a late entry). */
export function contradicts({ code }: Difference): boolean {
  return code === 'gone' || code === 'changed' || code === 'missing';
}
