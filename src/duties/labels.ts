import { squeeze, toHalfWidth } from '../lib/text.ts';
import { isDutyKind, unitOf, type DutyKind, type DutyUnit, type Section } from './rules.ts';

const SECTION_LABELS: Readonly<Record<Section, string>> = {
  session: '大会期间',
  recess: '闭会期间',
  contact: '联系群众',
  deed: '为民办实事',
  model: '模范作用',
  pledge: '承诺与述职',
};

const KIND_LABELS: Readonly<Record<DutyKind, string>> = {
  'session.attended': '出席人代会',
  'session.leave': '人代会请假',
  'session.absent': '人代会缺席',
  'session.speech': '审议发言',
  'motion.led': '领衔议案',
  'motion.cosigned': '附议议案',
  'suggestion.led': '领衔建议',
  'suggestion.cosigned': '附议建议',
  'proposal.adopted': '建议被采纳',
  'activity.inspection': '视察',
  'activity.survey': '专题调研',
  'activity.law_check': '执法检查',
  'activity.review': '评议',
  'activity.inquiry': '专题询问',
  'activity.observing': '列席会议',
  'activity.briefing': '政情通报',
  'activity.group': '小组活动',
  'activity.theme': '主题活动',
  'activity.training': '学习培训',
  'activity.leave': '活动请假',
  'activity.absent': '活动缺席',
  'contact.duty': '进站值班',
  'contact.reception': '接待群众',
  'contact.visit': '走访选民',
  'contact.resolved': '推动解决问题',
  'deed.done': '为民办实事',
  'model.award': '表彰奖励',
  'model.study': '学习',
  'model.publicity': '宣传',
  'commitment.kept': '兑现承诺',
  'commitment.broken': '未兑现承诺',
  'report.given': '述职',
};

const UNIT_LABELS: Readonly<Record<DutyUnit, string>> = {
  time: '次',
  visit: '人次',
  piece: '件',
  half_day: '半天',
  entry: '项',
};

const KINDS_BY_LABEL: ReadonlyMap<string, DutyKind> = new Map(
  Object.entries(KIND_LABELS).map(([kind, label]) => [label, kind as DutyKind]),
);

export const sectionLabel = (section: Section): string => SECTION_LABELS[section];
export const kindLabel = (kind: DutyKind): string => KIND_LABELS[kind];
/** The word a quantity of the kind is counted in: 次, 人次, 件, 半天 or 项. */
export const kindUnit = (kind: DutyKind): string => UNIT_LABELS[unitOf(kind)];
export const unitLabel = (unit: DutyUnit): string => UNIT_LABELS[unit];

/** The kind that a Chinese name or an identifier means (视察, activity.inspection, inspection); null when none does. */
export function kindFromText(text: string): DutyKind | null {
  const plain = squeeze(toHalfWidth(text));
  const named = KINDS_BY_LABEL.get(plain);
  if (named !== undefined) return named;
  if (isDutyKind(plain)) return plain;
  const activity = `activity.${plain}`;
  return isDutyKind(activity) ? activity : null;
}
