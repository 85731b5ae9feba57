import { kindLabel } from '../../duties/labels.ts';
import type { DutyKind } from '../../duties/rules.ts';
import { chineseDate, chineseQuarter, type Quarter } from '../../lib/dates.ts';
import { formatHundredths, toHundredths } from '../../lib/hundredths.ts';
import type { Correction, CorrectionChange, CorrectionEffect, NoticeLine } from '../body.ts';
import type { Difference, NamedField, RecordNow } from './shapes.ts';

const FIELD_LABELS: Readonly<Record<NamedField, string>> = { name: '姓名', category: '代表类别' };

export const DIFFERENCE_LABELS: Readonly<Record<Difference['code'], string>> = {
  gone: '公示过，登记里已经没有',
  changed: '公示后登记改了',
  missing: '登记里有，公示里没有',
  late: '公示后补登',
  named: '代表信息改了',
};

const points = (value: number) => formatHundredths(toHundredths(value));
const orNone = (text: string) => (text === '' ? '（空）' : `“${text}”`);

/** 2026年3月5日 视察“视察敬老院”. */
export function recordText({ date, kind, what, quantity, grade }: RecordNow): string {
  const words = what === '' ? '' : `“${what}”`;
  const times = quantity === 1 ? '' : `，数量 ${points(quantity)}`;
  const graded = grade === undefined ? '' : `，${grade} 等`;
  return `${chineseDate(date)} ${kindLabel(kind as DutyKind)}${words}${times}${graded}`;
}

function countedText(line: NoticeLine): string {
  return `${recordText(line)}，计 ${points(line.granted)} 分`;
}

/** One sentence for each change of a correction, without its reason. */
export function changeText(change: CorrectionChange): string {
  const { name } = change;
  if ('field' in change)
    return `${name}：${FIELD_LABELS[change.field]}由${orNone(change.before)}改为${orNone(change.after)}`;
  const { before, after } = change;
  if (before === null) return `${name}：补入 ${after ? countedText(after) : ''}`;
  if (after === null) return `${name}：去掉 ${countedText(before)}`;
  return `${name}：${countedText(before)}；改为 ${countedText(after)}`;
}

/** 本季积分 5 改为 3，累计积分 20 改为 18，名次 2 改为 4. */
function effectText({ name, points: own, total, rank }: CorrectionEffect, showRanks: boolean): string {
  const moved = (label: string, [before, after]: readonly [number, number]) =>
    before === after
      ? `${label} ${points(before)} 不变`
      : `${label}由 ${points(before)} 改为 ${points(after)}`;
  const parts = [
    moved('本季积分', own),
    moved('累计积分', total),
    ...(showRanks && rank ? [moved('名次', rank)] : []),
  ];
  return `${name}：${parts.join('，')}`;
}

/** Whose points moved, one sentence each; whose rank alone moved with them, in one for all. */
export function effectTexts(effects: readonly CorrectionEffect[], showRanks: boolean): string[] {
  const isRankOnly = ({ points: own, total }: CorrectionEffect) => own[0] === own[1] && total[0] === total[1];
  const moved = effects
    .filter((effect) => !isRankOnly(effect))
    .map((effect) => effectText(effect, showRanks));
  const ranks = effects
    .filter(isRankOnly)
    .flatMap(({ name, rank }) => (rank ? [`${name}第 ${rank[0]} 改为第 ${rank[1]}`] : []));
  if (!showRanks || ranks.length === 0) return moved;
  return [...moved, `另有 ${ranks.length} 名代表积分不变，名次相应变动：${ranks.join('、')}`];
}

/** What a correction says, sentence by sentence: on the page and on paper alike. */
export function correctionTexts({ changes, effects, objections, follows }: Correction, showRanks: boolean) {
  return {
    changes: changes.map((change) => ({ text: changeText(change), reason: change.reason })),
    effects: effectTexts(effects, showRanks),
    objections: objections.length === 0 ? '' : `处理异议 ${objections.join('、')}`,
    follows: follows ? `${chineseQuarter(follows.quarter)}更正后，累计积分随之更正` : '',
  };
}

/** A difference as the desk offers it: what was published, and what the register says now. */
export function differenceTexts(difference: Difference): { before: string; after: string } {
  if (difference.code === 'named') {
    const label = FIELD_LABELS[difference.field];
    return {
      before: `${label}：${orNone(difference.before)}`,
      after: `${label}：${orNone(difference.after)}`,
    };
  }
  const { published, now } = difference;
  return {
    before: published ? countedText(published) : '没有',
    after: now ? recordText(now) : '没有',
  };
}

export const CORRECTION_REFUSALS: Record<string, string> = {
  'notice-role': '公示和更正公告由主席团成员发布，请主席或副主席登录后操作。',
  'quarter-not-published': '{quarter} 还没有公示，没有可以更正的内容。',
  'correction-without-change': '没有选中要更正的内容。请先把登记改对，再在这里勾选要更正的各项。',
  'correction-stale': '勾选的内容里有的已经变了。请看最新的对照，重新勾选。',
  'correction-own': '勾选的内容里有您本人的积分，请由另一位主席团成员发布。',
};

export function quarterFollowsText(quarters: readonly Quarter[]): string {
  return quarters.map(chineseQuarter).join('、');
}
