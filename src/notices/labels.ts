import type { OpenPoint } from './body.ts';
import type { NoticeStanding } from './rules.ts';

const STANDING_LABELS: Record<NoticeStanding, string> = {
  announced: '已发布，公示期明天开始',
  'in-window': '公示期内',
  'objections-open': '公示期满，尚有异议在办',
  final: '公示期满',
};

/** A standing in words, with the number of objections that are still open. */
export function standingText(standing: NoticeStanding, openObjections: number): string {
  const label = STANDING_LABELS[standing];
  return standing === 'objections-open' ? `${label}（${openObjections} 件）` : label;
}

export const OPEN_POINT_LABELS: Record<OpenPoint['code'], string> = {
  'filings-waiting': '履职登记还没有审核',
  'attendance-missing': '会议、活动还没有登记出勤',
  'grades-missing': '应评定等次的记录还没有评定',
  'corrections-missing': '登记与已公示的季度有出入，还没有更正',
};

export const NOTICE_REFUSALS: Record<string, string> = {
  'quarter-already-closed': '{quarter} 已经公示过了。已发布的公示不能重开；发现错误的，发布更正公告。',
  'quarter-not-over': '{quarter} 还没有结束，季度最后一天过后才能公示。',
  'quarter-out-of-order': '{quarter} 之前还有季度没有公示，请按先后顺序逐季公示。',
  'quarter-before-term': '{quarter} 在本届开始之前，不能公示。',
  'no-scheme-in-force': '这一年还没有通过的积分办法，请先由主席团通过积分办法。',
  'open-points-need-reason': '还有 {open} 件没有办结。请先办结；确实办不结的，请写明原因后再公示。',
};

export const NOTICE_COLUMNS = {
  rank: '名次',
  certificate: '代表证号',
  name: '姓名',
  district: '选区',
  points: '本季积分',
  total: '累计积分',
} as const;

/** 回镇人大〔2026〕…号, to be filled in; nothing where the township has no prefix. */
export function blankNumber(prefix: string, year: number): string {
  return prefix === '' ? '' : `${prefix}〔${year}〕　号`;
}

/** What differs in a notice that is not the published one. */
export const DEVIATION_LABELS = {
  points: '本季积分',
  total: '累计积分',
  rank: '名次',
  missing: '少了这一行，累计积分',
  added: '多出这一行，累计积分',
} as const;

export const NOTICE_CHECK_FAULTS = {
  missing: '请粘贴公示的数据或者校验码，或者选择文件',
  'too-long': '粘贴的内容太长，请改为上传数据文件',
  'too-large': '文件太大，公示的数据文件不超过 10 MB',
} as const;
