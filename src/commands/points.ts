import { parseDay, shanghaiDay, yearOf, type Day } from '../lib/dates.ts';
import { computePoints, type ComputedPoints } from '../points/compute.ts';
import { score } from '../points/score.ts';
import { loadSources } from '../points/sources.ts';
import { findCurrentTerm } from '../settings/store.ts';
import { configFrom, InputFault, print, readWords, WrongUsage, type Command } from './command.ts';
import { pointsCsv } from './points-csv.ts';
import { hasRegister, withRegister } from './register.ts';

type Flags = Record<string, string | boolean | undefined>;

/** Every deputy's points from the register, with the lines behind them. */
export const pointsCommand: Command = {
  usage: 'points [--as-of DATE] [--year Y] [--format json|csv] [--data DIR]',
  about: '按执行中的积分办法计算每名代表的积分和每一条计分记录',
  async run(words) {
    const { flags, rest } = readWords(words, {
      'as-of': { type: 'string' },
      year: { type: 'string' },
      format: { type: 'string' },
      data: { type: 'string' },
    });
    if (rest.length > 0) throw new WrongUsage(`不认识的参数：${rest.join(' ')}`);
    const format = formatOf(flags);
    const asOf = asOfOf(flags);
    const year = yearAsked(flags, asOf);
    const { dataDir } = configFrom(flags);
    if (!hasRegister(dataDir))
      throw new InputFault(`${dataDir} 里没有登记册，请用 --data 写出登记册所在的文件夹`);
    print(
      await withRegister(dataDir, async (store) => {
        const term = await findCurrentTerm(store.read);
        if (!term) throw new InputFault(`${dataDir} 里的登记册还是空的`);
        const computed = await computePoints(store.read, { termId: term.id, year, asOf });
        if (!computed) throw new InputFault(`${year}年还没有通过的积分办法，算不出积分`);
        return format === 'json'
          ? jsonOf(computed)
          : pointsCsv(computed, await loadSources(store.read, term.id));
      }),
    );
  },
};

function jsonOf({ input }: ComputedPoints): string {
  return JSON.stringify(score(input), null, 2);
}

function formatOf({ format = 'json' }: Flags): 'json' | 'csv' {
  if (format !== 'json' && format !== 'csv') throw new WrongUsage('--format 只能是 json 或 csv');
  return format;
}

/** Today in Shanghai unless another day is named. */
function asOfOf(flags: Flags): Day {
  const today = shanghaiDay(Date.now());
  const typed = flags['as-of'];
  if (typeof typed !== 'string') return today;
  const day = parseDay(typed, today);
  if (day === null) throw new WrongUsage(`--as-of 不是有效的日期：${typed}，请写成 2026-09-30 这样`);
  return day;
}

/** The year of the day unless another is named. */
function yearAsked({ year }: Flags, asOf: Day): number {
  if (typeof year !== 'string') return yearOf(asOf);
  if (!/^2[01]\d\d$/.test(year)) throw new WrongUsage(`--year 要写年份，例如 --year 2026`);
  return Number(year);
}
