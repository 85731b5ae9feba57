import type { LoginRule } from './logins.ts';
import type { PasswordFault } from './password-rules.ts';
import type { AccountState, MissingLink, Role } from './rules.ts';

export const ROLE_LABELS: Record<Role, string> = {
  clerk: '主席团工作人员',
  presidium: '主席团成员',
  leader: '代表小组长、代表团团长',
  deputy: '人大代表',
  unit: '承办单位',
  admin: '系统管理员',
};

export const ACCOUNT_STATE_LABELS: Record<AccountState, string> = {
  waiting: '还没有设密码',
  active: '使用中',
  unused: '180 天未用，已停用',
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

/** How a good one is found: said with every fault. */
const HOW = '可以用一句自己记得住、别人想不到的话，8 个字以上';

export const PASSWORD_FAULTS: Record<PasswordFault, string> = {
  'too-short': `密码至少 8 个字符。${HOW}`,
  'too-long': '密码最多 200 个字符，请缩短一些',
  'too-common': `这个密码太常见，容易被猜到，请换一个。${HOW}`,
  'only-digits': `不要只用数字和符号：生日、电话号码很容易被猜到。${HOW}`,
  'has-login': `密码里不要含有登录名。${HOW}`,
  'has-name': `不要用自己的姓名、拼音加数字，容易被猜到。${HOW}`,
  'has-phone': `密码里不要含有自己的手机号或者它的后几位。${HOW}`,
  'has-township': `不要用乡镇的名称、拼音加数字，容易被猜到。${HOW}`,
};

/** What the sign-in and account pages say beside a field. */
export const SIGN_IN_WORDS = {
  wrong: '登录名或密码不对，请检查后重试',
  tooMany: (minutes: number) => `试得太多了，请过 ${minutes} 分钟再试`,
  wrongCurrent: '现在的密码不对',
  wrongAgain: '密码不对，请再输入一次。忘记了的，请返回，找管理员发一张登录卡',
  uselessCard: '这个登录码不对、已经用过，或者已经过期。请对照登录卡再看一遍，还不行请找工作人员换一张',
};

export const ACCOUNT_REFUSALS: Record<string, string> = {
  'form-reused': '这张表已经提交过了，内容与上次不同。请刷新页面后重新填写。',
  'login-taken': '登录名“{login}”已经有人使用，请换一个。',
  'already-set-up': '登记册已经建立，设置链接已失效。',
  'person-has-account': '这位代表已经有账号“{login}”，一个人只用一个账号。',
  'own-password': '自己的密码请点右上角“账号”修改。',
  'account-disabled': '账号“{login}”已停用，请先恢复使用，再发登录卡。',
  'no-account-chosen': '没有选中账号，请先勾选，再按“发新的登录卡”。',
  'no-deputy-chosen': '没有选中代表，请先勾选，再按“新建账号”。',
  'candidates-changed': '名单刚才有变动，请看一遍再提交。',
  'no-other-device': '没有其他已登录的设备。',
  'no-device': '这个账号现在没有登录的设备。',
  'mandate-over': '您的代表职务已经终止，这个账号不能再登录。有疑问请找镇人大工作人员',
  'account-unused': '这个账号超过 180 天没有登录，已经自动停用。请找管理员恢复使用，密码不变',
  'own-account': '不能停用自己的账号，请由其他管理员操作。',
  'last-admin': '至少要保留一个可用的管理员账号。',
};

/** Systems and programs as their users call them; what is more special stands first. */
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/, '华为设备'],
  [/iPad/, '苹果平板'],
  [/iPhone/, '苹果手机'],
  [/Android/, '安卓手机'],
  [/Windows/, 'Windows 电脑'],
  [/Macintosh|Mac OS X/, '苹果电脑'],
  [/Linux|X11/, '电脑'],
];

const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/wxwork/i, '企业微信'],
  [/MicroMessenger/, '微信'],
  [/DingTalk/, '钉钉'],
  [/QQ\//, 'QQ'],
  [/MQQBrowser|QQBrowser/, 'QQ 浏览器'],
  [/UCBrowser/, 'UC 浏览器'],
  [/QIHU|360(?:SE|EE|Browser)/i, '360 浏览器'],
  [/HuaweiBrowser/, '华为浏览器'],
  [/MiuiBrowser/, '小米浏览器'],
  [/HeyTapBrowser|VivoBrowser/, '手机自带浏览器'],
  [/Edg(?:e|A|iOS)?\//, 'Edge 浏览器'],
  [/Firefox|FxiOS/, '火狐浏览器'],
  [/Chrome|CriOS/, '浏览器'],
  [/Safari/, 'Safari 浏览器'],
];

/** A device in plain words, from what its browser says of itself: 安卓手机，微信. */
export function deviceLabel(agent: string): string {
  const named = (words: typeof SYSTEMS) => words.find(([pattern]) => pattern.test(agent))?.[1];
  return [named(SYSTEMS), named(PROGRAMS)].filter((word) => word !== undefined).join('，') || '未知设备';
}

export const LOGIN_RULE_LABELS: Record<LoginRule, string> = {
  name: '用姓名（同名的加代表证号）',
  certificate: '用代表证号',
};
