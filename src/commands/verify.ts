import { readFile } from 'node:fs/promises';
import { checkRegister, type CheckResult } from '../care/checks.ts';
import { checkLine, firstFault } from '../care/labels.ts';
import { inspectPlace } from '../db/care.ts';
import { faultsOfNotices, readNotice } from '../notices/offline.ts';
import { heldNoticeLine, noticeFaultWords } from '../notices/offline-labels.ts';
import { configFrom, InputFault, print, readWords, WrongUsage, type Command } from './command.ts';
import { hasRegister, placeName, withRegister } from './register.ts';
import { sayingWhatIsUnusable } from './unusable.ts';

/** Checks the register from its pages up to what was published from it; the first fault decides the exit status. */
export const verifyCommand: Command = {
  usage: 'verify [--data DIR]\n  verify --notice FILE.json [EARLIER.json …]',
  about:
    '检查登记册：数据库、引用、操作日志链条、积分公示校验码；有问题时说出第一处，退出状态为 1。--notice：不用登记册，核对下载的公示数据和它之前各期',
  async run(words) {
    const { flags, rest } = readWords(words, { data: { type: 'string' }, notice: { type: 'string' } });
    if (typeof flags['notice'] === 'string') return verifyNotices([flags['notice'], ...rest]);
    if (rest.length > 0) throw new WrongUsage(`不认识的参数：${rest.join(' ')}`);
    const place = configFrom(flags);
    if (!(await hasRegister(place))) throw new InputFault(`${placeName(place)} 里没有登记册`);
    const results = await sayingWhatIsUnusable(async () => {
      await inspectPlace(place);
      return withRegister(place, (store) => checkRegister(place, store.read, store.files));
    });
    print(table(results));
    demandSound(results);
  },
};

/** With no register at hand: what the files say of themselves and of each other. */
async function verifyNotices(paths: readonly string[]): Promise<void> {
  const texts = await Promise.all(
    paths.map((path) =>
      readFile(path, 'utf8').catch(() => {
        throw new InputFault(`读不了这个文件：${path}`);
      }),
    ),
  );
  const held = texts.map((text, index) => ({ path: paths[index] ?? '', ...readNotice(text) }));
  const faults = faultsOfNotices(held);
  for (const notice of held) print(heldNoticeLine(notice));
  const [first] = faults;
  if (first) throw new InputFault(noticeFaultWords(first));
  print('公示数据没有问题。请再看上面的校验码与纸上印的是否相同：相同才是发布的原件。');
}

/** Names in one column, results in the next; a Chinese character is as wide as two letters. */
export function table(results: readonly CheckResult[]): string {
  const lines = results.map(checkLine);
  const widest = Math.max(...lines.map(({ name }) => name.length));
  return lines.map(({ name, result }) => `${name}${'　'.repeat(widest - name.length)}　${result}`).join('\n');
}

export function demandSound(results: readonly CheckResult[]): void {
  const first = firstFault(results);
  if (first !== null) throw new InputFault(first);
}
