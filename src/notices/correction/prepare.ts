import type { Reader } from '../../db/store.ts';
import { listRoster } from '../../deputies/store.ts';
import { quarterYear, type Quarter } from '../../lib/dates.ts';
import { factsOf } from '../../points/facts.ts';
import type { PublishedYear } from '../../points/published.ts';
import { recordsOf } from '../../points/records.ts';
import { loadRegisterRows } from '../../points/store.ts';
import { loadSources, wordsOf } from '../../points/sources.ts';
import { getCurrentTerm, type Term } from '../../settings/store.ts';
import type { NoticeBody } from '../body.ts';
import { listClosings } from '../closings.ts';
import { loadPublishedYear } from '../published.ts';
import { findNotice, listCurrent, type Notice } from '../store.ts';
import { differencesOf, type RegisterToday } from './differences.ts';
import type { Difference } from './shapes.ts';

/** A quarter's current notice and where the register differs from it. */
export interface PreparedCorrection {
  notice: Notice;
  differences: Difference[];
}

/** Null where the quarter has no notice in the current term. */
export async function prepareCorrection(
  reader: Reader,
  quarter: Quarter,
): Promise<PreparedCorrection | null> {
  const [term, notice] = await Promise.all([getCurrentTerm(reader), findNotice(reader, quarter)]);
  if (!notice || notice.body.term !== term.number) return null;
  const register = await loadRegister(reader, term, quarterYear(quarter));
  return { notice, differences: differencesOf(notice.body, registerToday(register, notice.body)) };
}

/** The same of every published quarter of a year before this one; the register is read once. */
export async function prepareEarlier(reader: Reader, quarter: Quarter): Promise<PreparedCorrection[]> {
  const term = await getCurrentTerm(reader);
  const year = quarterYear(quarter);
  const notices = (await listCurrent(reader, year)).filter(
    (notice) => notice.quarter < quarter && notice.body.term === term.number,
  );
  if (notices.length === 0) return [];
  const register = await loadRegister(reader, term, year);
  return notices.map((notice) => ({
    notice,
    differences: differencesOf(notice.body, registerToday(register, notice.body)),
  }));
}

async function loadRegister(reader: Reader, term: Term, year: number) {
  const [rows, closings, sources, roster, own, next] = await Promise.all([
    loadRegisterRows(reader, term.id),
    listClosings(reader),
    loadSources(reader, term.id),
    listRoster(reader, term.id),
    loadPublishedYear(reader, term.number, year),
    loadPublishedYear(reader, term.number, year + 1),
  ]);
  return { rows, closings, sources, roster, own, next, facts: factsOf(rows) };
}

function registerToday(
  { rows, closings, sources, roster, own, next, facts }: Awaited<ReturnType<typeof loadRegister>>,
  body: NoticeBody,
): RegisterToday {
  const factById = new Map(facts.map((fact) => [fact.id, fact]));
  const entries = new Map(roster.map((entry) => [entry.certificateNumber, entry]));
  const published = new Map(body.deputies.map((deputy) => [deputy.deputy, deputy]));
  const deputies = rows.deputies.map((deputy) => ({
    ...deputy,
    category: published.get(deputy.certificateNumber)?.category ?? deputy.category,
  }));
  return {
    records: recordsOf(body.scheme, facts, closings, deputies).records,
    heldElsewhere: new Set([...recordsIn(own), ...recordsIn(next)]),
    wordsOf: (record) => {
      const fact = factById.get(record);
      return fact ? { kind: fact.kind, what: wordsOf(sources, fact).what } : { kind: '', what: '' };
    },
    namesOf: (deputy) => {
      const entry = entries.get(deputy);
      return entry ? { name: entry.name, category: entry.category?.name ?? '' } : null;
    },
  };
}

function recordsIn(year: PublishedYear): string[] {
  return [...year.values()].flatMap(({ records }) => [...records.keys()]);
}
