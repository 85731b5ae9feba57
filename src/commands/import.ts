import { TERMINAL } from '../audit/labels.ts';
import { importFiles, mayImport, type ImportWishes } from '../exchange/actions.ts';
import { examine, type Examined } from '../exchange/examine.ts';
import { takeIn, type Intake } from '../exchange/intake.ts';
import { shanghaiDay } from '../lib/dates.ts';
import { configFrom, InputFault, print, readWords, tell, WrongUsage, type Command } from './command.ts';
import type { Place } from '../db/open.ts';
import { lookAtRegister, withRegister } from './register.ts';
import { changesText, faultText, foundingText } from './import-texts.ts';

export const importCommand: Command = {
  usage: 'import PATH [--dry-run] [--skip-faulty] [--adopt] [--township NAME] [--term N] [--data DIR]',
  about: '导入一个文件夹（CSV、schemes/、export 的结果）或一个 .xlsx、.csv 文件；有错误就什么都不写',
  async run(words) {
    const { flags, rest } = readWords(words, {
      'dry-run': { type: 'boolean' },
      'skip-faulty': { type: 'boolean' },
      adopt: { type: 'boolean' },
      township: { type: 'string' },
      term: { type: 'string' },
      data: { type: 'string' },
    });
    const [path] = rest;
    if (path === undefined || rest.length > 1) throw new WrongUsage('请写出要导入的文件夹或文件，只写一个');
    const wishes = wishesOf(flags);
    const place = configFrom(flags);
    const at = Date.now();
    const intake = await takeIn(path);
    const examined = await lookAtRegister(place, (store) =>
      examine(store.read, intake, { ...wishes, today: shanghaiDay(at) }),
    );
    const isDry = flags['dry-run'] === true;
    const isRefused = !mayImport(examined, wishes.skipFaulty === true);
    report(examined, isDry || isRefused);
    if (isRefused) throw new InputFault(refusalOf(examined));
    if (isDry) tell('这是试运行，没有写入任何内容。');
    else if (examined.changes) await importInto(place, intake, wishes, at);
    else tell('登记册里都已经有了，没有要写入的内容。');
  },
};

function wishesOf(flags: Record<string, string | boolean | undefined>): ImportWishes {
  const { township, term } = flags;
  if (term !== undefined && !/^[1-9]\d?$/.test(String(term)))
    throw new WrongUsage('--term 要写届次，1 到 99 的数字，例如 --term 6');
  return {
    skipFaulty: flags['skip-faulty'] === true,
    adopt: flags['adopt'] === true,
    founding: {
      township: typeof township === 'string' && township.trim() !== '' ? township.trim() : undefined,
      term: term === undefined ? undefined : Number(term),
    },
  };
}

async function importInto(place: Place, intake: Intake, wishes: ImportWishes, at: number): Promise<void> {
  const { summary } = await withRegister(place, (store) =>
    importFiles({ store, actor: TERMINAL, at }, intake, wishes),
  );
  if (summary === null) throw new InputFault('检查之后登记册有了变动，没有导入。请重新运行');
  if (summary.founded && !summary.restored) tell(foundingText(summary.founded));
  tell('已导入。');
}

function report(examined: Examined, isPending: boolean): void {
  const { faults, warnings } = examined;
  for (const line of changesText(examined, isPending)) print(line);
  for (const one of faults) print(`错误　${faultText(one)}`);
  for (const one of warnings) tell(`提醒　${faultText(one)}`);
}

function refusalOf({ faults, blocked }: Examined): string {
  const way = blocked ? '' : '，或者加上 --skip-faulty 跳过有错误的行';
  return `有 ${faults.length} 处错误，没有写入任何内容。请改正后再导入${way}。`;
}
