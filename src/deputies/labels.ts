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
