/** The words of the papers that go with a proposal (议案、建议), as pure functions of what the register holds. */
import { chineseDate, type Day } from '../lib/dates.ts';
import { letterhead } from './letterhead.ts';
import type { NoticeDocument, PaperForm, PaperRow } from './models.ts';

/** A proposal as its papers name it. */
export interface ProposalOnPaper {
  /** 议案 or 建议 */
  kind: string;
  number: string;
  title: string;
  cause: string;
  basis: string;
  content: string;
  isMotion: boolean;
  filedOn: Day;
  /** Of the congress session; empty between sessions. */
  sessionTitle: string;
  lead: { name: string; district: string; phone: string };
  cosigners: string[];
}

/** A round of handling as its papers name it. */
export interface RoundOnPaper {
  leadUnit: string;
  coUnits: string[];
  assignedOn: Day | null;
  dueText: string;
  documentNumber: string;
  answeredOn: Day | null;
  answerClass: string;
  answer: string;
  promisedOn: Day | null;
  classReason: string;
  contactName: string;
  contactPhone: string;
}

export interface PresidiumOnPaper {
  congress: string;
  presidium: string;
  phone: string;
}

const cells = (...pairs: [label: string, text: string][]): PaperRow => ({
  cells: pairs.map(([label, text]) => ({ label, text })),
});
const text = (label: string, words: string, tall = false, signature: string | null = null): PaperRow => ({
  label,
  text: words,
  tall,
  signature,
});

const SIGN = '签名：　　　　　　　　　年　　月　　日';
const where = ({ sessionTitle }: ProposalOnPaper) => (sessionTitle === '' ? '闭会期间' : sessionTitle);
const given = (words: string) => words !== '';

function headRows(proposal: ProposalOnPaper): PaperRow[] {
  return [
    cells(['编号', proposal.number], ['提出', chineseDate(proposal.filedOn)]),
    text('标题', proposal.title),
  ];
}

/** 议案表 or 代表建议、批评和意见表: one matter each. */
export function proposalPaper(proposal: ProposalOnPaper, { congress }: PresidiumOnPaper): PaperForm {
  const { lead, cosigners, isMotion } = proposal;
  const name = isMotion ? '议案' : '建议、批评和意见';
  return {
    title: `${congress}代表${name}表`,
    subtitle: `（${where(proposal)}）`,
    rows: [
      ...headRows(proposal),
      cells(['领衔代表', lead.name], ['选区', lead.district], ['联系电话', lead.phone]),
      text('附议代表', cosigners.length === 0 ? '无' : cosigners.join('、')),
      ...(isMotion || given(proposal.cause) ? [text('案由', proposal.cause, true)] : []),
      ...(isMotion || given(proposal.basis) ? [text('案据', proposal.basis, true)] : []),
      text(isMotion ? '方案' : '内容', proposal.content, true),
      text('代表签名', '', false, SIGN),
    ],
    notes: [...missingParts(proposal).map((part) => `还没有填写：${part}。`), '一件只写一事。'],
  };
}

/** What is usually forgotten on the form. */
export function missingParts({ number, title, lead, isMotion, cause, basis }: ProposalOnPaper): string[] {
  return [
    [number.startsWith('D') ? '' : number, '编号'],
    [title, '标题'],
    [lead.phone, '领衔代表的联系电话'],
    [isMotion ? cause : '-', '案由'],
    [isMotion ? basis : '-', '案据'],
  ].flatMap(([value, part]) => (value === '' && part !== undefined ? [part] : []));
}

/** 交办单: what the unit is handed, and by when. */
export function handlingPaper(
  proposal: ProposalOnPaper,
  round: RoundOnPaper,
  { congress, presidium, phone }: PresidiumOnPaper,
): PaperForm {
  return {
    title: `${congress}代表${proposal.kind}交办单`,
    subtitle: '',
    rows: [
      ...headRows(proposal),
      cells(['主办单位', round.leadUnit], ['协办单位', round.coUnits.join('、') || '无']),
      text('答复期限', round.dueText),
      text('内容', proposal.content, true),
      text('承办意见', '', true, SIGN),
      text('办理结果', round.answer, true),
    ],
    notes: [
      `交办单位：${presidium}${phone === '' ? '' : `，联系电话 ${phone}`}。`,
      '答复须书面送交领衔代表，同时抄送主席团；答复前应当与代表沟通。',
    ],
  };
}

/** 征询意见表: the lead deputy's rating, attitude and result apart. */
export function ratingPaper(
  proposal: ProposalOnPaper,
  round: RoundOnPaper,
  { congress }: PresidiumOnPaper,
): PaperForm {
  const choice = '□ 满意　　□ 基本满意　　□ 不满意';
  return {
    title: `${congress}代表${proposal.kind}办理征询意见表`,
    subtitle: '',
    rows: [
      ...headRows(proposal),
      cells(['承办单位', round.leadUnit], ['答复类别', round.answerClass]),
      text('办理态度', choice),
      text('办理结果', choice),
      text('沟通方式', '□ 上门　□ 座谈会　□ 电话　□ 书面　□ 没有沟通'),
      text('意见', '', true, `领衔代表${SIGN}`),
    ],
    notes: ['请在收到答复后填写，交回主席团。对办理结果不满意的，由承办单位在一个月内重新办理。'],
  };
}

/** 答复函 of the lead unit, set as a letter. */
export function replyLetter(proposal: ProposalOnPaper, round: RoundOnPaper): NoticeDocument {
  const contact = [round.contactName, round.contactPhone].filter(given).join('，电话 ');
  return {
    redHead: letterhead(round.leadUnit),
    number: round.documentNumber,
    title: `关于第${proposal.number}号${proposal.kind}的答复`,
    correction: null,
    paragraphs: [
      `${proposal.lead.name}代表：`,
      `您${proposal.cosigners.length > 0 ? '和其他代表' : ''}提出的《${proposal.title}》收悉，现答复如下：`,
      ...round.answer.split('\n').filter(given),
      ...(round.promisedOn === null ? [] : [`计划在${chineseDate(round.promisedOn)}以前落实。`]),
      ...(given(round.classReason) ? [`原因：${round.classReason}`] : []),
      `办理结果：${round.answerClass}。`,
      ...(given(contact) ? [`联系人：${contact}。`] : []),
      '感谢您对我们工作的关心和支持。',
    ],
    tables: [],
    notes: round.coUnits.length === 0 ? [] : [`协办单位：${round.coUnits.join('、')}。`],
    signature: {
      organ: round.leadUnit,
      date: round.answeredOn === null ? '　　年　月　日' : chineseDate(round.answeredOn),
    },
    verification: null,
  };
}

/** 督办函 of the presidium to the lead unit (代表法 art. 52). */
export function urgingLetter(
  proposal: ProposalOnPaper,
  round: RoundOnPaper,
  letter: { number: string; words: string; sentOn: Day },
  { presidium, phone }: PresidiumOnPaper,
): NoticeDocument {
  return {
    redHead: letterhead(presidium),
    number: letter.number,
    title: `关于督办第${proposal.number}号代表${proposal.kind}的函`,
    correction: null,
    paragraphs: [
      `${round.leadUnit}：`,
      `${proposal.lead.name}代表提出的《${proposal.title}》由你单位主办。${round.dueText}。`,
      ...letter.words.split('\n').filter(given),
      `请抓紧办理，按期书面答复代表，并将办理情况报主席团${phone === '' ? '' : `（电话 ${phone}）`}。`,
    ],
    tables: [],
    notes: [],
    signature: { organ: presidium, date: chineseDate(letter.sentOn) },
    verification: null,
  };
}
