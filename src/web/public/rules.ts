import type { FastifyReply, FastifyRequest } from 'fastify';
import { kindLabel } from '../../duties/labels.ts';
import { yearOf } from '../../lib/dates.ts';
import { found, NotFound } from '../../refusals.ts';
import type { SchemeItem } from '../../schemes/rules.ts';
import { findSchemeInForce, listSchemeYears, type SchemeRow } from '../../schemes/store.ts';
import { publicPage } from '../page.ts';
import { param, publicGet, type Route } from '../routes.ts';
import { shown } from './shown.ts';

/** The scheme in force (积分办法), and those of other years. */
export const rulesRoutes: readonly Route[] = [
  publicGet('/rules', showRules),
  publicGet('/rules/:year', showRulesOfYear),
];

/** This year's, or the newest before it; a scheme of a coming year only when there is no other. */
async function showRules(request: FastifyRequest, reply: FastifyReply) {
  const { read, today } = await shown(request);
  const years = (await listSchemeYears(read)).toReversed();
  const year = years.find((one) => one <= yearOf(today)) ?? years.at(-1);
  const scheme = year === undefined ? null : found(await findSchemeInForce(read, year));
  return rulesPage(reply, scheme, years);
}

async function showRulesOfYear(request: FastifyRequest, reply: FastifyReply) {
  const typed = param(request, 'year');
  if (!/^\d{4}$/.test(typed)) throw new NotFound();
  const { read } = request.server.store;
  const scheme = found(await findSchemeInForce(read, Number(typed)));
  return rulesPage(reply, scheme, (await listSchemeYears(read)).toReversed());
}

function rulesPage(reply: FastifyReply, scheme: SchemeRow | null, years: number[]) {
  const sections = scheme?.body.sections ?? [];
  return publicPage(reply, 'public/rules/show', {
    scheme,
    years,
    sections: sections.map((section) => ({
      ...section,
      items: (scheme?.body.items ?? [])
        .filter((item) => item.section === section.code)
        .map((item) => ({ ...item, counts: countsOf(item) })),
    })),
  });
}

/** What an item counts, where its name does not already say it. */
function countsOf({ title, kinds = [] }: SchemeItem): string[] {
  const named = kinds.map(kindLabel);
  return named.length === 1 && named[0] === title ? [] : named;
}
