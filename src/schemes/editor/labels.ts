import type { PartChange } from '../compare.ts';
import type { WorthWay } from './item-values.ts';

export const blankTitle = (year: number): string => `${year}年代表履职积分办法`;

export const WORTH_LABELS: Readonly<Record<WorthWay, string>> = {
  points: '每次（件）分值一样',
  grades: '按等次，例如一等 5 分、二等 3 分',
  tiers: '按件数分段，例如第一件 10 分，以后每件 5 分',
  target: '规定应完成的数，多做加分、少做扣分，年底一并计',
};

export const SPLIT_LABELS = {
  none: '不分，每位提案人都得全部分值',
  equal: '全体提案人平分',
  lead: '第一提案人得一定的百分比，其余的人平分剩下的',
} as const;

export const SIGN_LABELS = { plus: '加分', minus: '扣分' } as const;

export const PART_CHANGE_LABELS: Readonly<Record<PartChange['kind'], string>> = {
  added: '新增',
  removed: '去掉',
  changed: '修改',
};

export const NEW_ITEM_TITLE = '加计分项目';
export const NEW_SECTION_TITLE = '加板块';
export const itemTitle = (title: string): string => `修改“${title}”`;

/** What somebody is told whose form was opened before somebody else saved. */
export const CONFLICT_TEXTS = {
  changed: '您打开这一页以后，别人改过这里，您填的还没有保存。',
  gone: '您打开这一页以后，别人把这一项删除了。您填的还在下面，保存就作为新的一项加进去。',
} as const;

/** What becomes of a section's items when it is removed. */
export const removedTooText = (count: number): string => `连同里面的 ${count} 项一起删除`;
export const movedToText = (title: string): string => `移到“${title}”`;
