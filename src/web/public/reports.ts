import type { FastifyReply, FastifyRequest } from 'fastify';
import { listRoster } from '../../deputies/store.ts';
import { reportDocument, type ReportBody } from '../../documents/report-words.ts';
import { found, NotFound } from '../../refusals.ts';
import { findReport } from '../../reports/store.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { publicPage } from '../page.ts';
import { param, publicGet, type Route } from '../routes.ts';

export const reportRoutes: readonly Route[] = [publicGet('/reports/:year/:slug', showReport)];

/** A published annual report form; a withdrawn one leaves a tombstone. */
async function showReport(request: FastifyRequest, reply: FastifyReply) {
  const { read } = request.register.store;
  const year = /^20\d\d$/.exec(param(request, 'year'))?.[0];
  if (year === undefined) throw new NotFound();
  const term = await getCurrentTerm(read);
  const entry = found(
    (await listRoster(read, term.id)).find((deputy) => deputy.slug === param(request, 'slug')),
  );
  const report = found(await findReport(read, entry.id, Number(year)));
  if (report.withdrawnAt !== null)
    return publicPage(reply, 'public/reports/withdrawn', {
      entry: { name: entry.name, slug: entry.slug },
      year,
      report,
    });
  const document = reportDocument(JSON.parse(found(report.published)) as ReportBody);
  return publicPage(reply, 'public/reports/show', {
    slug: entry.slug,
    name: entry.name,
    year,
    document,
    publishedAt: found(report.publishedAt),
  });
}
