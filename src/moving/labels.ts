/** Why a register cannot be brought from one engine to another, and what to do about it. */
export const MOVING_REFUSALS: Readonly<Record<string, string>> = {
  'source-empty': '来源里没有登记册，请核对 --from',
  'source-behind': '来源的登记册是旧程序建立的。请先用本程序启动一次（serve），升级后再迁移',
  'source-ahead': '来源的登记册是更新的程序建立的，请先升级履职册',
  'target-taken': '目标里已经有登记册或它的文件。为避免覆盖，请换一个空的文件夹或模式（schema）',
  'file-missing': '来源缺少佐证或附件文件 {name}。请先用 verify 检查，补齐或从备份恢复后再迁移',
  'copy-differs': '读回核对时，表 {table} 与来源不一致，已经全部撤销，目标没有改动',
};
