import { parseDay, shanghaiDay, yearOf, type Day } from '../lib/dates.ts';
import { computePoints, type ComputedPoints, type PointsQuestion } from '../points/compute.ts';
import { score } from '../points/score.ts';
import { loadSources } from '../points/sources.ts';
import { asOfYear } from '../points/trial.ts';
import { schemeFaultText } from '../schemes/labels.ts';
import { checkScheme, type Scheme } from '../schemes/rules.ts';
import { findCurrentTerm } from '../settings/store.ts';
import { configFrom, InputFault, print, readWords, WrongUsage, type Command } from './command.ts';
import { pointsCsv } from './points-csv.ts';
import { hasRegister, placeName, withRegister } from './register.ts';
import { readJson } from './score.ts';

type Flags = Record<string, string | boolean | undefined>;

/** Every deputy's points from the register, with the lines behind them. */
export const pointsCommand: Command = {
  usage: 'points [--as-of DATE] [--year Y] [--scheme FILE.json] [--format json|csv] [--data DIR]',
  about: '按执行中的积分办法（或者用文件里的办法试算）计算每名代表的积分和每一条计分记录',
  async run(words) {
    const { flags, rest } = readWords(words, {
      'as-of': { type: 'string' },
      year: { type: 'string' },
      scheme: { type: 'string' },
      format: { type: 'string' },
      data: { type: 'string' },
    });
    if (rest.length > 0) throw new WrongUsage(`不认识的参数：${rest.join(' ')}`);
    const format = formatOf(flags);
    const asOf = asOfOf(flags);
    const year = yearAsked(flags, asOf);
    const tried = schemeTried(flags);
    const place = configFrom(flags);
    if (!(await hasRegister(place)))
      throw new InputFault(`${placeName(place)} 里没有登记册，请用 --data 写出登记册所在的文件夹`);
    print(
      await withRegister(place, async (store) => {
        const term = await findCurrentTerm(store.read);
        if (!term) throw new InputFault(`${placeName(place)} 里的登记册还是空的`);
        const question = { termId: term.id, year, asOf, ...(tried && trialOf(tried, year)) };
        const computed = await computePoints(store.read, question);
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

/** Trial run (试算): the scheme of a file; nothing is stored. */
function schemeTried({ scheme: file }: Flags): Scheme | null {
  if (typeof file !== 'string') return null;
  const check = checkScheme(readJson(file));
  if (check.ok) return check.scheme;
  const faults = check.faults.map(schemeFaultText).join('\n');
  throw new InputFault(`${file} 有 ${check.faults.length} 处错误：\n${faults}`);
}

/** As if it were the year's own, on everything that the register holds today. */
function trialOf(body: Scheme, year: number): Pick<PointsQuestion, 'scheme' | 'anew'> {
  const { title, version = 1 } = body;
  const papers = {
    id: 0,
    title,
    version,
    state: 'draft',
    documentNumber: '',
    adoptedOn: null,
    createdAt: 0,
  } as const;
  return { scheme: asOfYear({ ...papers, year: body.year, body }, year), anew: true };
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
