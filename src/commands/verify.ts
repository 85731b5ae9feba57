import { join } from 'node:path';
import { checkRegister, type CheckResult } from '../care/checks.ts';
import { checkLine } from '../care/labels.ts';
import { care } from '../db/care.ts';
import { REGISTER_FILE } from '../db/open.ts';
import { configFrom, InputFault, print, readWords, WrongUsage, type Command } from './command.ts';
import { hasRegister, withRegister } from './register.ts';
import { sayingWhatIsUnusable } from './unusable.ts';

/** Checks the register from its pages up to what was published from it; the first fault decides the exit status. */
export const verifyCommand: Command = {
  usage: 'verify [--data DIR]',
  about: '检查登记册：数据库、引用、操作日志链条、积分公示校验码；有问题时说出第一处，退出状态为 1',
  async run(words) {
    const { flags, rest } = readWords(words, { data: { type: 'string' } });
    if (rest.length > 0) throw new WrongUsage(`不认识的参数：${rest.join(' ')}`);
    const { dataDir } = configFrom(flags);
    if (!hasRegister(dataDir)) throw new InputFault(`${dataDir} 里没有登记册`);
    const file = join(dataDir, REGISTER_FILE);
    const results = await sayingWhatIsUnusable(() => {
      care.inspect(file);
      return withRegister(dataDir, (store) => checkRegister(file, store.read, store.files));
    });
    print(table(results));
    demandSound(results);
  },
};

/** Names in one column, results in the next; a Chinese character is as wide as two letters. */
export function table(results: readonly CheckResult[]): string {
  const lines = results.map(checkLine);
  const widest = Math.max(...lines.map(({ name }) => name.length));
  return lines.map(({ name, result }) => `${name}${'　'.repeat(widest - name.length)}　${result}`).join('\n');
}

export function demandSound(results: readonly CheckResult[]): void {
  const first = results.find(({ fault }) => fault !== '');
  if (!first) return;
  const { name, result } = checkLine(first);
  throw new InputFault(`${name}${result}`);
}
