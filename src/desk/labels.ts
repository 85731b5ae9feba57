import { chineseQuarter } from '../lib/dates.ts';
import type { SetUpStep } from './set-up.ts';
import type { Task } from './tasks.ts';

/** A task in words, without its number. */
export function taskWords({ code, quarter }: Pick<Task, 'code' | 'quarter'>): string {
  const name = quarter === null ? '' : chineseQuarter(quarter);
  const words: Record<Task['code'], string> = {
    'filings-waiting': '条履职登记等待审核',
    'leave-waiting': '条请假等待主席团成员审批',
    'rolls-missing': '次会议、活动还没有登记出勤',
    'absences-alarm': '名代表两次未经批准不出席人代会，请核实',
    'quarter-over': `${name}已经结束，可以公示积分`,
    'proposals-submitted': '件议案建议等待登记',
    'extensions-waiting': '份延期申请等待主席团决定',
    'units-refused': '件议案建议被承办单位退回，等待重新交办',
    'answers-overdue': '件议案建议超过答复期限',
    'answers-due-soon': '件议案建议快到答复期限',
    'follow-ups-due': '件 B 类答复该问一问落实情况了',
    'proposals-unassigned': '件议案建议还没有交办',
    'objections-waiting': '件异议等待主席团答复',
    'assessment-unopened': `${name}已经公示，可以开始年度积分核定`,
    'assessments-final': '名代表的年度积分等待主席团核定',
    'assessments-scores': '名代表的年度积分还没有自评或小组评分',
    'notice-in-window': `${name}积分正在公示`,
  };
  return words[code];
}

export const SET_UP_LABELS: Record<SetUpStep, { title: string; hint: string }> = {
  districts: { title: '选区', hint: '编号、名称、所辖村社区' },
  deputies: { title: '代表', hint: '逐个新增，或者用 Excel 一次导入' },
  scheme: { title: '积分办法', hint: '从模板起草，主席团通过后生效' },
  meetings: { title: '人代会、活动', hint: '登记第一次会议或活动，并登记出勤' },
  accounts: { title: '账号', hint: '给工作人员、主席团成员和代表开账号' },
};
