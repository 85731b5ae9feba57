import type { FastifyReply, FastifyRequest } from 'fastify';
import { archiveOf, type ArchiveEntry, type ArchiveSection } from '../../duties/archive.ts';
import { kindLabel, kindUnit, sectionLabel } from '../../duties/labels.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { formatHundredths } from '../../lib/hundredths.ts';
import { yearUpTo } from '../../points/duties.ts';
import { duesOf, type Fact } from '../../points/facts.ts';
import { termFacts } from '../../points/kept.ts';
import { loadSources, wordsOf } from '../../points/sources.ts';
import { DEPUTY } from '../access.ts';
import { page } from '../page.ts';
import { chosenYear, yearsOf } from '../public/shown.ts';
import { get, type Route } from '../routes.ts';
import { ownFilingAddress } from './filing-words.ts';
import { ownDeputy, type OwnDeputy } from './own.ts';

export const archiveRoutes: readonly Route[] = [get('/archive', DEPUTY, showArchive)];

/** The duty archive (履职档案) of a year: everything that counts as a fact, by section and kind, with what is behind it. */
async function showArchive(request: FastifyRequest, reply: FastifyReply) {
  const own = await ownDeputy(request);
  if (!own) return page(reply, 'deputy/home/none', {});
  const { store, clock } = request.register;
  const today = shanghaiDay(clock());
  const years = yearsOf(own.term, today);
  const year = chosenYear(request, years);
  const [{ rows }, sections] = await Promise.all([
    termFacts(store, own.term.id),
    archive(request, own, year),
  ]);
  const { from, to } = yearUpTo(year, today);
  return page(reply, 'deputy/archive/show', {
    entry: own.entry,
    term: own.term,
    year,
    years,
    until: to,
    dues: duesOf(rows, own.entry.certificateNumber, from, to),
    sections: sections.map(sectionModel),
  });
}

/** The same in numbers, each with the address of its list; sections without records are left out. */
export async function archiveFigures(request: FastifyRequest, own: OwnDeputy, year: number) {
  const sections = await archive(request, own, year);
  return sections.map(sectionModel).filter(({ kinds }) => kinds.length > 0);
}

async function archive(
  { register: { store, clock } }: FastifyRequest,
  { entry, term }: OwnDeputy,
  year: number,
): Promise<ArchiveSection[]> {
  const [{ facts }, sources] = await Promise.all([
    termFacts(store, term.id),
    loadSources(store.read, term.id),
  ]);
  const period = yearUpTo(year, shanghaiDay(clock()));
  return archiveOf(facts, entry.certificateNumber, period, (fact) => wordsOf(sources, fact));
}

function sectionModel({ section, kinds }: ArchiveSection) {
  return {
    section,
    title: sectionLabel(section),
    kinds: kinds.map(({ kind, quantityHundredths, entries }) => ({
      id: `k-${kind.replace('.', '-')}`,
      label: kindLabel(kind),
      unit: kindUnit(kind),
      quantityHundredths,
      entries: entries.map(entryModel),
    })),
  };
}

function entryModel({ kind, day, quantityHundredths, what, place, result, source }: ArchiveEntry) {
  const quantity = `${formatHundredths(quantityHundredths)} ${kindUnit(kind)}`;
  return { day, what, place, result, quantity, href: ownPage(source) };
}

/** Where a deputy can open what a fact came from: activities and proposals are public, filings their own. */
export function ownPage({ type, key }: Fact['source']): string | null {
  if (type === 'activity') return `/activities/${encodeURIComponent(key)}`;
  if (type === 'proposal') return `/proposals/${encodeURIComponent(key)}`;
  return type === 'filing' ? ownFilingAddress(key) : null;
}
