import {
  chineseDate,
  chineseNumber,
  halfLabel,
  quarterOf,
  chineseQuarter,
  shanghaiTime,
  type Day,
  type Half,
} from '../lib/dates.ts';
import { clockTime } from '../signins/labels.ts';
import type { Meeting } from './meetings.ts';
import type { Foreknown } from './presets.ts';
import type { MarkProblem, SheetProblem } from './roll.ts';
import type { AttendanceState, Mark } from './rules.ts';
import type { AgendaItem } from './store.ts';

const STATE_LABELS: Readonly<Record<AttendanceState, string>> = {
  present: '出席',
  late: '迟到',
  left_early: '早退',
  leave: '请假',
  absent: '缺席',
};

export const stateLabel = (state: AttendanceState): string => STATE_LABELS[state];

const AGENDA_LABELS: Readonly<Record<AgendaItem['kind'], string>> = {
  report: '报告',
  resolution: '决议',
  election: '选举',
  other: '其他',
};

export const agendaLabel = (kind: AgendaItem['kind']): string => AGENDA_LABELS[kind];

/** Words that give an item of the agenda away where its kind is not written in front. */
const AGENDA_HINTS: readonly (readonly [RegExp, AgendaItem['kind']])[] = [
  [/选举|补选|投票/, 'election'],
  [/决议|决定|办法|预算/, 'resolution'],
  [/报告/, 'report'],
];

/** One line of an agenda as it is typed, with or without its kind in front: 报告：政府工作报告. */
export function agendaItemFrom(line: string): AgendaItem {
  const [, label, title] = /^(报告|决议|选举|其他)\s*[:：]\s*(.+)$/u.exec(line) ?? [];
  const named = (Object.keys(AGENDA_LABELS) as AgendaItem['kind'][]).find(
    (kind) => AGENDA_LABELS[kind] === label,
  );
  if (named && title) return { kind: named, title };
  return { kind: AGENDA_HINTS.find(([words]) => words.test(line))?.[1] ?? 'other', title: line };
}

/** An agenda as it goes back into its form. */
export function agendaText(agenda: readonly AgendaItem[]): string {
  return agenda.map(({ kind, title }) => `${AGENDA_LABELS[kind]}：${title}`).join('\n');
}

/** The title that a term's next congress session usually has: 第六届第三次会议. */
export function sessionTitle(term: number, number: number): string {
  return `第${chineseNumber(term)}届第${chineseNumber(number)}次会议`;
}

/** 2026年1月15日上午 */
export function halfDayLabel(heldOn: Day, half: Half): string {
  return chineseDate(heldOn) + halfLabel(half);
}

/** What a sheet of attendance is of: the session with its half-day, or the activity. */
export function meetingLabel({ title, heldOn, half }: Pick<Meeting, 'title' | 'heldOn' | 'half'>): string {
  return half === null ? title : `${title}（${halfDayLabel(heldOn, half)}）`;
}

const CIRCLE_LABELS = {
  group: '代表小组',
  delegation: '代表团',
  district: '选区',
  category: '代表类别',
} as const;

export const circleLabel = (by: keyof typeof CIRCLE_LABELS): string => CIRCLE_LABELS[by];
export const EVERYBODY = '全体在任代表';

/** Words of what stands against one line of a sheet; each names the deputy. */
export function problemText({ name, reason, theirs }: SheetProblem, heldOn: Day): string {
  if (reason === 'preset-changed') return `${name}的请假或签到刚才有变化，请核对这一行，再保存。`;
  if (reason !== 'changed-meanwhile') return PROBLEM_TEXTS[reason](name, heldOn);
  if (!theirs) return `${name}的出勤刚才有人改过，请核对。`;
  const { mark, by, at } = theirs;
  const why = [mark.reason, mark.approver && `${mark.approver}批准`].filter(Boolean).join('，');
  const words = STATE_LABELS[mark.state] + (why && `（${why}）`);
  return `${name}的出勤已由${by || '导入的文件'}在 ${shanghaiTime(at)} 记为“${words}”，你填的还没有保存。`;
}

const PROBLEM_TEXTS: Readonly<
  Record<
    Exclude<MarkProblem['reason'], 'changed-meanwhile' | 'preset-changed'>,
    (name: string, heldOn: Day) => string
  >
> = {
  'not-due': (name) => `${name}当天不在任或者没有被邀请，不计入应到，不能登记。`,
  'quarter-closed': (name, heldOn) =>
    `${chineseQuarter(quarterOf(heldOn))}积分已经公示，${name}的出勤不能再改。`,
  'has-spoken': (name) => `${name}在这次会议上有审议发言记录，不能改为请假或缺席；发言记错了请先删除发言。`,
  'leave-reason-missing': (name) => `${name}请假，请填写事由`,
  'leave-approver-missing': (name) => `${name}请假，请填写批准人`,
};

