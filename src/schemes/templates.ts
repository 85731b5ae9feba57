/**
 * Ready schemes (积分办法模板) to start from, one per way of counting that townships use. Each is a draft to be
 * changed and adopted by the presidium. Approved leave is lawful (代表法 art. 13): where a template takes points
 * off for it, the title says that this is a local rule.
 */
import { sectionLabel } from '../duties/labels.ts';
import { SECTIONS, type DutyKind, type Section } from '../duties/rules.ts';
import type { Scheme, SchemeItem, SchemeSection, SchemeSource } from './scheme.ts';

export type TemplateName = 'additive' | 'hundred' | 'base60';

type Row = readonly [
  code: string,
  title: string,
  unit: string,
  points: number,
  cap: number | null,
  kinds: readonly DutyKind[],
];

/** Events that people attend: supervision apart from the rest, as most published tables have it. */
const SUPERVISION: readonly DutyKind[] = [
  'activity.inspection',
  'activity.survey',
  'activity.law_check',
  'activity.review',
  'activity.inquiry',
];
const OBSERVING: readonly DutyKind[] = ['activity.observing', 'activity.briefing'];
const GATHERINGS: readonly DutyKind[] = ['activity.group', 'activity.theme', 'activity.training'];
const PROPOSALS: readonly DutyKind[] = ['motion.led', 'suggestion.led'];
const COSIGNED: readonly DutyKind[] = ['motion.cosigned', 'suggestion.cosigned'];

/** What evidence a filing of these kinds needs is a matter of course: a deed or an award can be shown. */
const EVIDENT: ReadonlySet<DutyKind> = new Set<DutyKind>(['contact.resolved', 'deed.done', 'model.award']);

const SOURCES_BY_PREFIX: ReadonlyMap<string, SchemeSource> = new Map([
  ['motion', 'proposal'],
  ['suggestion', 'proposal'],
  ['proposal', 'proposal'],
  ['activity', 'attendance'],
  ['session', 'attendance'],
  ['commitment', 'commitment'],
  ['report', 'manual'],
]);

function sourceOf(kind: DutyKind): SchemeSource {
  if (kind === 'session.speech') return 'filing';
  if (kind === 'contact.duty' || kind === 'contact.reception') return 'reception';
  if (kind.endsWith('.leave')) return 'leave';
  if (kind.endsWith('.absent')) return 'absence';
  return SOURCES_BY_PREFIX.get(kind.split('.')[0] ?? '') ?? 'filing';
}

function itemOf(section: Section, [code, title, unit, points, cap, kinds]: Row): SchemeItem {
  const first = kinds[0];
  const source = first === undefined ? 'manual' : sourceOf(first);
  return {
    code,
    section,
    title,
    unit,
    points,
    ...(cap === null ? {} : { cap }),
    kinds,
    source,
    ...(kinds.some((kind) => EVIDENT.has(kind)) ? { evidence: true } : {}),
  };
}

type Rows = Readonly<Record<Section, readonly Row[]>>;

const sectionsOf = (caps: Readonly<Partial<Record<Section, number>>>): SchemeSection[] =>
  SECTIONS.map((code) => ({ code, title: sectionLabel(code), cap: caps[code] ?? null }));

const itemsOf = (rows: Rows): SchemeItem[] =>
  SECTIONS.flatMap((section) => rows[section].map((row) => itemOf(section, row)));

const ADDITIVE: Rows = {
  session: [
    ['congress', '出席人民代表大会会议', '次', 8, null, ['session.attended']],
    ['congress-leave', '人代会请假（本地规定）', '半天', -1, null, ['session.leave']],
    ['congress-absent', '人代会无故缺席', '半天', -3, null, ['session.absent']],
    ['speech', '大会审议发言', '次', 1, 4, ['session.speech']],
    ['proposal', '领衔提出议案、建议', '件', 3, null, PROPOSALS],
    ['cosign', '附议议案、建议', '件', 0.5, 5, COSIGNED],
    ['adopted', '建议被采纳并办结', '件', 2, null, ['proposal.adopted']],
  ],
  recess: [
    ['supervision', '参加视察、调研、执法检查、评议、专题询问', '次', 3, null, SUPERVISION],
    ['observing', '列席会议、参加政情通报', '次', 2, null, OBSERVING],
    ['theme', '参加小组活动、主题活动、学习培训', '次', 2, null, GATHERINGS],
    ['activity-absent', '闭会期间活动无故缺席', '次', -1, null, ['activity.absent']],
  ],
  contact: [
    ['duty', '进站值班', '次', 3, null, ['contact.duty']],
    ['reception', '接待群众', '次', 1, 10, ['contact.reception']],
    ['visit', '走访选民', '人次', 0.5, 10, ['contact.visit']],
    ['resolved', '推动解决群众问题', '件', 2, null, ['contact.resolved']],
  ],
  deed: [['deed', '为民办实事', '件', 2, null, ['deed.done']]],
  model: [
    ['award', '受到表彰奖励', '次', 2, 6, ['model.award']],
    ['study', '自学法律政策', '次', 0.5, 3, ['model.study']],
    ['publicity', '宣传法律政策', '次', 0.5, 3, ['model.publicity']],
  ],
  pledge: [
    ['kept', '兑现履职承诺', '项', 2, null, ['commitment.kept']],
    ['broken', '未兑现履职承诺', '项', -2, null, ['commitment.broken']],
    ['report', '向选民述职', '次', 5, 5, ['report.given']],
  ],
};

