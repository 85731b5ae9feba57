import type { Answer, AnswerList } from './rules.ts';

export const ANSWER_LABELS: Readonly<Record<Answer, string>> = {
  coming: '参加',
  signed_up: '报名参加',
  leave_asked: '请假待批',
  leave_approved: '请假已批准',
  leave_refused: '请假没有批准',
  none: '未答复',
};

/** Look of the answer's tag. */
export const ANSWER_TONES: Readonly<Record<Answer, string>> = {
  coming: 'good',
  signed_up: 'good',
  leave_asked: 'due',
  leave_approved: 'quiet',
  leave_refused: 'bad',
  none: 'bad',
};

export const ANSWER_LIST_LABELS: Readonly<Record<AnswerList, string>> = {
  replied: '已答复',
  coming: '参加',
  leave_asked: '请假待批',
  leave_approved: '请假已批',
  leave_refused: '请假未批准',
  none: '未答复',
};

export const INVITATION_REFUSALS: Record<string, string> = {
  'invitation-over': '活动日期已经过了，不能再发通知。',
  'invitation-nobody': '还没有邀请代表，也没有报名名额，通知发给谁呢？请先邀请代表，或者填写报名名额。',
  'invitation-published': '通知已经发过了，可以修改。',
  'answer-by-outside': '答复截止日期要在今天到活动当天（{heldOn}）之间。',
  'places-below-taken': '已经有 {taken} 人报名，名额不能少于 {taken}。',
  'reply-over': '活动已经过了，不能再答复。',
  'reply-roll-taken': '这次活动已经登记出勤，不能再答复。有特殊情况请和工作人员联系。',
  'reply-not-in-office': '活动当天您不在任，不能参加。',
  'reply-not-invited': '这次活动没有邀请您。还有名额的，可以报名。',
  'reply-leave-approved': '您的请假已经批准，不能再改。能来的，当天直接签到就行。',
  'reply-invited': '您已经在这次活动的名单里，不用报名。',
  'sign-up-no-places': '这次活动不接受报名。',
  'sign-up-late': '报名和取消报名到 {lastDay} 为止，已经截止。去不了的，可以请假。',
  'sign-up-full': '名额已经报满。',
  'sign-up-none': '您没有报名，不用取消。',
};

/** Which field of the form a refusal belongs to. */
export const INVITATION_REFUSAL_FIELDS: Record<string, string> = {
  'invitation-nobody': 'places',
  'answer-by-outside': 'answerBy',
  'places-below-taken': 'places',
};

/** What waits for a deputy: an invitation without an answer. */
export const unansweredTitle = (title: string): string => `答复活动通知：${title}`;
