import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import view from '@fastify/view';
import { Eta } from 'eta';
import { chineseDate, chineseDateLong, chineseNumber, chineseQuarter, shanghaiTime } from '../lib/dates.ts';
import { formatHundredths } from '../lib/hundredths.ts';
import { drawChart } from './charts.ts';

/** Formatting helpers that every template may call by name. */
export const HELPERS = {
  chineseNumber,
  date: chineseDate,
  dateLong: chineseDateLong,
  time: shanghaiTime,
  quarterName: chineseQuarter,
  points: formatHundredths,
  /** n/N; an empty denominator is told apart from zero of some. */
  share: (n: number, of: number) => (of === 0 ? '—' : `${n}/${of}`),
  /** An address with its query, empty values left out. */
  address: (path: string, parts: Record<string, string | number | undefined>) => {
    const given = Object.entries(parts).filter(([, value]) => value !== undefined && value !== '');
    const queryText = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
    return queryText ? `${path}?${queryText}` : path;
  },
  /** The one helper whose result is printed unescaped, `<%~ svg(chart) %>`: it makes safe SVG from plain values. */
  svg: drawChart,
};

const folder = fileURLToPath(new URL('../../views', import.meta.url));

export function makeEta(): Eta {
  return new Eta({
    views: folder,
    functionHeader: `const { ${Object.keys(HELPERS).join(', ')} } = it.helpers;`,
    autoFilter: true,
    filterFunction: shown,
  });
}

/** A missing value is a bug in the page's model, not an empty cell. */
function shown(value: unknown): string {
  if (value === undefined) throw new Error('a template printed an undefined value');
  return value === null ? '' : `${value as string | number | boolean}`;
}

/** `production: true` is said aloud: without it every page is parsed again on each request. */
export async function useViews(app: FastifyInstance): Promise<void> {
  await app.register(view, {
    engine: { eta: makeEta() },
    root: folder,
    production: true,
    viewExt: 'eta',
    defaultContext: { helpers: HELPERS },
  });
}
