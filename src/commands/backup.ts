import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { TERMINAL } from '../audit/labels.ts';
import { makeBackup } from '../backups/actions.ts';
import type { Place } from '../backups/place.ts';
import { digestOf, writeSums } from '../backups/content.ts';
import { SUMS } from '../backups/folder.ts';
import { BACKUP_REFUSALS, failureWords } from '../backups/labels.ts';
import { copiesFolder } from '../backups/state.ts';
import { listNamedFiles } from '../care/files.ts';
import { copyPlaceTo } from '../db/care.ts';
import { openFiles } from '../db/files.ts';
import type { Place as RegisterPlace } from '../db/open.ts';
import type { Store } from '../db/store.ts';
import { write } from '../db/write.ts';
import { configFrom, InputFault, print, readWords, tell, WrongUsage, type Command } from './command.ts';
import { copiesOf, copyAround } from './evidence-copies.ts';
import { hasRegister, placeName, withRegister } from './register.ts';
import { sayingWhatIsUnusable, sayingWhyRefused } from './unusable.ts';

/** An online copy: the web server may go on working. */
export const backupCommand: Command = {
  usage: 'backup [FILE] [--data DIR]',
  about:
    '备份登记册（网站不用停）；检查无误后才会出现。不写 FILE：和每晚的备份放在一起；写 FILE：成一个文件，佐证和附件在旁边的 FILE.evidence 文件夹里，校验码在 FILE.sha256 里',
  async run(words) {
    const { flags, rest } = readWords(words, { data: { type: 'string' } });
    const [typed, ...more] = rest;
    if (more.length > 0) throw new WrongUsage('只写一个备份文件名，例如 backup 2026-03-20.sqlite');
    const config = configFrom(flags);
    if (typed !== undefined) return backUpTo(config, resolve(typed));
    if (!(await hasRegister(config))) throw new InputFault(`${placeName(config)} 里没有登记册`);
    const { dataDir, database, backupDir } = config;
    await keepOne({ dataDir, database, secondDir: backupDir });
  },
};

/** Everything of a place's register in one file and the folder beside it; says where it is. */
export async function backUpTo(place: RegisterPlace, target: string): Promise<void> {
  if (!(await hasRegister(place))) throw new InputFault(`${placeName(place)} 里没有登记册`);
  for (const path of [target, copiesOf(target), `${target}${SUMS}`])
    if (existsSync(path)) throw new InputFault(`${path} 已经存在，请换一个文件名`);
  await sayingWhatIsUnusable(() => backUp(place, target));
  print(target);
  if (existsSync(copiesOf(target))) tell(`佐证和附件在 ${copiesOf(target)}，请和备份文件一起保存`);
}

/** As the desk and the nights do it. */
async function keepOne(place: Place & RegisterPlace): Promise<void> {
  const { fault, detail, about } = await withRegister(place, (store) =>
    sayingWhyRefused(BACKUP_REFUSALS, () => makeBackup({ store, actor: TERMINAL, at: Date.now() }, place)),
  );
  if (about !== '') print(join(copiesFolder(place.dataDir), about));
  if (fault !== '') throw new InputFault(failureWords('backup', { fault, detail }));
}

async function backUp(place: RegisterPlace, target: string): Promise<void> {
  await withRegister(place, async (store) => {
    await copyAround(store, target, () => copyPlaceTo(place, target));
    await writeSumsFile(store, target);
    await write({ store, actor: TERMINAL, at: Date.now() }, async (tx) =>
      tx.record({ kind: 'backup.made', subject: ['backup', target] }),
    );
  });
}

/** What `sha256sum -c` reads, in the folder of the backup. */
async function writeSumsFile(store: Store, target: string): Promise<void> {
  const name = basename(target);
  const there = new Set(await openFiles(copiesOf(target)).names());
  const files = (await listNamedFiles(store.read)).filter((file) => there.has(file.name));
  const sums = [
    { sha256: await digestOf(target), path: name },
    ...files.map((file) => ({
      sha256: file.sha256,
      path: `${copiesOf(name)}/${file.name.slice(0, 2)}/${file.name}`,
    })),
  ];
  await writeFile(`${target}${SUMS}`, writeSums(sums), { mode: 0o600 });
}
