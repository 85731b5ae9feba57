import type { FilingKind } from '../duties/rules.ts';

/** What waits for a deputy, before the first words of the filing. */
export const RETURNED_DUE = '退回的登记，请修改后重新提交：';
export const UNSENT_DUE = '写好还没有提交：';

/** The questions of a kind, as a deputy would say it. */
export interface KindWords {
  /** What people did: 走访群众 */
  title: string;
  /** Which of what people do belongs here. */
  examples: string;
  /** An example of what to write. */
  write: string;
  /** How many, asked in the unit of the kind. */
  howMany: string;
}

export const KIND_WORDS: Readonly<Record<FilingKind, KindWords>> = {
  'contact.visit': {
    title: '走访群众',
    examples: '到户里、地里、厂里看望，了解情况，听意见',
    write: '走访了三户独居老人，了解冬天取暖和看病的情况',
    howMany: '走访了多少人次',
  },
  'contact.reception': {
    title: '接待群众',
    examples: '群众找上门、打电话反映问题，您接待了',
    write: '接待村民反映灌溉渠堵塞的问题',
    howMany: '接待了多少次',
  },
  'contact.duty': {
    title: '到联络站值班',
    examples: '按安排到代表之家、联络站坐班',
    write: '上午在代表联络站值班，有两位村民来访',
    howMany: '值班多少次',
  },
  'contact.resolved': {
    title: '帮群众解决问题',
    examples: '路灯、水渠、低保、纠纷，经您推动办好了',
    write: '协调供电所修好三组的路灯',
    howMany: '解决了多少件',
  },
  'deed.done': {
    title: '为民办实事',
    examples: '出钱出力修路、助学、帮困、带着乡亲增收',
    write: '出资为二组修便道 200 米',
    howMany: '办了多少件',
  },
  'model.study': {
    title: '学习',
    examples: '自己学习代表法、政策、技术，参加网上学习',
    write: '学习新修改的代表法，做了笔记',
    howMany: '学习了多少次',
  },
  'model.publicity': {
    title: '宣传政策',
    examples: '给群众讲政策、讲法律、讲会议精神',
    write: '在院坝会上讲解医保缴费政策',
    howMany: '宣传了多少次',
  },
  'session.speech': {
    title: '在人代会上发言',
    examples: '审议报告时的发言；工作人员已经记下的不用再报',
    write: '审议政府工作报告时，就农村道路养护发言',
    howMany: '发言多少次',
  },
  'model.award': {
    title: '得到表彰奖励',
    examples: '县、镇或者单位给的表彰、荣誉、奖状',
    write: '被县人大常委会评为优秀代表',
    howMany: '得到多少次',
  },
};

/** How the kinds are offered: by what people do, what is filed most often first. */
export const KIND_GROUPS: readonly (readonly [title: string, kinds: readonly FilingKind[]])[] = [
  ['联系群众', ['contact.visit', 'contact.reception', 'contact.duty']],
  ['为群众办事', ['contact.resolved', 'deed.done']],
  ['学习和宣传', ['model.study', 'model.publicity']],
  ['会议和荣誉', ['session.speech', 'model.award']],
];
/** Before those that the deputy has filed already. */
export const USED_KINDS = '您常登记的';

/** After the faults of some files, when the rest was stored. */
export const OTHERS_KEPT = '您写的内容和其他文件已经保存，上面这些请换了再选';
