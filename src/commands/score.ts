import { readFileSync } from 'node:fs';
import { caseFaultText } from '../points/labels.ts';
import { checkCase, score } from '../points/score.ts';
import { InputFault, print, readWords, WrongUsage, type Command } from './command.ts';

/** The pure computation of points.md: no register, no clock, the same result on any machine. */
export const scoreCommand: Command = {
  usage: 'score CASE.json',
  about: '按积分办法计算一个 JSON 算例（积分办法、代表、记录、截至日期），不用登记册',
  async run(words) {
    const { rest } = readWords(words, {});
    const [file] = rest;
    if (file === undefined || rest.length > 1) throw new WrongUsage('请写出算例文件，只写一个');
    const check = checkCase(readJson(file));
    if (!check.ok)
      throw new InputFault(
        `${file} 有 ${check.faults.length} 处错误：\n${check.faults.map(caseFaultText).join('\n')}`,
      );
    print(JSON.stringify(score(check.input), null, 2));
  },
};

/** What a JSON file holds; a fault of the input when it cannot be read. */
export function readJson(file: string): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new InputFault(`${file} 不是完整的 JSON：${(error as Error).message}`);
  }
}

function readText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof TypeError) throw new InputFault(`${file} 不是 UTF-8 编码的文本`);
    throw new InputFault(`读不了 ${file}：${(error as NodeJS.ErrnoException).code ?? ''}`);
  }
}
