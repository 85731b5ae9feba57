import { kindLabel } from '../duties/labels.ts';
import type { DutyKind } from '../duties/rules.ts';
import { chineseDate, chineseQuarter, type Quarter } from '../lib/dates.ts';
import { formatHundredths, toHundredths } from '../lib/hundredths.ts';
import type { NoticeLine } from '../notices/body.ts';
import type { DisputedLine } from './lines.ts';
import type { ObjectionAction, ObjectionState } from './rules.ts';

export const OBJECTION_STATE_LABELS: Readonly<Record<ObjectionState, string>> = {
  received: '待答复',
  upheld: '异议成立',
  rejected: '异议不成立',
};

/** Look of the state's tag. */
export const OBJECTION_STATE_TONES: Readonly<Record<ObjectionState, string>> = {
  received: 'due',
  upheld: 'good',
  rejected: 'quiet',
};

export const OBJECTION_ACTION_LABELS: Readonly<Record<ObjectionAction, string>> = {
  uphold: '异议成立，将发布更正公告',
  reject: '异议不成立，维持原公示',
};

export const OBJECTION_REFUSALS: Record<string, string> = {
  'objection-role': '您的账号不能做这一步。异议由主席团成员答复，工作人员可以代为登记。',
  'objection-own-line': '这件异议（{reference}）是针对您本人的积分的，须由主席团其他成员答复。',
  'objection-own': '这件异议（{reference}）是您自己提出的，须由主席团其他成员答复。',
  'objection-words-missing': '请写明公开摘要和理由，这两项会随公示公开。',
  'objection-tells-sender': '公开摘要和理由里不能出现提出人的姓名、电话，请改写。',
  'objection-is-received': '这件异议（{reference}）还没有答复。',
  'objection-is-upheld': '这件异议（{reference}）已经答复为成立。答复以后不能再改。',
  'objection-is-rejected': '这件异议（{reference}）已经答复为不成立。答复以后不能再改。',
  'objection-superseded': '这一版公示已经更正，请看最新一版，对最新一版提出。',
  'objection-too-early': '提出日期早于公示发布的日期（{from}）。',
  'objection-in-future': '提出日期不能晚于今天。',
  'objection-window-over':
    '{quarter}的公示期到{until}为止，已经结束，不能再登记异议。以后发现错误的，请向{whom}反映；核实后发布更正公告。',
  'objection-no-line': '这一期公示里没有这一项，请重新选择。',
  'objection-not-own': '登录后只能对自己的积分提出异议。对其他代表的积分，请在公开的公示页面提出。',
};

/** Which field of the form a refusal belongs to. */
export const OBJECTION_REFUSAL_FIELDS: Record<string, string> = {
  'objection-no-line': 'record',
  'objection-in-future': 'day',
  'objection-too-early': 'day',
  'objection-words-missing': 'summary',
  'objection-tells-sender': 'summary',
};

/** On the public form, where nothing else has a field of its own. */
export const SENDING_WORDS = {
  tooMany: (whom: string) =>
    `今天从您这个网络提出的异议已经很多，今天不能再在网上提出。请明天再来，或者打电话、当面向${whom}提出。`,
};

/** What a wrong number or code gets: the same whichever of the two it was. */
export const FOLLOWING_WORDS = {
  wrong: '没有找到这件异议。请核对编号和查询码，两个都要对',
  tooMany: (minutes: number) => `试得太多了，请过 ${minutes} 分钟再试`,
};

/** Whom to turn to, with the telephone where there is one. */
export function whomToCall({ presidiumName, phone }: { presidiumName: string; phone: string }): string {
  return phone === '' ? presidiumName : `${presidiumName}（电话 ${phone}）`;
}

/** What a deputy is asked to do while a notice can be objected to. */
export function noticeDueText(quarter: Quarter): string {
  return `核对正在公示的${chineseQuarter(quarter)}积分，有不对的提出异议`;
}

/** What is disputed, in one line: 2026年第三季度的积分（本季 5 分，累计 12 分）, or a record with its day and points. */
export function disputedText({ deputy, line }: DisputedLine, quarter: Quarter): string {
  if (line !== null) return recordText(line);
  return `${chineseQuarter(quarter)}的整体积分（本季 ${points(deputy.points)} 分，累计 ${points(deputy.total)} 分）`;
}

/** A record behind a line, as it is offered for choice. */
export function recordText({ date, what, kind, granted }: NoticeLine): string {
  const name = kindLabel(kind as DutyKind);
  return `${chineseDate(date)}　${what === '' ? name : `${what}（${name}）`}　计 ${points(granted)} 分`;
}

/** Links by which one objects to a line. */
export const OBJECT_LABELS = { line: '提出异议', whole: '对整体积分提出异议' };

/** The line as a whole, as it is offered for choice. */
export const WHOLE_LINE = '整体积分，或者漏记了履职';

function points(value: number): string {
  return formatHundredths(toHundredths(value));
}
