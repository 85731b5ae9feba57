import { formatHundredths } from '../lib/hundredths.ts';
import type { AssessmentAction, AssessmentState, ScoreStep } from './rules.ts';
import { SCORE_LIMIT, type FixedLine, type ScoredItem } from './sheet.ts';

export const SCORE_STEP_LABELS: Readonly<Record<ScoreStep, string>> = {
  self: '代表自评',
  group: '小组评分',
  final: '主席团核定',
};

export const ASSESSMENT_STATE_LABELS: Readonly<Record<AssessmentState, string>> = {
  self: '待代表自评',
  group: '待小组评分',
  final: '待主席团核定',
  done: '已核定',
};

/** Look of the state's tag. */
export const ASSESSMENT_STATE_TONES: Readonly<Record<AssessmentState, string>> = {
  self: 'due',
  group: 'due',
  final: 'due',
  done: 'good',
};

/** Which part of a year's list is shown: what waits for a step, or what has been through it. */
export const LIST_FILTER_LABELS = {
  'due-self': '待代表自评',
  'in-self': '已自评',
  'due-group': '待小组评分',
  'in-group': '已小组评分',
  'due-final': '待主席团核定',
  'in-final': '已核定',
} as const;

export const LIST_ORDER_LABELS = { final: '核定积分', name: '姓名笔画' } as const;

/** In what order a list stands; `names` says how equals are ordered. */
export function listOrderNote(order: keyof typeof LIST_ORDER_LABELS, names: string): string {
  return order === 'name' ? names : `按核定积分从高到低，没有核定的在后，其余${names}`;
}

/** The words of the button that hands a step in. */
export const HAND_IN_LABELS: Readonly<Record<ScoreStep, string>> = {
  self: '提交自评',
  group: '提交小组评分',
  final: '核定',
};

/** The one tap that agrees with the step before it, where that differs from what was computed. */
export const AGREE_LABELS: Readonly<Record<ScoreStep, string>> = {
  self: '',
  group: '全部同意代表自评',
  final: '全部同意小组评分',
};

export const RETURN_LABELS: Readonly<Partial<Record<AssessmentState, string>>> = {
  group: '退回代表重新自评',
  final: '退回小组重新评分',
  done: '撤回核定，重新核定',
};

/** What a line is that nobody scores. */
export function fixedLineLabel(
  { kind }: FixedLine,
  { section, item }: { section: string; item: string },
): string {
  switch (kind) {
    case 'base':
      return section === '' ? '基础分' : `“${section}”板块基础分`;
    case 'target':
      return `${item}（年底按应完成数结算）`;
    case 'section-floor':
      return `“${section}”板块扣完为止`;
    case 'bounds':
      return '因总分上下限调整';
  }
}

/** The bounds of a score: 0 到 6 分, or 不低于 0 分 where there is no cap. */
export function boundsWords({ leastHundredths, mostHundredths }: ScoredItem): string {
  if (mostHundredths === SCORE_LIMIT) return leastHundredths === 0 ? '不低于 0 分' : '分数不限';
  if (leastHundredths === -SCORE_LIMIT) return '不高于 0 分';
  return `${formatHundredths(leastHundredths)} 到 ${formatHundredths(mostHundredths)} 分`;
}

/** What is wrong with a typed score, as one sentence that names the item. */
export const SCORE_FAULTS = {
  missing: ({ title }: ScoredItem) => `“${title}”的分数没有填写`,
  unreadable: ({ title }: ScoredItem) => `“${title}”的分数请填数字，最多两位小数`,
  'out-of-bounds': (item: ScoredItem) => `“${item.title}”的分数应当${inBounds(item)}`,
  'reason-missing': ({ title, computedHundredths }: ScoredItem) =>
    `“${title}”的分数与计算的 ${formatHundredths(computedHundredths)} 分不同，请写明理由`,
  'reason-long': ({ title }: ScoredItem) => `“${title}”的理由最多 200 个字`,
} as const;

function inBounds(item: ScoredItem): string {
  const words = boundsWords(item);
  return words.includes('到') ? `在 ${words}之间` : words;
}

/** Who handed in a step when it was not the deputy or the leader: entered from paper. */
export const ON_PAPER = '按纸质表录入';