/** What is known of a deputy beside their line of the sheet, and how it looks; nothing where nothing is known. */
export function foreknownWords(
  { leave, checkIn }: Foreknown,
  signIn: 'none' | 'open' | 'closed',
): { text: string; tone: string }[] {
  const words: { text: string; tone: string }[] = [];
  if (checkIn) {
    const how = checkIn.method === 'staff' ? '（工作人员代签）' : '';
    words.push({ text: `签到 ${clockTime(checkIn.at)}${how}`, tone: 'good' });
  }
  if (leave?.state === 'approved') words.push({ text: `请假已由${leave.approver}批准`, tone: 'quiet' });
  if (leave?.state === 'asked') words.push({ text: `请假待批：${leave.reason}`, tone: 'due' });
  if (leave?.state === 'refused') words.push({ text: '请假没有批准', tone: 'bad' });
  if (!checkIn && signIn !== 'none' && leave?.state !== 'approved')
    words.push({ text: '没有签到', tone: 'bad' });
  return words;
}

/** The field of the line that a problem belongs to. */
export function problemField({ deputyId, reason }: MarkProblem): string {
  if (reason === 'leave-reason-missing') return `reason-${deputyId}`;
  if (reason === 'leave-approver-missing') return `approver-${deputyId}`;
  return `state-${deputyId}`;
}

export const MEETING_REFUSALS: Record<string, string> = {
  'term-finished': '这一届已经结束，资料只能查看，不能修改。',
  'outside-term': '日期不在第 {number} 届任期内（{startOn} 至 {endOn}），请核对。',
  'session-title-taken': '已经有名为“{title}”的会议，请换一个名称。',
  'session-published': '“{title}”的出勤已经计入公示的季度积分，会议名称不能再改。',
  'sitting-taken': '这次人代会在这个半天已经有一场会议，请核对日期和上午、下午。',
  'meeting-published': '出勤已经计入公示的季度积分，日期和类别不能再改。',
  'meeting-not-held': '要到 {day} 当天才能登记出勤。',
  'nobody-due': '没有应到的代表，请先邀请代表。',
  'attendee-no-deputy': '您的账号不是本届人大代表的账号，不能办理。',
  'mark-own': '这是您本人的出勤，请由其他工作人员更正。',
  'mark-not-published': '这条出勤还没有公示，请直接在出勤页修改。',
  'mark-unchanged': '和现在登记的一样，没有改动。',
  'mark-has-spoken': '{name}在这次会议上有审议发言记录，不能改为请假或缺席；发言记错了请先删除发言。',
  'mark-leave-reason-missing': '请假要填写事由。',
  'mark-leave-approver-missing': '请假要填写批准人。',
  'attendance-closed': '{meeting} 的出勤已经计入公示的季度积分，不能再改。',
  'speaker-not-there': '{name}没有出席记录，请先登记出勤，再登记发言。',
  'speech-published': '{name}的这次发言已经计入公示的季度积分，不能删除。',
  'activity-code-taken': '活动编号 {code} 已经用过，请换一个，或者留空由系统编号。',
  'invitee-unknown': '没有找到这些代表：{names}。请核对姓名或代表证号。',
  'invitee-ambiguous': '有同名代表：{names}。请改填代表证号。',
  'invitee-not-in-office': '{name}在活动当天不在任，不能邀请。',
  'invitee-marked': '{name}已经登记出勤，不能移出邀请名单。',
  'nobody-to-invite': '这些代表已经全部在邀请名单里，或者当天不在任，没有新增。',
  'nobody-chosen': '没有选中代表，请先勾选再按“移出”。',
};

/** Which field of a form a refusal belongs to. */
export const MEETING_REFUSAL_FIELDS: Record<string, string> = {
  'outside-term': 'heldOn',
  'session-title-taken': 'title',
  'session-published': 'title',
  'sitting-taken': 'heldOn',
  'meeting-published': 'heldOn',
  'speaker-not-there': 'deputy',
  'activity-code-taken': 'code',
  'invitee-unknown': 'names',
  'invitee-ambiguous': 'names',
  'invitee-not-in-office': 'names',
};

/** A meeting as paper names it: 回龙镇第六届人民代表大会第三次会议, or the activity's title. */
export function paperTitle(township: string, { title, half }: Pick<Meeting, 'title' | 'half'>): string {
  if (half === null) return title;
  return township + (title.includes('人民代表大会') ? title : title.replace(/届/u, '届人民代表大会'));
}

/** Columns of the sign-in book (签到册) that say where a deputy belongs. */
export const SIGN_IN_PLACES = { district: '选区', delegation: '代表团' } as const;

/** Room to write the place of a meeting by hand. */
export const BLANK_VENUE = '____________________';

export function signInFileName({ title, heldOn, half }: Pick<Meeting, 'title' | 'heldOn' | 'half'>): string {
  return `${title}${half === null ? '' : halfDayLabel(heldOn, half)}签到册.docx`;
}

/** What is known of a leave beforehand, for the last column of the sign-in book. */
export function leaveRemark({ state, reason, approver }: Mark): string {
  if (state !== 'leave') return '';
  return [STATE_LABELS.leave, reason, approver && `${approver}批准`].filter(Boolean).join('，');
}

/** Which field of the form of a mark's correction a refusal belongs to. */
export const MARK_REFUSAL_FIELDS: Record<string, string> = {
  'mark-unchanged': 'state',
  'mark-has-spoken': 'state',
  'mark-leave-reason-missing': 'why',
  'mark-leave-approver-missing': 'approver',
};
