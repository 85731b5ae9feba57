import type { FastifyReply, FastifyRequest } from 'fastify';
import { yearOf } from '../../lib/dates.ts';
import { found, NotFound } from '../../refusals.ts';
import { explainScheme } from '../../schemes/explain-labels.ts';
import { findSchemeInForce, listSchemeYears, type SchemeRow } from '../../schemes/store.ts';
import { schemeTable } from '../../schemes/table.ts';
import { publicPage } from '../page.ts';
import { param, publicGet, type Route } from '../routes.ts';
import { schemePaper } from '../scheme-paper.ts';
import { shown } from './shown.ts';

/** The scheme in force (积分办法), those of other years, and each on paper and as data. */
export const rulesRoutes: readonly Route[] = [
  publicGet('/rules', showRules),
  publicGet('/rules/:year', showRulesOfYear),
  publicGet('/rules/:year/print', printRules),
  publicGet('/data/rules/:year.json', sendRules),
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
  const scheme = await getRules(request);
  return rulesPage(reply, scheme, (await listSchemeYears(request.register.store.read)).toReversed());
}

async function getRules(request: FastifyRequest): Promise<SchemeRow> {
  const typed = param(request, 'year');
  if (!/^\d{4}$/.test(typed)) throw new NotFound();
  return found(await findSchemeInForce(request.register.store.read, Number(typed)));
}

function rulesPage(reply: FastifyReply, scheme: SchemeRow | null, years: number[]) {
  return publicPage(reply, 'public/rules/show', {
    scheme,
    years,
    table: scheme ? schemeTable(scheme.body) : null,
    explanations: scheme ? explainScheme(scheme.body) : [],
  });
}

async function printRules(request: FastifyRequest, reply: FastifyReply) {
  const scheme = await getRules(request);
  return publicPage(reply, 'public/rules/print', {
    ...schemePaper(scheme, ''),
    links: { back: `/rules/${scheme.year}` },
  });
}

/** The scheme as it is computed with. */
async function sendRules(request: FastifyRequest, reply: FastifyReply) {
  const { body } = await getRules(request);
  return reply.type('application/json; charset=utf-8').send(`${JSON.stringify(body, null, 2)}\n`);
}
