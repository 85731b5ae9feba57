import type { FastifyRequest } from 'fastify';
import type { Reader, Store } from '../../db/store.ts';
import { shanghaiDay, yearOf, type Day } from '../../lib/dates.ts';
import type { NameOrder } from '../../lib/names.ts';
import { found, NotFound } from '../../refusals.ts';
import { getSettings, type Term } from '../../settings/store.ts';
import { findTermByNumber, getShownTerm } from '../../settings/terms.ts';
import { param, query } from '../routes.ts';

/** What every public page is made from. */
export interface Shown {
  store: Store;
  read: Reader;
  today: Day;
  order: NameOrder;
  /** The term in progress, or the one that the address names. */
  term: Term;
}

export async function shown(request: FastifyRequest): Promise<Shown> {
  const { store, clock } = request.register;
  const [settings, term] = await Promise.all([getSettings(store.read), getShownTerm(store.read)]);
  return { store, read: store.read, today: shanghaiDay(clock()), order: settings.nameOrder, term };
}

/** For addresses such as /deputies/6-001: the term that the slug names, and the rest of it. */
export async function shownBySlug(request: FastifyRequest): Promise<Shown & { key: string }> {
  const slug = /^(\d{1,4})-(.+)$/su.exec(param(request, 'slug'));
  if (slug === null) throw new NotFound();
  const base = await shown(request);
  const term = found(await findTermByNumber(base.read, Number(slug[1])));
  return { ...base, term, key: slug[2] ?? '' };
}

/** Years of a term up to today, newest first; never none. */
export function yearsOf({ startOn, endOn }: Term, today: Day): number[] {
  if (startOn === '') return [yearOf(today)];
  const first = yearOf(startOn);
  const last = Math.max(first, Math.min(yearOf(today), yearOf(endOn)));
  return Array.from({ length: last - first + 1 }, (_, index) => last - index);
}

/** The year asked for, or the newest. */
export function chosenYear(request: FastifyRequest, years: readonly number[]): number {
  const asked = Number(query(request, 'year'));
  return years.includes(asked) ? asked : (years[0] ?? 0);
}

/** The code asked for when it is one of these, else ''. */
export function chosen<T extends string>(request: FastifyRequest, name: string, codes: readonly T[]): T | '' {
  const asked = query(request, name);
  return codes.find((code) => code === asked) ?? '';
}

const LONGEST_QUERY = 50;

/** What was searched for. */
export function searched(request: FastifyRequest): string {
  return Array.from(query(request, 'q')).slice(0, LONGEST_QUERY).join('');
}
