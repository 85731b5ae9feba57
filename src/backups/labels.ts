import type { Outcome } from './rules.ts';
import type { Chore } from './state.ts';

export const CHORE_LABELS: Record<Chore, string> = {
  backup: '备份',
  second: '第二份备份',
  drill: '恢复演练',
  check: '全面核对',
};

/** What went wrong and how to put it right. `detail` is the first thing that was wrong. */
const FAULTS: Record<string, (detail: string) => string> = {
  'disk-full': () => '磁盘已满。请清理磁盘，或者换一个大的磁盘',
  'disk-error': () => '读写磁盘出错。磁盘可能有故障，请换一个磁盘再试',
  'not-writable': (path) => `没有写入权限：${path}。请检查文件夹的权限，确认磁盘不是只读的`,
  'folder-missing': (path) => `找不到文件夹 ${path}。请插好移动硬盘，或者检查网络共享、设置 BACKUP_DIR`,
  damaged: (path) => `数据库文件读不出来：${path}。请先核对登记册，再用最近的备份恢复`,
  'files-wrong': (name) => `登记册已备份，但有的佐证、附件缺失或被改动（如“${name}”），没有备份进去`,
  'copy-differs': (name) => `写进去的和读出来的不一样：${name}。磁盘可能有故障，请更换`,
  'sum-wrong': (name) => `备份 ${name} 与它的校验码不符，已经损坏或被改动。请立即另做一份备份`,
  'rows-differ': (table) => `恢复出来的条数与备份时不同（${table}）。请立即另做一份备份`,
  'check-wrong': (what) => what,
  'server-away': () => '数据库连不上、太忙或磁盘已满。请检查数据库，好了以后再做一次',
  'too-long': () => '一个小时没有做完，已经停止。磁盘可能太慢或有故障',
  unknown: (message) => `出错：${message}`,
};

export function faultWords({ fault, detail }: Pick<Outcome, 'fault' | 'detail'>): string {
  return (FAULTS[fault] ?? ((text: string) => `${fault} ${text}`))(detail);
}

/** “备份失败：磁盘已满……” */
export function failureWords(chore: Chore, outcome: Pick<Outcome, 'fault' | 'detail'>): string {
  return `${CHORE_LABELS[chore]}失败：${faultWords(outcome)}`;
}

export const BACKUP_REFUSALS: Record<string, string> = {
  'backup-running': '正在备份或演练，请过几分钟再看结果。',
  'backup-failed': '{words}。登记册没有受影响。',
  'drill-failed': '恢复演练失败：{words}。',
  'check-failed': '全面核对发现问题：{words}。请先不要录入，另存一份数据文件夹，再用最近的备份恢复。',
  'nothing-to-drill': '还没有备份，请先做一次备份。',
};

/** 12.3 MB */
export function bytesText(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}
