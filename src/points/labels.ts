import { chineseDate, type Day } from '../lib/dates.ts';
import { formatHundredths, toHundredths } from '../lib/hundredths.ts';
import { schemeFaultText } from '../schemes/labels.ts';
import type { SchemeItem } from '../schemes/scheme.ts';
import type { CaseFault, CaseFaultCode } from './check-case.ts';
import type { CutShort, LineReason } from './shapes.ts';

const REASON_LABELS: Readonly<Record<LineReason, string>> = {
  'unknown-item': '积分办法中没有这个项目，不计分',
  'outside-period': '不在计分期间内，不计分',
  'not-applicable': '不适用于该类代表，不计分',
  'grade-missing': '未定等次，不计分',
  'grade-unknown': '等次不在分值表中，不计分',
  'item-quarter-cap': '已达本项季度上限',
  'item-year-cap': '已达本项全年上限',
  'best-only': '只计最高的一次，已计过的部分不再计',
  'section-cap': '已达板块上限',
  'year-end': '年底按应完成数一并计分',
};

/** Why a line was granted less than its gross, or nothing. */
export const lineReasonLabel = (reason: LineReason): string => REASON_LABELS[reason];

/** Beside a late entry: it counts on the day it was confirmed, because its quarter was closed. */
export const lateEntryLabel = (occurredOn: Day): string => `补登（发生于${chineseDate(occurredOn)}）`;

/** Beside a line that no record makes. */
export const SETTLED_LABEL = '结算';
export const FLOOR_LABEL = '板块下限';

/** 应完成 3 件，实际 2 件，少 1 件. */
export function targetLabel({ target, unit }: SchemeItem, doneHundredths: number): string {
  const expected = toHundredths(target?.quantity ?? 0);
  const over = doneHundredths - expected;
  const apart = `，${over > 0 ? '多' : '少'} ${formatHundredths(Math.abs(over))} ${unit}`;
  const both = `应完成 ${formatHundredths(expected)} ${unit}，实际 ${formatHundredths(doneHundredths)} ${unit}`;
  return over === 0 ? both : both + apart;
}

/** What a section's floor did in a quarter. */
export const floorLabel = (grantedHundredths: number): string =>
  grantedHundredths > 0 ? '板块已扣完，超出部分不再扣' : '板块又有加分，先抵前面不再扣的部分';

/** Why a settlement was granted less than its gross. */
export const settlementReasonLabel = (reason: CutShort | 'part-year'): string =>
  reason === 'part-year' ? '任职不满全年，不因未完成扣分' : REASON_LABELS[reason];

export const NOT_A_DAY = '截至日期不是有效的日期，请写成 2026-3-31 这样';

const CASE_FAULT_TEXTS: Partial<Readonly<Record<CaseFaultCode, string>>> = {
  'not-object': '格式不对，应为“名称: 值”的一组内容',
  'not-list': '缺少，或者不是一个列表',
  'not-text': '应为文字',
  'text-missing': '没有填写',
  'not-number': '应为数字',
  'too-many-decimals': '最多保留两位小数',
  'too-large': '不能超过 100000',
  'not-a-day': '应为真实的日期，形如 2026-01-15',
  'quantity-negative': '数量不能小于 0',
  'signers-not-counted': '签名人数应为 1 以上的整数',
  'cosigner-alone': '附议人之外还应有第一提案人，签名人数（signers）至少为 2',
  'not-yes-or-no': '只能是 true（是）或 false（否）',
  'deputy-twice': '代表编号重复',
  'deputy-unknown': '代表列表中没有这个编号',
  'record-twice': '记录编号重复',
};

/** One sentence per fault of a case file: the path, what is wrong, and the value where there is one. */
export function caseFaultText({ path, code, value, schemeFault }: CaseFault): string {
  if (schemeFault !== undefined) return `${path}：${schemeFaultText(schemeFault)}`;
  const shown = value === undefined ? '' : `，现在是 ${JSON.stringify(value).slice(0, 40)}`;
  return `${path === '' ? '文件' : path}：${CASE_FAULT_TEXTS[code] ?? code}${shown}`;
}
