import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { digestOf, isPlainFile, readSums } from '../../backups/content.ts';
import { SUMS } from '../../backups/folder.ts';
import { bytesText } from '../../backups/labels.ts';
import { suspicionWords } from '../../care/labels.ts';
import { care } from '../../db/care.ts';
import { InputFault } from '../command.ts';

/** What can be told before anything is written: kind of file, digest, room, and whose it is. */
export async function demandRestorable(source: string, workFolder: string): Promise<void> {
  const suspicion = care.suspect(source);
  if (suspicion) throw new InputFault(suspicionWords(suspicion, source));
  const sums = `${source}${SUMS}`;
  if (await isPlainFile(sums)) {
    const sum = (await readSums(sums))?.[0]?.sha256;
    if (sum !== (await digestOf(source)))
      throw new InputFault(`${source} 与旁边的校验文件 ${sums} 不符，文件已经损坏或被改动，没有恢复`);
  }
  await demandRoom(source, workFolder);
  const { schema } = care.inspect(source);
  const isRegister = 'audit_entry' in care.rowCounts(source);
  if (schema === 'empty' || !isRegister) throw new InputFault(`${source} 不是登记册的备份`);
  if (schema === 'ahead') throw new InputFault(`${source} 是更新的程序备份的，请先升级履职册`);
}

/** For the prepared copy, and for the old one that stays. */
async function demandRoom(source: string, workFolder: string): Promise<void> {
  let folder = resolve(workFolder);
  while (!existsSync(folder)) folder = dirname(folder);
  const { bavail, bsize } = await statfs(folder);
  const needed = statSync(source).size * 2;
  if (bavail * bsize < needed)
    throw new InputFault(
      `磁盘空间不够：恢复需要 ${bytesText(needed)}，${folder} 只剩 ${bytesText(bavail * bsize)}`,
    );
}
