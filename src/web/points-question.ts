import type { FastifyRequest } from 'fastify';
import {
  isQuarter,
  parseDay,
  quarterYear,
  shanghaiDay,
  yearOf,
  type Day,
  type Quarter,
} from '../lib/dates.ts';
import { NOT_A_DAY } from '../points/labels.ts';
import { listSchemeYears } from '../schemes/store.ts';
import { query } from './routes.ts';

/** Which points are asked for in the address: `year`, `as-of` and `quarter`, with what holds when they are left out. */
export interface AskedPoints {
  year: number;
  asOf: Day;
  /** As typed: empty for the default. */
  typedAsOf: string;
  asOfError: string;
  quarter: Quarter | null;
  /** Years that can be chosen, newest first. */
  years: number[];
}

/** Other years to choose from than those that have a scheme, and the one that holds when none is asked for. */
export interface OfferedYears {
  years: readonly number[];
  year: number;
}

/** This year up to today, unless the address says otherwise; an earlier year is shown whole. */
export async function askedPoints(request: FastifyRequest, offered?: OfferedYears): Promise<AskedPoints> {
  const { store, clock } = request.register;
  const today = shanghaiDay(clock());
  const offers = offered?.years ?? [yearOf(today), ...(await listSchemeYears(store.read))];
  const years = [...new Set(offers)].toSorted((a, b) => b - a);
  const typedAsOf = query(request, 'as-of').slice(0, 20);
  const typedDay = typedAsOf === '' ? null : parseDay(typedAsOf, today);
  const typedYear = years.find((year) => String(year) === query(request, 'year'));
  const year = typedYear ?? (typedDay ? yearOf(typedDay) : (offered?.year ?? yearOf(today)));
  const end = `${year}-12-31`;
  const quarter = query(request, 'quarter');
  return {
    year,
    years,
    typedAsOf,
    asOf: typedDay ?? (today < end ? today : end),
    asOfError: typedAsOf !== '' && typedDay === null ? NOT_A_DAY : '',
    quarter: isQuarter(quarter) && quarterYear(quarter) === year ? quarter : null,
  };
}