const HUNDRED: Rows = {
  session: [
    ['congress', '出席人民代表大会会议', '次', 12, 24, ['session.attended']],
    ['congress-leave', '人代会请假（本地规定）', '半天', -1, 4, ['session.leave']],
    ['congress-absent', '人代会无故缺席', '半天', -5, null, ['session.absent']],
    ['speech', '大会审议发言', '次', 2, 4, ['session.speech']],
    ['proposal', '领衔提出议案、建议', '件', 4, 8, PROPOSALS],
    ['cosign', '附议议案、建议', '件', 0.5, 1, COSIGNED],
    ['adopted', '建议被采纳并办结', '件', 2, 4, ['proposal.adopted']],
  ],
  recess: [
    ['supervision', '参加视察、调研、执法检查、评议、专题询问', '次', 3, 15, SUPERVISION],
    ['observing', '列席会议、参加政情通报', '次', 2, 4, OBSERVING],
    ['group', '参加小组活动、主题活动', '次', 2, 6, ['activity.group', 'activity.theme']],
    ['training', '参加学习培训', '次', 2, 4, ['activity.training']],
    ['activity-absent', '闭会期间活动无故缺席', '次', -2, 10, ['activity.absent']],
  ],
  contact: [
    ['duty', '进站值班', '次', 1, 4, ['contact.duty']],
    ['reception', '接待群众', '次', 0.5, 3, ['contact.reception']],
    ['visit', '走访选民', '人次', 0.5, 4, ['contact.visit']],
    ['resolved', '推动解决群众问题', '件', 1, 3, ['contact.resolved']],
  ],
  deed: [['deed', '为民办实事', '件', 2, 8, ['deed.done']]],
  model: [
    ['award', '受到表彰奖励', '次', 2, 4, ['model.award']],
    ['study', '自学法律政策', '次', 0.5, 1, ['model.study']],
    ['publicity', '宣传法律政策', '次', 0.5, 1, ['model.publicity']],
  ],
  pledge: [
    ['kept', '兑现履职承诺', '项', 2, 6, ['commitment.kept']],
    ['broken', '未兑现履职承诺', '项', -2, 6, ['commitment.broken']],
    ['report', '向选民述职', '次', 4, 4, ['report.given']],
  ],
};

const BASE60: Rows = {
  session: [
    ['congress', '出席人民代表大会会议', '次', 2, 4, ['session.attended']],
    ['congress-leave', '人代会请假（本地规定）', '半天', -0.5, 2, ['session.leave']],
    ['congress-absent', '人代会无故缺席', '半天', -5, null, ['session.absent']],
    ['speech', '大会审议发言', '次', 1, 3, ['session.speech']],
    ['proposal', '领衔提出议案、建议', '件', 3, 9, PROPOSALS],
    ['cosign', '附议议案、建议', '件', 0.5, 2, COSIGNED],
    ['adopted', '建议被采纳并办结', '件', 2, 6, ['proposal.adopted']],
  ],
  recess: [
    ['supervision', '参加视察、调研、执法检查、评议、专题询问', '次', 2, 10, SUPERVISION],
    ['gathering', '参加小组活动、主题活动、学习培训', '次', 1, 6, GATHERINGS],
    ['observing', '列席会议、参加政情通报', '次', 1, 4, OBSERVING],
    ['activity-absent', '闭会期间活动无故缺席', '次', -2, null, ['activity.absent']],
  ],
  contact: [
    ['duty', '进站值班', '次', 1, 4, ['contact.duty']],
    ['reception', '接待群众', '次', 0.5, 3, ['contact.reception']],
    ['visit', '走访选民', '人次', 0.2, 4, ['contact.visit']],
    ['resolved', '推动解决群众问题', '件', 2, 8, ['contact.resolved']],
  ],
  deed: [['deed', '为民办实事', '件', 2, 8, ['deed.done']]],
  model: [
    ['award', '受到表彰奖励', '次', 3, 6, ['model.award']],
    ['study', '自学法律政策', '次', 0.5, 2, ['model.study']],
    ['publicity', '宣传法律政策', '次', 0.5, 2, ['model.publicity']],
  ],
  pledge: [
    ['kept', '兑现履职承诺', '项', 2, 6, ['commitment.kept']],
    ['broken', '未兑现履职承诺', '项', -3, null, ['commitment.broken']],
    ['report', '向选民述职', '次', 4, 4, ['report.given']],
  ],
};

/** 累计加分制: points add up without an upper bound. */
export function additive(year: number): Scheme {
  const title = `${year}年代表履职积分办法（累计加分制）`;
  return {
    id: `additive-${year}`,
    title,
    year,
    base: 0,
    floor: 0,
    cap: null,
    sections: sectionsOf({}),
    items: itemsOf(ADDITIVE),
  };
}

/** 百分制: 40 points for the sessions, 60 for the time between them. */
export function hundred(year: number): Scheme {
  const title = `${year}年代表履职积分办法（百分制）`;
  const caps = { session: 40, recess: 25, contact: 12, deed: 8, model: 5, pledge: 10 };
  return {
    id: `hundred-${year}`,
    title,
    year,
    base: 0,
    floor: 0,
    cap: 100,
    sections: sectionsOf(caps),
    items: itemsOf(HUNDRED),
  };
}

/** 基础分60制: everybody starts at 60; duties add, missed ones take away. */
export function base60(year: number): Scheme {
  const title = `${year}年代表履职积分办法（基础分60制）`;
  return {
    id: `base60-${year}`,
    title,
    year,
    base: 60,
    floor: 0,
    cap: null,
    sections: sectionsOf({}),
    items: itemsOf(BASE60),
  };
}

export const TEMPLATES: Readonly<Record<TemplateName, (year: number) => Scheme>> = {
  additive,
  hundred,
  base60,
};
