import type { Suspicion, Unusable } from '../db/care.ts';
import type { StorageFault } from '../db/faults.ts';
import type { CheckCode, CheckResult } from './checks.ts';

const CHECK_LABELS: Record<CheckCode, { name: string; fault: (what: string) => string }> = {
  integrity: { name: '数据库完整性', fault: (what) => what },
  references: { name: '引用关系', fault: (what) => `有 ${what} 处引用不存在` },
  guards: { name: '禁止改删的保护', fault: (what) => `少了触发器 ${what}` },
  trail: { name: '操作日志链条', fault: (what) => `第 ${what} 条对不上` },
  'trail-end': { name: '操作日志末尾', fault: (what) => `第 ${what} 条起被删掉了` },
  notices: { name: '积分公示校验码', fault: (what) => `公示 ${what} 与发布时不同` },
  points: { name: '积分公示可重算', fault: (what) => `公示 ${what} 的积分算不出来` },
  evidence: { name: '佐证和附件', fault: (what) => what },
  anchors: { name: '公示所印日志校验码', fault: (what) => `公示 ${what} 印的校验码在日志里找不到` },
};

/** What is wrong with the files of evidence and attachments; how many of each, and the first that is missing or was changed. */
export function evidenceFault({
  missing,
  altered,
  orphans,
}: {
  missing: readonly string[];
  altered: readonly string[];
  orphans: number;
}): string {
  const named = (count: number, words: string, first: string | undefined) =>
    count > 0 ? [`${words} ${count} 个${first === undefined ? '' : `（如“${first}”）`}`] : [];
  return [
    ...named(missing.length, '缺少', missing[0]),
    ...named(altered.length, '内容被改动', altered[0]),
    ...named(orphans, '登记册里没有记载的', undefined),
  ].join('，');
}

/** One line of the table that `verify` prints. */
export function checkLine({ code, count, fault }: CheckResult): { name: string; result: string } {
  const { name, fault: words } = CHECK_LABELS[code];
  const counted = count === null ? '' : `，共 ${count} 条`;
  return { name, result: fault === '' ? `正常${counted}` : `有问题：${words(fault)}` };
}

export const UNUSABLE_LABELS: Record<Unusable, (file: string) => string> = {
  missing: (file) => `没有这个文件：${file}`,
  damaged: (file) => `文件损坏，或者不是登记册：${file}`,
  'in-use': (file) => `登记册正在使用：${file}。请先停止网站（或其他命令），再试一次`,
};

/** The first thing that is wrong, in words; null when all is well. */
export function firstFault(results: readonly CheckResult[]): string | null {
  const first = results.find(({ fault }) => fault !== '');
  if (!first) return null;
  const { name, result } = checkLine(first);
  return `${name}${result}`;
}

/** Why a file is not taken for a backup, and what to do. */
export function suspicionWords(suspicion: Suspicion, file: string): string {
  if (suspicion.reason === 'cut-short')
    return `${file} 不完整：应有 ${suspicion.declared} 字节，只有 ${suspicion.size} 字节。请重新复制一次`;
  const words: Record<Exclude<Suspicion['reason'], 'cut-short'>, string> = {
    missing: `没有这个文件：${file}`,
    link: `${file} 是一个链接。请写备份文件本身`,
    folder: `${file} 是一个文件夹。请写里面的 .sqlite 备份文件`,
    'no-file': `${file} 不是普通的文件`,
    archive: `${file} 是压缩包。请先解压，再写里面的 .sqlite 备份文件`,
    'no-database': `文件损坏，或者不是登记册：${file}`,
  };
  return words[suspicion.reason];
}

/** The page on which somebody learns that nothing was stored: what happened, and how to put it right. */
export const STORAGE_FAULT_TEXTS: Record<StorageFault, { title: string; why: string; remedy: string }> = {
  full: {
    title: '磁盘已满，本次没有保存',
    why: '存放登记册的磁盘没有空间了。以前登记的内容都还在，照常可以查看。',
    remedy: '请告诉管理员：清理服务器的磁盘，腾出空间，网站不用重新启动。然后回到这一页，点“再次提交”。',
  },
  failing: {
    title: '磁盘写不进去，本次没有保存',
    why: '存放登记册的磁盘出了故障，或者不允许写入。',
    remedy: '请马上告诉管理员：检查磁盘，做一次备份。修好以后回到这一页，点“再次提交”。',
  },
  busy: {
    title: '登记册正忙，本次没有保存',
    why: '另一个程序（例如导入、恢复）正在写登记册，等了很久还没有写完。',
    remedy: '请过几分钟，在这一页点“再次提交”。',
  },
  unreachable: {
    title: '数据库暂时连不上',
    why: '存放登记册的数据库正在切换或重新启动，一般一两分钟就好。这一次可能还没有保存；以前登记的内容都还在。',
    remedy: '请过一两分钟，在这一页点“再次提交”。不用担心重复：同一份内容点几次，都只登记一次。',
  },
};
