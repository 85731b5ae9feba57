import type { AccountState, MissingLink, PasswordFault, Role } from './rules.ts';

export const ROLE_LABELS: Record<Role, string> = {
  clerk: '主席团工作人员',
  presidium: '主席团成员',
  leader: '代表小组长、代表团团长',
  deputy: '人大代表',
  unit: '承办单位',
  admin: '系统管理员',
};

export const ACCOUNT_STATE_LABELS: Record<AccountState, string> = {
  waiting: '等待首次登录',
  active: '使用中',
  unused: '180 天未使用',
  disabled: '已停用',
};

export const MISSING_LINKS: Record<MissingLink, string> = {
  'needs-person': '人大代表、代表小组长的账号要选名册上的代表',
  'needs-unit': '承办单位的账号要选承办单位',
};

/** Which field of the account form a refusal belongs to. */
export const ACCOUNT_REFUSAL_FIELDS: Record<string, string> = {
  'login-taken': 'login',
  'person-has-account': 'personId',
  'last-admin': 'roles',
};

export const PASSWORD_FAULTS: Record<PasswordFault, string> = {
  'too-short': '密码至少 8 个字符',
  'too-long': '密码最多 200 个字符',
  'too-common': '这个密码太常见，容易被猜到，请换一个',
  'only-digits': '不要只用数字：生日、电话号码很容易被猜到',
  'has-login': '密码里不要含有登录名',
};

/** What the sign-in and account pages say beside a field. */
export const SIGN_IN_WORDS = {
  wrong: '登录名或密码不对，请检查后重试',
  tooMany: (minutes: number) => `试得太多了，请过 ${minutes} 分钟再试`,
  wrongCurrent: '现在的密码不对',
};

/** Which field of the sign-in form a refusal belongs to. */
export const SIGN_IN_REFUSAL_FIELDS: Record<string, string> = { 'code-expired': 'login' };

export const ACCOUNT_REFUSALS: Record<string, string> = {
  'form-reused': '这张表已经提交过了，内容与上次不同。请刷新页面后重新填写。',
  'login-taken': '登录名“{login}”已经有人使用，请换一个。',
  'already-set-up': '登记册已经建立，设置链接已失效。',
  'code-expired': '这个一次性密码已经过期，请找管理员重置。',
  'person-has-account': '这位代表已经有账号“{login}”，一个人只用一个账号。',
  'own-password': '自己的密码请点右上角“账号”修改。',
  'own-account': '不能停用自己的账号，请由其他管理员操作。',
  'last-admin': '至少要保留一个可用的管理员账号。',
};
