import type { FastifyReply, FastifyRequest } from 'fastify';
import { percentText } from '../../lib/shares.ts';
import { SATISFACTION_LABELS } from '../../proposals/labels.ts';
import { publicFigures } from '../../proposals/public-figures.ts';
import { CLASS_NAMES } from '../../proposals/public-labels.ts';
import { countWithheld } from '../../proposals/public.ts';
import { ANSWER_CLASSES, SATISFACTIONS } from '../../proposals/rules.ts';
import type { HandlingFigures, Share } from '../../proposals/statistics.ts';
import { getSettings } from '../../settings/store.ts';
import { publicPage } from '../page.ts';
import { HELPERS } from '../views.ts';
import { chosenYear, shown, yearsOf } from './shown.ts';

/** How each unit handles what it leads, of one year; every number opens the list that it counts. */
export async function showProposalUnits(request: FastifyRequest, reply: FastifyReply) {
  const { read, term, today } = await shown(request);
  const years = yearsOf(term, today);
  const year = chosenYear(request, years);
  const months = await getSettings(read);
  const [{ whole, units }, withheld] = await Promise.all([
    publicFigures(read, term.id, year, { today, months }),
    countWithheld(read, term, year),
  ]);
  return publicPage(reply, 'public/proposals/units', {
    year,
    years,
    withheld,
    whole: lineOf({ year: String(year), part: 'own' }, whole),
    registered: { count: whole.total + withheld, href: HELPERS.address('/proposals', { year }) },
    merged: { count: whole.merged, href: HELPERS.address('/proposals', { year, only: 'merged' }) },
    units: units.map(({ name, figures }) => ({
      name,
      ...lineOf({ year: String(year), unit: name, part: 'lead' }, figures),
    })),
    classNames: ANSWER_CLASSES.map((code) => CLASS_NAMES[code]),
    satisfactionNames: SATISFACTIONS.map((code) => SATISFACTION_LABELS[code]),
  });
}

type Scope = Readonly<Record<string, string>>;

function lineOf(scope: Scope, figures: HandlingFigures) {
  const list = (more: Scope) => HELPERS.address('/proposals', { ...scope, ...more });
  return {
    total: { count: figures.total - figures.merged, href: list({}) },
    answered: { count: figures.answered, href: list({ state: 'has-answer' }) },
    onTime: { ...figures.onTime, href: list({ only: 'on-time' }), ofHref: list({ only: 'timed' }) },
    medianDays: figures.medianDays,
    overdue: { count: figures.overdue, href: list({ only: 'overdue' }) },
    again: { count: figures.again, href: list({ only: 'again' }) },
    closed: { count: figures.closed, href: list({ state: 'closed' }) },
    pending: { count: figures.pending, href: list({ only: 'follow-up' }) },
    classes: cells(ANSWER_CLASSES, figures.classes, (code) => list({ class: code })),
    attitudes: cells(SATISFACTIONS, figures.attitudes, (code) => list({ attitude: code })),
    results: cells(SATISFACTIONS, figures.results, (code) => list({ result: code })),
  };
}

/** The parts of one whole, n, each with its share; together 100 %. */
function cells<T extends string>(
  codes: readonly T[],
  shares: Readonly<Record<T, Share>>,
  href: (code: T) => string,
) {
  return {
    n: codes.reduce((sum, code) => sum + shares[code].count, 0),
    parts: codes.map((code) => ({
      count: shares[code].count,
      share: percentText(shares[code].share),
      href: href(code),
    })),
  };
}
