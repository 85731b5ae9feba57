import { chineseDate, shanghaiDay, type Day } from '../lib/dates.ts';
import type { StatementState } from './rules.ts';
import type { Statement } from './store.ts';

export const STATEMENT_STATE_LABELS: Readonly<Record<StatementState, string>> = {
  none: '没有写',
  written: '已写，公示前可以修改',
  published: '已公开',
  withheld: '已撤下',
};

/** Look of the state's tag. */
export const STATEMENT_STATE_TONES: Readonly<Record<StatementState, string>> = {
  none: 'quiet',
  written: 'due',
  published: 'good',
  withheld: 'bad',
};

export const STATEMENT_REFUSALS: Record<string, string> = {
  'statement-role': '您的账号不能做这一步。说明由代表本人写，没有手机的由工作人员代为登记。',
  'statement-not-own': '只能给自己的积分写说明。',
  'statement-own': '这是您本人的，请由其他工作人员操作；要写说明请到“我的履职”。',
  'statement-reason-missing': '请写明撤下的原因，原因会公开。',
  'statement-is-none': '这里还没有代表说明。',
  'statement-is-written': '这里已经有代表说明。工作人员不能改动代表的话；要改，请代表本人登录修改。',
  'statement-is-published': '这条说明已经公开，不能再改。',
  'statement-is-withheld': '这条说明已经撤下，不能再改。',
  'statement-no-line': '只有请假、缺席、扣分的记录和每季的整体积分可以写说明，请从积分明细里选。',
};

/** Where the words stand on a page, as they are shown beside a line. */
export interface ShownStatement {
  label: string;
  text: string;
  /** The day on which it was written, or taken away; null where that is not told. */
  day: Day | null;
  isWithheld: boolean;
}

/** What is shown beside a line: the words as they are, or that and why they were taken away. */
export function shownStatement(
  { content, writtenAt, withheldAt, withheldReason }: Statement,
  closedAt: number | undefined,
): ShownStatement {
  if (withheldAt !== null)
    return {
      label: '代表说明已撤下',
      text: withheldReason,
      day: shanghaiDay(withheldAt),
      isWithheld: true,
    };
  const isLater = closedAt !== undefined && writtenAt > closedAt;
  const label = isLater ? '公示后的说明' : '代表说明';
  return { label, text: content, day: shanghaiDay(writtenAt), isWithheld: false };
}

/** Words that are known only from the notice that froze them. */
export function frozenStatement(text: string): ShownStatement {
  return { label: '代表说明', text, day: null, isWithheld: false };
}

/** Links by which one writes beside a line. */
export const WRITE_LABELS = { none: '写说明', written: '修改说明', forDeputy: '代写说明', open: '查看说明' };

/** The line of a quarter as a whole. */
export const WHOLE_QUARTER = '整体积分';

/** A record that can take a statement, in one line. */
export function statementLineText(day: Day, kind: string, what: string): string {
  return `${chineseDate(day)}　${what === '' ? kind : `${what}（${kind}）`}`;
}