export const ASSESSMENT_REFUSALS: Record<string, string> = {
  'assessment-role-open': '年度核定由主席团工作人员或主席团成员开始。',
  'assessment-role-self': '您的账号不能填写代表自评。自评由代表本人填写，交纸质表的由工作人员录入。',
  'assessment-role-group':
    '您的账号不能填写小组评分。小组评分由代表小组组长或代表团团长填写，交纸质表的由工作人员录入。',
  'assessment-role-final': '核定由主席团成员决定，请由主席团成员登录后操作。',
  'assessment-role-return': '退回由主席团成员决定，请由主席团成员登录后操作。',
  'assessment-role-restart': '重新开始由主席团成员决定，请由主席团成员登录后操作。',
  'assessment-not-own': '自评由{name}本人填写，您不能代填。',
  'assessment-own': '不能给自己评分、核定，也不能退回自己的核定，请由其他人办理。',
  'assessment-not-leader': '{name}不在您负责的代表小组、代表团，您不能评分。',
  'assessment-reason-missing': '请填写退回原因。',
  'assessment-base-changed':
    '{name}的积分公示已经更正，现在的评分依据的是更正前的积分。请先按新的公示重新开始这名代表的核定。',
  'assessment-base-same': '公示没有更正，不用重新开始。',
  'assessment-self-missing': '{name}的代表自评还没有交，要先有自评，才能进行下一步。',
  'assessment-group-missing': '{name}的小组评分还没有交，要先有小组评分，主席团才能核定。',
  'assessment-self-handed-in': '{name}的代表自评已经交了，交了以后不能再改。确需改的，请主席团退回。',
  'assessment-group-handed-in': '{name}的小组评分已经交了，交了以后不能再改。确需改的，请主席团退回。',
  'assessment-is-done': '{name}的年度积分已经核定，不能再改。确需改的，请主席团撤回后重新核定。',
  'assessment-nothing-to-return': '{name}的核定还在代表自评，没有可以退回的。',
  'assessment-year-open': '{year}年第四季度积分还没有公示，公示以后才能进行年度核定。',
  'assessment-opened': '{year}年度核定已经开始了。',
  'assessment-not-opened': '{name}的{year}年度核定还没有开始，请先在工作台开始年度核定。',
  'assessment-not-in-notice': '更正后的公示里没有{name}，不能重新开始。',
  'assessment-form-outdated': '{name}的公示更正后已经重新开始核定，您填的是更正前的表。请打开新的表再填。',
  'assessment-disputed': '{name}的评分已有变化，不能一并核定。请刷新以后再看一遍。',
  'assessment-nobody-undisputed': '没有各步都同意计算结果、等待核定的代表。',
  'assessment-score-missing': '“{item}”的分数没有填写。',
  'assessment-score-unknown': '评分里有积分办法没有的项目，请刷新以后重填。',
  'assessment-score-out-of-bounds': '“{item}”的分数超出了 {least} 到 {most} 分的范围。',
  'assessment-score-reason-missing': '“{item}”的分数与计算的不同，请写明理由。',
};

/** Which field of the form a refusal belongs to. */
export const RETURN_REFUSAL_FIELDS: Record<string, string> = { 'assessment-reason-missing': 'reason' };

/** What the trail's entries are called on an assessment's own page. */
export const HISTORY_LABELS: Readonly<Record<string, string>> = {
  'assessment.self-scored': '交代表自评',
  'assessment.group-scored': '交小组评分',
  'assessment.final-scored': '主席团核定',
  'assessment.returned': '主席团退回',
  'assessment.restarted': '按更正后的公示重新开始',
};

/** Where staff are told what is due; the deputy's own words are in the deputy's pages. */
export const ACTION_LABELS: Readonly<Record<Exclude<AssessmentAction, ScoreStep>, string>> = {
  return: '退回',
  restart: '按新的公示重新开始',
};

export const DUE_LABELS = {
  own: (year: number) => `${year}年度积分自评`,
  ownDetail: '看一遍计算结果，同意的点一下就行',
  lead: (year: number, count: number) => `给 ${count} 名代表做${year}年度小组评分`,
} as const;

export const NAVIGATION_LABEL = '年度核定';

/** Names of papers and of their files. */
export const PAPER_TITLES = {
  forms: (township: string, year: number, whose: string) => `${township}${whose}${year}年度积分核定表`,
  summary: (township: string, year: number, whose: string) => `${township}${whose}${year}年度积分核定汇总表`,
} as const;

/** Whom an assessment waits for, as a page says that has no form for whoever looks. */
export const WAITING_LABELS: Readonly<Record<ScoreStep, (names: string) => string>> = {
  self: (name) => `等${name}自评。`,
  group: (leaders) =>
    leaders === '' ? '没有能评分的组长、团长，由工作人员按纸质表录入小组评分。' : `等${leaders}评分。`,
  final: () => '等主席团核定。',
};
