import type { FastifyReply, FastifyRequest } from 'fastify';
import { findPublicDeputy, type PublicDeputy } from '../../deputies/public.ts';
import { kindLabel, kindUnit, sectionLabel } from '../../duties/labels.ts';
import { findPublishedSections } from '../../notices/picture.ts';
import { listPublishedQuarters } from '../../notices/public.ts';
import { dutiesOf, tallyDuties, yearUpTo, type SectionTally } from '../../points/duties.ts';
import { duesOf, type Dues } from '../../points/facts.ts';
import { termFacts } from '../../points/kept.ts';
import { listPublicProposals, type PublicProposal } from '../../proposals/public.ts';
import { PROPOSAL_KIND_LABELS, PROPOSAL_STATE_LABELS } from '../../proposals/labels.ts';
import { found } from '../../refusals.ts';
import { listPublishedYears } from '../../reports/public.ts';
import { publicPage } from '../page.ts';
import { publicGet, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';
import { standingText } from './labels.ts';
import { photosOf } from './deputy-photos.ts';
import { chosenYear, shownBySlug, yearsOf, type Shown } from './shown.ts';

export const deputyRoutes: readonly Route[] = [publicGet('/deputies/:slug', showDeputy)];

export interface ShownDeputy extends Shown {
  deputy: PublicDeputy;
  year: number;
  years: number[];
  /** Where the deputy's pages stand. */
  base: string;
}

/** The deputy that the address names, and the year it asks for. */
export async function shownDeputy(request: FastifyRequest): Promise<ShownDeputy> {
  const base = await shownBySlug(request);
  const deputy = found(await findPublicDeputy(base.read, base.term.id, base.key, base.today));
  const years = yearsOf(base.term, base.today);
  return {
    ...base,
    deputy,
    years,
    year: chosenYear(request, years),
    base: `/deputies/${encodeURIComponent(deputy.slug)}`,
  };
}

/** The rest stands in the list of records. */
const SHOWN_PHOTOS = 6;

async function showDeputy(request: FastifyRequest, reply: FastifyReply) {
  const one = await shownDeputy(request);
  const { store, read, term, today, deputy, year, years, base } = one;
  const { certificateNumber } = deputy;
  const [{ rows, facts }, quarters, proposals, reports, photos, published] = await Promise.all([
    termFacts(store, term.id),
    listPublishedQuarters(read, year, { term: term.number, certificateNumber }),
    listPublicProposals(read, term, { certificateNumber }),
    listPublishedYears(read, term.id, certificateNumber),
    photosOf(read, { termId: term.id, certificateNumber }, year),
    findPublishedSections(read, year, { term: term.number, certificateNumber }),
  ]);
  const { from, to } = yearUpTo(year, today);
  const dues = duesOf(rows, certificateNumber, from, to);
  return publicPage(reply, 'public/deputies/show', {
    deputy,
    term,
    year,
    years,
    base,
    standing: standingText(deputy),
    sections: sectionsWith(tallyDuties(dutiesOf(facts, certificateNumber, year)), base, year),
    attendance: [
      { type: 'sitting', ...attendanceOf(dues.sittings) },
      { type: 'activity', ...attendanceOf(dues.activities) },
    ],
    quarters,
    published,
    reports,
    photos: photos.slice(0, SHOWN_PHOTOS),
    photoCount: photos.length,
    led: proposals.filter(({ lead }) => lead?.slug === deputy.slug),
    cosigned: proposals.filter((proposal) => isCosigned(proposal, deputy.slug)),
    kindLabels: PROPOSAL_KIND_LABELS,
    stateLabels: PROPOSAL_STATE_LABELS,
  });
}

function sectionsWith(sections: readonly SectionTally[], base: string, year: number) {
  return sections.map(({ section, kinds }) => ({
    title: sectionLabel(section),
    href: HELPERS.address(`${base}/records`, { year, section }),
    kinds: kinds.map(({ kind, quantityHundredths, records }) => ({
      label: kindLabel(kind),
      unit: kindUnit(kind),
      quantityHundredths,
      records,
      href: HELPERS.address(`${base}/records`, { year, kind }),
    })),
  }));
}

/** 实到 holds late and early leavers: they were there. */
function attendanceOf({ due, present, late, leftEarly, leave, absent, unrecorded }: Dues) {
  return { due, there: present + late + leftEarly, late, leftEarly, leave, absent, unrecorded };
}

function isCosigned({ cosigners }: PublicProposal, slug: string): boolean {
  return cosigners.some((signer) => signer.slug === slug);
}
