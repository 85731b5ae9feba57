import type { Actor } from './rules.ts';

/** What the trail calls somebody who has not signed in. */
export const VISITOR_NAME = '访客';

/** Who acts when a command is run by hand. */
export const TERMINAL: Actor = { accountId: null, name: '命令行', via: 'terminal', ip: '', requestId: '' };

/** Everything that can happen to the register, and what the trail calls it. */
export const AUDIT_LABELS = {
  'register.set-up': '建立登记册',
  'setting.changed': '修改设置',
  'township.changed': '修改乡镇信息',
  'term.created': '新建届次',
  'district.created': '新增选区',
  'district.changed': '修改选区',
  'delegation.created': '新增代表团',
  'delegation.changed': '修改代表团',
  'group.created': '新增代表小组',
  'group.changed': '修改代表小组',
  'category.created': '新增代表类别',
  'category.changed': '修改代表类别',
  'deputy.created': '新增代表',
  'deputy.changed': '修改代表信息',
  'mandate-event.recorded': '登记资格变动',
  'mandate-event.removed': '撤销资格变动登记',
  'congress-session.created': '新建人代会会议',
  'congress-session.changed': '修改人代会会议',
  'sitting.created': '新建半天会议',
  'sitting.changed': '修改半天会议',
  'speech.recorded': '登记审议发言',
  'speech.removed': '删除审议发言',
  'activity.created': '新建活动',
  'activity.changed': '修改活动',
  'activity.invited': '调整邀请名单',
  'attendance.recorded': '登记出勤',
  'filing.created': '登记履职情况',
  'filing.changed': '修改履职登记',
  'filing.submitted': '提交履职登记',
  'filing.confirmed': '确认履职登记',
  'filing.returned': '退回履职登记',
  'filing.voided': '作废履职登记',
  'filing.graded': '评定等次',
  'unit.created': '新增承办单位',
  'proposal.registered': '登记议案建议',
  'scheme.drafted': '起草积分办法',
  'scheme.changed': '修改积分办法草案',
  'scheme.adopted': '通过积分办法',
  'scheme.retired': '停用积分办法',
  'notice.published': '发布积分公示',
  'report.changed': '填写年度述职报告表',
  'report.published': '公开年度述职报告表',
  'report.withdrawn': '撤回年度述职报告表',
  'import.checked': '检查导入文件',
  'import.applied': '导入资料',
  'import.discarded': '放弃导入',
  'export.made': '导出资料',
  'account.created': '新建账号',
  'account.changed': '修改账号',
  'account.disabled': '停用账号',
  'account.enabled': '启用账号',
  'account.password-reset': '重置密码',
  'account.password-set': '设置密码',
  'session.opened': '登录',
  'session.refused': '登录失败',
  'session.closed': '退出',
} as const satisfies Record<string, string>;

export type AuditKind = keyof typeof AUDIT_LABELS;
