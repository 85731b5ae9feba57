import { shanghaiTime } from '../lib/dates.ts';
import { visible } from '../lib/text.ts';
import { differencesOf } from './differences.ts';
import { differenceWords, subjectLabel, viaLabel } from './field-labels.ts';
import { auditLabel } from './labels.ts';
import { isFailure, type TrailEntry } from './rules.ts';

/** The columns of the trail as a table (CSV). */
export const TRAIL_COLUMNS = [
  '序号',
  '时间',
  '操作人',
  '途径',
  'IP 地址',
  '操作',
  '对象类别',
  '对象',
  '结果',
  '改动',
  '原因',
  '校验码',
] as const;

/** How an entry ended, in a word. */
export function resultLabel(entry: Pick<TrailEntry, 'kind' | 'reason'>): string {
  return isFailure(entry) ? '未成功' : '成功';
}

/** One line, in the words of the page; nothing in it can be taken for the beginning of another line. */
export function trailCells(entry: TrailEntry): string[] {
  const changes = differencesOf(entry.before, entry.after)
    .map((one) => differenceWords(entry.subjectType, one))
    .map(({ label, before, after }) => `${label}：${before === '（无）' ? '' : `${before} → `}${after}`);
  return [
    String(entry.seq),
    shanghaiTime(entry.at),
    entry.actorName,
    viaLabel(entry.via),
    entry.ip,
    auditLabel(entry.kind),
    subjectLabel(entry.subjectType),
    entry.subjectKey,
    resultLabel(entry),
    changes.join('；'),
    entry.reason,
    entry.hash,
  ].map(visible);
}

export function trailFileName(township: string, day: string, ending: string): string {
  return `${township}操作日志_${day}.${ending}`;
}
