import { isDutyKind } from '../duties/rules.ts';
import { kindLabel } from '../duties/labels.ts';
import { chineseDate, chineseQuarter, isDay, isQuarter } from '../lib/dates.ts';
import { MESSAGE_KINDS, type MessageKind } from './rules.ts';
import type { Message } from './store.ts';

/** A message as its recipient reads it. */
export interface MessageWords {
  title: string;
  /** More of it, such as a reason; '' for nothing. */
  more: string;
}

export type Audience = 'deputy' | 'unit';

type Detail = Readonly<Partial<Record<string, string>>>;
type Wording = (detail: Detail, audience: Audience) => { title: string; more?: string | undefined };

const day = (text = ''): string => (isDay(text) ? chineseDate(text) : text);
const quarter = (text = ''): string => (isQuarter(text) ? chineseQuarter(text) : text);
const because = (reason: string | undefined, label = '原因'): string => (reason ? `${label}：${reason}` : '');

/** “走访选民”（2026年3月5日） */
function filing({ kind = '', occurredOn }: Detail): string {
  return `“${isDutyKind(kind) ? kindLabel(kind) : kind}”（${day(occurredOn)}）`;
}

/** 视察农村公路建设（2026年3月5日） */
const meeting = ({ title, day: on }: Detail): string => `${title ?? ''}（${day(on)}）`;

const TEXTS: Readonly<Record<MessageKind, Wording>> = {
  'filing-confirmed': (detail) => ({ title: `您登记的${filing(detail)}已确认` }),
  'filing-returned': (detail) => ({
    title: `您登记的${filing(detail)}被退回，请修改后再提交`,
    more: because(detail['reason']),
  }),
  'filing-voided': (detail) => ({
    title: `您登记的${filing(detail)}已作废`,
    more: because(detail['reason']),
  }),
  invited: ({ title, day: on, time, place, answerBy }) => ({
    title: `请您参加：${title ?? ''}`,
    more: [
      `时间：${day(on)}${time ?? ''}`,
      place ? `地点：${place}` : '',
      answerBy ? `请在${day(answerBy)}前答复` : '',
    ]
      .filter((part) => part !== '')
      .join('；'),
  }),
  'leave-approved': (detail) => ({
    title: `${meeting(detail)}的请假已批准`,
    more: because(detail['reason'], '说明'),
  }),
  'leave-refused': (detail) => ({
    title: `${meeting(detail)}的请假没有批准`,
    more: because(detail['reason'], '理由'),
  }),
  'notice-published': (detail) => ({
    title: `${quarter(detail['quarter'])}积分已公示`,
    more: '请看一看自己的积分和每一分的来历；有错的，在公示期内可以提出异议。',
  }),
  'notice-corrected': (detail) => ({
    title: `${quarter(detail['quarter'])}积分公示有更正，涉及您的积分`,
    more: '改了什么、为什么改，更正公告里都写着。',
  }),
  'objection-answered': ({ quarter: of, state, summary }) => ({
    title: `对您${quarter(of)}积分的异议已答复：${state === 'upheld' ? '异议成立' : '异议不成立'}`,
    more: summary,
  }),
  'assessment-due': ({ year, step, name, reason }) => ({
    title:
      step === 'group'
        ? `${year ?? ''}年度积分核定：请给${name ?? ''}评分`
        : `${year ?? ''}年度积分核定：请填写您的自评`,
    more: because(reason, '退回原因'),
  }),
  'assessment-final': ({ year, computed, final }) => ({
    title: `您的${year ?? ''}年度积分已核定：${final ?? ''} 分`,
    more: computed === final ? '' : `按登记的记录计算是 ${computed ?? ''} 分。`,
  }),
  'proposal-changed': ({ title, change = '', reason }, audience) => {
    const words = (audience === 'unit' ? UNIT_CHANGES[change] : undefined) ?? CHANGES[change] ?? '有新的进展';
    return { title: `《${title ?? ''}》${words}`, more: because(reason) };
  },
};

/** What happened to a proposal, for its signers. */
const CHANGES: Readonly<Record<string, string>> = {
  'asked-to-sign': '请您附议',
  signed: '有代表同意附议',
  declined: '有代表没有同意附议',
  submitted: '已提交',
  withdrawn: '已撤回',
  registered: '已登记，编了号',
  returned: '被退回',
  agenda: '列入会议议程',
  turned: '作为建议办理',
  merged: '已和其他建议合并办理',
  'merged-with': '合并了内容相同的建议',
  published: '已公开',
  withheld: '不公开',
  overseen: '确定为重点督办',
  assigned: '已交办',
  reassigned: '改由其他单位办理',
  urged: '已发督办函催办',
  'signed-for': '承办单位已签收',
  refused: '承办单位退回交办',
  'extension-asked': '承办单位申请延期',
  'extension-granted': '同意延期答复',
  'extension-refused': '没有同意延期',
  contributed: '协办单位提出了意见',
  answered: '已答复，请评价',
  rated: '已评价',
  'handled-again': '评价不满意，重新办理',
  closed: '已办结',
  'followed-up': '有落实情况',
  'carried-out': '已落实',
};

/** Where a unit reads it otherwise. */
const UNIT_CHANGES: Readonly<Record<string, string>> = {
  assigned: '已交办给您单位，请签收',
  reassigned: '改了承办单位，请查看',
  urged: '已超期或临近期限，请抓紧办理',
  answered: '已答复代表',
  'handled-again': '代表不满意，请重新办理',
  contributed: '协办单位提出了意见，请查看',
};

const OF_NO_KIND = '您有一条消息';

/** The words of a message; its kinds and details may be older than this program. */
export function messageWords(
  { kind, detail }: Pick<Message, 'kind' | 'detail'>,
  audience: Audience,
): MessageWords {
  const known = MESSAGE_KINDS.find((one) => one === kind);
  if (!known) return { title: OF_NO_KIND, more: '' };
  const { title, more = '' } = TEXTS[known](detail, audience);
  return { title, more };
}
