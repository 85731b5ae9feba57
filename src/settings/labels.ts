import type { NameOrder } from '../lib/names.ts';

/** What the register calls itself while it has no township. */
export const REGISTER_NAME = '履职册';

/** The two official rules for lists of names: what they are called below a list, and where they differ. */
export const NAME_ORDER_LABELS: Record<NameOrder, { footnote: string; rule: string }> = {
  compact: { footnote: '以姓名笔画为序', rule: '单名不空位，田大利在田富前面（人大通用）' },
  slot: { footnote: '以姓氏笔画为序', rule: '单名空一位，田富在田大利前面' },
};
