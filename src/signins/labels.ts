import { shanghaiTime } from '../lib/dates.ts';
import type { CheckInMethod } from './rules.ts';

export const CHECK_IN_METHOD_LABELS: Readonly<Record<CheckInMethod, string>> = {
  scan: '扫码',
  code: '输入数字码',
  staff: '工作人员代签',
};

/** 8:57, for a line about the meeting's own day. */
export function clockTime(at: number): string {
  return shanghaiTime(at).slice(-5).replace(/^0/, '');
}

export const SIGN_IN_REFUSALS: Record<string, string> = {
  'sign-in-not-today': '只能在会议、活动当天（{day}）开始签到。',
  'sign-in-roll-taken': '已经登记出勤，不再签到。有出入的请直接改出勤。',
  'sign-in-nobody': '没有应到的代表，不能签到。请先邀请代表。',
  'sign-in-is-open': '签到已经开始了。',
  'sign-in-is-closed': '签到已经结束。',
  'sign-in-unknown': '这个签到码不对。请重新扫大屏幕上的二维码。',
  'sign-in-expired': '这个签到码已经过期。请重新扫大屏幕上的二维码。',
  'sign-in-closed': '签到已经结束。还没有签到的，请找工作人员。',
  'check-in-wrong-code': '数字不对，或者已经换了。请看大屏幕上现在的 6 位数字。',
  'check-in-not-in-office': '您今天不在任，不能签到。有疑问请找工作人员。',
  'check-in-not-invited': '这次活动的名单里没有您。请找工作人员。',
  'check-in-undone': '工作人员撤销了您刚才的签到。人在现场的，请重新扫码，或者找工作人员。',
  'check-in-own': '不能给自己代签，请自己扫码，或者由其他工作人员代签。',
  'check-in-none': '这位代表没有签到。',
};

/** What a deputy who types gets when there have been too many wrong codes. */
export const tooManyCodes = (minutes: number): string =>
  `试的次数太多，请 ${minutes} 分钟以后再试，或者扫码签到、找工作人员。`;

/** Every refusal of a deputy's sign-in is said beside the field for the digits, which is another way in. */
export const SIGN_IN_REFUSAL_FIELDS: Record<string, string> = {
  'sign-in-unknown': 'code',
  'sign-in-expired': 'code',
  'sign-in-closed': 'code',
  'check-in-wrong-code': 'code',
  'check-in-not-in-office': 'code',
  'check-in-not-invited': 'code',
  'check-in-undone': 'code',
  'attendee-no-deputy': 'code',
};
