import type { FastifyReply, FastifyRequest } from 'fastify';
import { shortStateLabel } from '../../deputies/labels.ts';
import { statusOn } from '../../deputies/rules.ts';
import type { RosterEntry } from '../../deputies/store.ts';
import { kindLabel, kindUnit, sectionLabel } from '../../duties/labels.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { computePoints, explainPoints } from '../../points/compute.ts';
import { dutiesOf, tallyDuties } from '../../points/duties.ts';
import type { Fact } from '../../points/facts.ts';
import { termFacts } from '../../points/kept.ts';
import { loadSources, wordsOf } from '../../points/sources.ts';
import { found } from '../../refusals.ts';
import { LEADER } from '../access.ts';
import { page } from '../page.ts';
import { askedPoints, type AskedPoints } from '../points-question.ts';
import { get, param, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';
import { ledBy, type Led } from './group.ts';

export const groupMemberRoutes: readonly Route[] = [get('/group/members/:certificate', LEADER, showMember)];

/** A member of the own group or delegation; whoever is none is not found. To read only. */
async function showMember(request: FastifyRequest, reply: FastifyReply) {
  const led = found(await ledBy(request));
  const certificate = param(request, 'certificate');
  const entry = found(led.members.find(({ certificateNumber }) => certificateNumber === certificate));
  const asked = await askedPoints(request);
  const state = statusOn(entry.mandate, shanghaiDay(request.register.clock())).status;
  const base = `/my/group/members/${encodeURIComponent(certificate)}`;
  return page(reply, 'deputy/group/member', {
    entry,
    state: shortStateLabel(state),
    asked,
    base,
    yearAddress: (year: number) => HELPERS.address(base, { year }),
    ...(await dutiesAndPoints(request, led, entry, asked)),
  });
}

async function dutiesAndPoints(
  { register: { store } }: FastifyRequest,
  { term }: Led,
  { certificateNumber, slug }: RosterEntry,
  { year, asOf, quarter, typedAsOf }: AskedPoints,
) {
  const known = await termFacts(store, term.id);
  const [computed, sources] = await Promise.all([
    computePoints(store.read, { termId: term.id, year, asOf, known }),
    loadSources(store.read, term.id),
  ]);
  const points = computed?.result.find(({ deputy }) => deputy === certificateNumber) ?? null;
  const words = {
    what: (fact: Fact) => wordsOf(sources, fact).what,
    href: ({ source }: Fact) => openPage(source),
  };
  const base = `/my/group/members/${encodeURIComponent(certificateNumber)}`;
  return {
    points,
    scheme: computed?.scheme ?? null,
    explanation: computed && points ? explainPoints(computed, points, words, quarter) : null,
    quarterAddress: (one: string) => HELPERS.address(base, { year, 'as-of': typedAsOf, quarter: one }),
    sections: tallyDuties(dutiesOf(known.facts, certificateNumber, year)).map(({ section, kinds }) => ({
      title: sectionLabel(section),
      kinds: kinds.map(({ kind, quantityHundredths }) => ({
        label: kindLabel(kind),
        unit: kindUnit(kind),
        quantityHundredths,
        href: HELPERS.address(`/deputies/${encodeURIComponent(slug)}/records`, { year, kind }),
      })),
    })),
  };
}

/** What anybody may open of it; a filing's own page is the deputy's alone. */
function openPage({ type, key }: Fact['source']): string | null {
  if (type === 'activity') return `/activities/${encodeURIComponent(key)}`;
  return type === 'proposal' ? `/proposals/${encodeURIComponent(key)}` : null;
}
