import { ACTIVITY_KINDS } from '../duties/rules.ts';
import { choice, code, day, duty, oneOf, required, text } from './templates-columns.ts';

const deputy = required(
  code('deputy', '代表证号', {
    synonyms: ['证号', '代表证编号', '代表编号', '代表', 'certificateNumber'],
    example: '001',
    hint: '按文本填写，保留前面的 0',
  }),
);

const state = required(
  oneOf(
    'state',
    '状态',
    [
      choice('出席', 'present', '到会', '参加', '出勤', '√', '✓'),
      choice('迟到', 'late'),
      choice('早退', 'left_early'),
      choice('请假', 'leave', '事假', '病假', '公假'),
      choice('缺席', 'absent', '未到', '旷会', '无故缺席', '×'),
    ],
    { synonyms: ['出勤', '出勤情况', '出勤状态'], example: '出席' },
  ),
);

const reason = text('reason', '事由', { synonyms: ['请假事由', '原因'], max: 500, example: '住院' });
const approver = text('approver', '批准人', { synonyms: ['准假人'], example: '主席' });

/** Attendance at congress sessions (人代会出勤): one row per half-day and deputy. */
export const sessions = {
  id: 'sessions',
  file: 'sessions.csv',
  sheet: '人代会出勤',
  key: ['session', 'heldOn', 'half', 'deputy'],
  columns: [
    required(text('session', '会议', { synonyms: ['会议名称', '会次'], example: '第六届第一次会议' })),
    required(day('heldOn', '日期', { synonyms: ['会议日期', '时间'], example: '2026-01-14' })),
    required(
      oneOf('half', '半天', [choice('上午', 'am'), choice('下午', 'pm')], {
        synonyms: ['时段', '上午下午'],
        example: '上午',
      }),
    ),
    deputy,
    state,
    reason,
    approver,
  ],
} as const;

/** Activities between sessions (活动). */
export const activities = {
  id: 'activities',
  file: 'activities.csv',
  sheet: '活动',
  key: ['code'],
  columns: [
    required(code('code', '活动编号', { synonyms: ['编号'], example: 'A01' })),
    required(duty('kind', '类别', ACTIVITY_KINDS, { synonyms: ['活动类别', '活动类型'], example: '视察' })),
    required(
      text('title', '名称', { synonyms: ['活动名称', '活动主题'], max: 300, example: '视察精益仪表公司' }),
    ),
    required(day('heldOn', '日期', { synonyms: ['活动日期', '时间', '活动时间'], example: '2026-02-26' })),
    text('place', '地点', { synonyms: ['活动地点'], example: '回龙' }),
    text('organiser', '组织单位', { synonyms: ['组织者', '主办'], example: '城区组' }),
    text('summary', '内容', { synonyms: ['活动内容', '小结'], max: 5000 }),
  ],
} as const;

/** Attendance at activities (活动出勤): one row per activity and deputy. */
export const attendance = {
  id: 'attendance',
  file: 'attendance.csv',
  sheet: '活动出勤',
  key: ['activity', 'deputy'],
  columns: [
    required(
      code('activity', '活动编号', {
        synonyms: ['编号', 'code'],
        example: 'A01',
        hint: '填“活动”表里的活动编号',
      }),
    ),
    deputy,
    state,
    reason,
    approver,
  ],
} as const;
