import { chineseNumber } from '../lib/dates.ts';
import type { Scheme, SchemeItem, SchemeSection, SchemeSplit, SchemeTarget, SchemeTier } from './scheme.ts';

/** The rule of an item as people say it: 每次 +3 分; 每半天扣 1 分; 第一件 10 分，以后每件 5 分; 应完成 3 件，得 10 分；…. */
export function ruleText(item: SchemeItem): string {
  return [worthText(item), splitText(item.split ?? null)].filter((text) => text !== '').join('；');
}

function worthText({ unit, points, grades, tiers, target }: SchemeItem): string {
  if (points !== undefined) return `每${unit}${signed(points)}`;
  if (tiers !== undefined) return tiersText(unit, tiers);
  if (target !== undefined) return targetText(unit, target);
  const worth = Object.entries(grades ?? {}).map(([grade, each]) => `${grade} ${signed(each).trim()}`);
  return `每${unit}按等次：${worth.join('、')}`;
}

export const pointsText = (points: number): string => `${points} 分`;

const signed = (points: number): string =>
  points < 0 ? `扣 ${-points} 分` : points > 0 ? ` +${points} 分` : ' 0 分';

function tiersText(unit: string, tiers: readonly SchemeTier[]): string {
  const isMinus = tiers.some(({ points }) => points < 0);
  return tiers
    .map(({ from, points }, index) => {
      const to = (tiers[index + 1]?.from ?? Infinity) - 1;
      const worth = points < 0 ? `扣 ${-points} 分` : ` ${points} 分`;
      if (points === 0) return `${unitsText(unit, from, to)}${noneText(isMinus, to)}`;
      const each = from === to ? '' : `每${unit}`;
      return `${unitsText(unit, from, to)}${each}${worth}`;
    })
    .join('，');
}

function noneText(isMinus: boolean, to: number): string {
  const again = to === Infinity ? '再' : '';
  return isMinus ? `不${again}扣分` : `不${again}计分`;
}

const numeral = (count: number): string => (count < 100 ? chineseNumber(count) : String(count));

/** 第一件, 前两件, 第二至四件, 以后; '' for all of them. */
function unitsText(unit: string, from: number, to: number): string {
  if (to === Infinity) return from === 1 ? '' : '以后';
  if (from === to) return `第${numeral(from)}${unit}`;
  const last = numeral(to);
  return from === 1 ? `前${to === 2 ? '两' : last}${unit}` : `第${numeral(from)}至${last}${unit}`;
}

function targetText(unit: string, { quantity, points, more, less }: SchemeTarget): string {
  const both = `每多（少）1 ${unit}加（扣）${more} 分`;
  const apart = `${more === 0 ? '多做不加分' : `每多 1 ${unit}加 ${more} 分`}，每少 1 ${unit}扣 ${less} 分`;
  return `应完成 ${quantity} ${unit}，得 ${points} 分；${more === less ? both : apart}；年底一并计分`;
}

export function splitText(split: SchemeSplit | null): string {
  if (split === null) return '';
  if (split === 'equal') return '联名的由全体提案人平分';
  return `联名的由第一提案人得 ${split}%，其余由附议人平分`;
}

/** The bounds of an item and whom it applies to; '' when there are none. */
export function boundsText(item: SchemeItem): string {
  const isMinus = isDeduction(item);
  const most = isMinus ? '最多扣' : '上限';
  const best = item.bestOf ? `“${item.bestOf}”只${isMinus ? '扣最重' : '计最高'}的一次` : '';
  return [item.quarterCap ?? null, item.cap ?? null]
    .map((cap, index) => (cap === null ? '' : `${index === 0 ? '每季' : '全年'}${most} ${cap} 分`))
    .concat(best, item.categories ? `只适用于${item.categories.join('、')}` : '')
    .filter((text) => text !== '')
    .join('，');
}

function isDeduction({ points, grades, tiers, target }: SchemeItem): boolean {
  if (target !== undefined) return false;
  if (points !== undefined) return points < 0;
  if (tiers !== undefined) return tiers.some((tier) => tier.points < 0);
  return Object.values(grades ?? {}).every((each) => each < 0);
}

/** '' when the section has no floor. */
export const sectionFloorText = ({ floor }: SchemeSection): string =>
  typeof floor === 'number' ? `扣完为止，最低 ${floor} 分` : '';

/** Base, floor and cap of a section; '' when there are none. */
export function sectionCapText(section: SchemeSection): string {
  const { cap, base } = section;
  return [
    base ? `板块基础分 ${base} 分` : '',
    sectionFloorText(section),
    cap === null ? '' : `${base ? '加分' : ''}全年上限 ${cap} 分`,
  ]
    .filter((text) => text !== '')
    .join('，');
}

/** Base, floor and cap of the running total; '' when there are none. */
export function totalsText({ base, floor, cap }: Pick<Scheme, 'base' | 'floor' | 'cap'>): string {
  return [
    base === 0 ? '' : `基础分 ${base} 分，计入第一季度`,
    floor === null ? '' : `总分最低 ${floor} 分`,
    cap === null ? '' : `总分最高 ${cap} 分`,
  ]
    .filter((text) => text !== '')
    .join('；');
}
