import { chineseDate, type Day } from '../lib/dates.ts';
import { schemeFaultText } from '../schemes/labels.ts';
import type { CaseFault, CaseFaultCode } from './check-case.ts';
import type { LineReason } from './shapes.ts';

const REASON_LABELS: Readonly<Record<LineReason, string>> = {
  'unknown-item': '积分办法中没有这个项目，不计分',
  'outside-period': '不在计分期间内，不计分',
  'not-applicable': '不适用于该类代表，不计分',
  'grade-missing': '未定等次，不计分',
  'grade-unknown': '等次不在分值表中，不计分',
  'item-quarter-cap': '已达本项季度上限',
  'item-year-cap': '已达本项全年上限',
  'section-cap': '已达板块上限',
};

/** Why a line was granted less than its gross, or nothing. */
export const lineReasonLabel = (reason: LineReason): string => REASON_LABELS[reason];

/** Beside a late entry: it counts on the day it was confirmed, because its quarter was closed. */
export const lateEntryLabel = (occurredOn: Day): string => `补登（发生于${chineseDate(occurredOn)}）`;

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
