import type { NameOrder } from '../lib/names.ts';
import type { RosterOrder } from './roster.ts';
import type { MandateEventKind, MandateGround, MandateRefusal, MandateState } from './rules.ts';

const EVENT_LABELS: Readonly<Record<MandateEventKind, string>> = {
  suspended: '暂停执行代表职务',
  resumed: '恢复执行代表职务',
  resigned: '辞去代表职务',
  recalled: '罢免代表职务',
  terminated: '代表资格终止',
  died: '去世',
};

/** The words of 代表法 art. 61 (1)–(2) and art. 62 (1)–(7). */
const GROUND_LABELS: Readonly<Record<MandateGround, string>> = {
  detained: '因刑事案件被羁押正在受侦查、起诉、审判',
  serving_sentence: '被依法判处管制、拘役或者有期徒刑而没有附加剥夺政治权利，正在服刑',
  moved_away: '迁出或者调离本行政区域',
  resignation_accepted: '辞职或者责令辞职被接受',
  absent_twice: '未经批准两次不出席本级人民代表大会会议',
  recalled: '被罢免',
  nationality_lost: '丧失中华人民共和国国籍',
  rights_deprived: '依照法律被剥夺政治权利',
  incapacity: '丧失行为能力',
};

const GROUND_ARTICLES: Readonly<Record<MandateGround, string>> = {
  detained: '代表法第六十一条第一款第（一）项',
  serving_sentence: '代表法第六十一条第一款第（二）项',
  moved_away: '代表法第六十二条第（一）项',
  resignation_accepted: '代表法第六十二条第（二）项',
  absent_twice: '代表法第六十二条第（三）项',
  recalled: '代表法第六十二条第（四）项',
  nationality_lost: '代表法第六十二条第（五）项',
  rights_deprived: '代表法第六十二条第（六）项',
  incapacity: '代表法第六十二条第（七）项',
};

const STATE_LABELS: Readonly<Record<MandateState, string>> = {
  'not-yet': '尚未当选',
  'in-office': '在任',
  suspended: '暂停执行代表职务',
  ended: '资格已终止',
};

const REFUSAL_LABELS: Readonly<Record<MandateRefusal, string>> = {
  'before-election': '日期早于当选日期，请核对日期',
  'after-term': '日期晚于本届届满日期，请核对日期',
  'already-ended': '这一天代表资格已经终止，不能再登记变动',
  'already-suspended': '这一天已处于暂停执行代表职务期间，不能重复登记暂停',
  'not-suspended': '这一天并未暂停执行代表职务，不能登记恢复',
  'later-event-conflicts': '与此后已登记的资格变动相矛盾，请核对日期',
};

export const mandateEventLabel = (kind: MandateEventKind): string => EVENT_LABELS[kind];
export const groundLabel = (ground: MandateGround): string => GROUND_LABELS[ground];
/** The article the ground stands in, as it is quoted on paper. */
export const groundArticle = (ground: MandateGround): string => GROUND_ARTICLES[ground];
export const mandateStateLabel = (state: MandateState): string => STATE_LABELS[state];
export const mandateRefusalLabel = (refusal: MandateRefusal): string => REFUSAL_LABELS[refusal];

/** What lists call the rule by which they are ordered. */
export const ORDER_NAMES: Record<'compact' | 'slot', string> = { compact: '姓名笔画', slot: '姓氏笔画' };

/** Short, as tags and filters say it. */
const SHORT_STATES: Readonly<Record<MandateState, string>> = {
  'not-yet': '未到任',
  'in-office': '在任',
  suspended: '暂停',
  ended: '已终止',
};

export const shortStateLabel = (state: MandateState): string => SHORT_STATES[state];

const ROSTER_ORDER_LABELS: Readonly<Record<RosterOrder, string>> = {
  name: '姓名笔画',
  certificate: '代表证号',
  district: '选区',
  delegation: '代表团',
  group: '代表小组',
  category: '代表类别',
};

export const rosterOrderLabel = (order: RosterOrder): string => ROSTER_ORDER_LABELS[order];

const NAME_ORDER_NOTES: Readonly<Record<NameOrder, string>> = {
  compact: '以姓名笔画为序',
  slot: '以姓氏笔画为序',
};

/** What a list in name order says about itself, by the rule that the settings chose. */
export const nameOrderNote = (order: NameOrder): string => NAME_ORDER_NOTES[order];

/** What a list says about its order. */
export function rosterOrderNote(order: RosterOrder, nameOrder: NameOrder): string {
  if (order === 'name') return NAME_ORDER_NOTES[nameOrder];
  const within =
    order === 'certificate' ? '' : `，同一${ROSTER_ORDER_LABELS[order]}内${NAME_ORDER_NOTES[nameOrder]}`;
  return `按${ROSTER_ORDER_LABELS[order]}排列${within}`;
}

const mandateRefusals = Object.entries(REFUSAL_LABELS).map(([refusal, text]) => [
  `mandate-${refusal}`,
  `${text}。`,
]);

export const DEPUTY_REFUSALS: Record<string, string> = {
  'certificate-taken': '代表证号 {number} 已经是{name}的，请核对。',
  'namesake-undecided': '往届代表中有人也叫“{name}”，请说明是否同一人。',
  'namesake-unknown': '所选的往届代表不叫“{name}”，或者已经是本届代表，请重新选择。',
  'person-has-mandate': '{name}已经是本届代表，不能重复新增。',
  'district-unknown': '所选选区已有变动，请重新选择。',
  'delegation-unknown': '所选代表团已有变动，请重新选择。',
  'group-unknown': '所选代表小组已有变动，请重新选择。',
  'category-unknown': '所选代表类别已有变动，请重新选择。',
  'elected-after-term': '当选日期晚于本届届满日期，请核对日期。',
  'elected-after-event': '当选日期晚于已登记的资格变动，请核对日期。',
  'oath-before-election': '宣誓日期早于当选日期，请核对日期。',
  'under-age': '按出生年月，当选时未满十八周岁，请核对。',
  'ground-missing': '请选择法定依据：暂停执行职务和资格终止只能依照代表法列明的情形。',
  'ground-not-of-event': '所选依据不适用于这一变动事项，请重新选择。',
  'mandate-event-depended-on': '之后的变动以这一项为前提，请先撤销之后的变动。',
  ...Object.fromEntries(mandateRefusals),
};

/** Which field of the form a refusal belongs to. */
export const DEPUTY_REFUSAL_FIELDS: Record<string, string> = {
  'certificate-taken': 'certificateNumber',
  'namesake-undecided': 'samePerson',
  'namesake-unknown': 'samePerson',
  'person-has-mandate': 'name',
  'district-unknown': 'districtId',
  'delegation-unknown': 'delegationId',
  'group-unknown': 'groupId',
  'category-unknown': 'categoryId',
  'elected-after-term': 'electedOn',
  'elected-after-event': 'electedOn',
  'oath-before-election': 'oathOn',
  'under-age': 'bornMonth',
};

export const MANDATE_EVENT_REFUSAL_FIELDS: Record<string, string> = {
  'ground-missing': 'ground',
  'ground-not-of-event': 'ground',
  ...Object.fromEntries(mandateRefusals.map(([reason]) => [reason, 'on'])),
};
