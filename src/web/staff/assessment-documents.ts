import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AssessmentCase } from '../../assessments/ground.ts';
import { listOrderNote, PAPER_TITLES } from '../../assessments/labels.ts';
import { paperBody, totalLine } from '../../assessments/papers.ts';
import {
  LIST_FILTERS,
  loadAssessedYear,
  orderCases,
  passesFilter,
  type ListOrder,
} from '../../assessments/year.ts';
import { rosterOrderNote } from '../../deputies/labels.ts';
import { buildAssessmentDocx, buildAssessmentSummaryDocx } from '../../documents/assessment-docx.ts';
import {
  assessmentPaper,
  assessmentSummary,
  type AssessmentRun,
  type AssessmentSummary,
} from '../../documents/assessment-words.ts';
import { NotFound } from '../../refusals.ts';
import { getSettings } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { sendDocx } from '../downloads.ts';
import { page } from '../page.ts';
import { get, param, query, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';
import { yearParam } from '../year-param.ts';

/** One form, all of a list in one print run, and the list's summary. */
export const assessmentDocumentRoutes: readonly Route[] = [
  get('/assessments/:year/print', CLERK, printRun),
  get('/assessments/:year/assessments.docx', CLERK, downloadRun),
  get('/assessments/:year/summary', CLERK, printSummary),
  get('/assessments/:year/summary.docx', CLERK, downloadSummary),
  get('/assessments/:year/:certificate/print', CLERK, printRun),
  get('/assessments/:year/:certificate/assessment.docx', CLERK, downloadRun),
];

const listAddress = (request: FastifyRequest): string =>
  HELPERS.address('/desk/assessments', { year: yearParam(request) });

/** The assessments that the address names; null as long as there are none of the year. */
async function askedCases(request: FastifyRequest, order: ListOrder): Promise<AssessmentCase[] | null> {
  const { read } = request.register.store;
  const year = await loadAssessedYear(read, yearParam(request));
  if (!year || year.cases.length === 0) return null;
  const { nameOrder } = await getSettings(read);
  const cases = orderCases(year.cases, order, nameOrder).filter((one) => isWanted(request, one));
  if (cases.length === 0) throw new NotFound();
  return cases;
}

function isWanted(request: FastifyRequest, { entry, assessment }: AssessmentCase): boolean {
  const certificate = param(request, 'certificate');
  if (certificate !== '') return entry.certificateNumber === certificate;
  const [group, step] = [query(request, 'group'), query(request, 'step')];
  const filter = LIST_FILTERS.find((one) => one === step) ?? null;
  return (group === '' || String(entry.group?.id) === group) && passesFilter(assessment, filter);
}

/** Whose papers they are: a deputy's, a group's, or everybody's. */
function whoseOf(request: FastifyRequest, [first]: readonly AssessmentCase[]): string {
  if (param(request, 'certificate') !== '') return first?.entry.name ?? '';
  return query(request, 'group') === '' ? '' : (first?.entry.group?.name ?? '');
}

function titleOf(request: FastifyRequest, cases: readonly AssessmentCase[], kind: keyof typeof PAPER_TITLES) {
  const township = cases[0]?.notice.body.township.name ?? '';
  return PAPER_TITLES[kind](township, yearParam(request), whoseOf(request, cases));
}

async function composeRun(request: FastifyRequest): Promise<AssessmentRun | null> {
  const cases = await askedCases(request, 'name');
  if (!cases) return null;
  return {
    title: titleOf(request, cases, 'forms'),
    papers: cases.map((one) => assessmentPaper(paperBody(one))),
  };
}

/** The same papers under another name: the query goes along. */
function beside(request: FastifyRequest, name: string): string {
  const [path = '', search] = request.url.split('?');
  const address = path.replace(/[^/]+$/, name);
  return search === undefined ? address : `${address}?${search}`;
}

async function printRun(request: FastifyRequest, reply: FastifyReply) {
  const run = await composeRun(request);
  if (!run) return reply.redirect(listAddress(request), 303);
  const certificate = param(request, 'certificate');
  const links = {
    back: certificate === '' ? listAddress(request) : request.url.replace(/\/print.*$/, ''),
    docx: beside(request, certificate === '' ? 'assessments.docx' : 'assessment.docx'),
  };
  return page(reply, 'documents/assessment', { title: run.title, document: run, links });
}

async function downloadRun(request: FastifyRequest, reply: FastifyReply) {
  const run = await composeRun(request);
  if (!run) return reply.redirect(listAddress(request), 303);
  return sendDocx(reply, `${run.title}.docx`, await buildAssessmentDocx(run));
}

async function composeSummary(request: FastifyRequest): Promise<AssessmentSummary | null> {
  const cases = await askedCases(request, 'final');
  if (!cases) return null;
  const { nameOrder } = await getSettings(request.register.store.read);
  return assessmentSummary({
    title: titleOf(request, cases, 'summary'),
    deputies: cases.map((one) => ({
      name: one.entry.name,
      group: one.entry.group?.name ?? '',
      total: totalLine(one),
    })),
    order: listOrderNote('final', rosterOrderNote('name', nameOrder)),
  });
}

async function printSummary(request: FastifyRequest, reply: FastifyReply) {
  const summary = await composeSummary(request);
  if (!summary) return reply.redirect(listAddress(request), 303);
  const links = { back: listAddress(request), docx: beside(request, 'summary.docx') };
  return page(reply, 'documents/assessment-summary', { title: summary.title, document: summary, links });
}

async function downloadSummary(request: FastifyRequest, reply: FastifyReply) {
  const summary = await composeSummary(request);
  if (!summary) return reply.redirect(listAddress(request), 303);
  return sendDocx(reply, `${summary.title}.docx`, await buildAssessmentSummaryDocx(summary));
}
