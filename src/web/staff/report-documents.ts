import type { FastifyReply, FastifyRequest } from 'fastify';
import { inStrokeOrder } from '../../deputies/order.ts';
import { listRoster, type RosterEntry } from '../../deputies/store.ts';
import { buildReportDocx } from '../../documents/report-docx.ts';
import { reportDocument } from '../../documents/report-words.ts';
import type { ReportRun } from '../../documents/models.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { NotFound } from '../../refusals.ts';
import { composeReport, loadReportGround } from '../../reports/compose.ts';
import { runTitle } from '../../reports/labels.ts';
import { getCurrentTerm, getSettings } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { sendDocx } from '../downloads.ts';
import { page } from '../page.ts';
import { get, param, query, type Route } from '../routes.ts';
import { yearParam } from '../year-param.ts';

/** One form, or all of a district (or group, or everybody) in one print run. */
export const reportDocumentRoutes: readonly Route[] = [
  get('/reports/:year/print', CLERK, printRun),
  get('/reports/:year/reports.docx', CLERK, downloadRun),
  get('/reports/:year/:certificate/print', CLERK, printRun),
  get('/reports/:year/:certificate/report.docx', CLERK, downloadRun),
];

async function printRun(request: FastifyRequest, reply: FastifyReply) {
  const run = await composeRun(request);
  const [path = '', search] = request.url.split('?');
  const docx = path.replace(/print$/, param(request, 'certificate') === '' ? 'reports.docx' : 'report.docx');
  const links = { back: backOf(request), docx: search === undefined ? docx : `${docx}?${search}` };
  return page(reply, 'documents/report', { title: run.title, document: run, links });
}

async function downloadRun(request: FastifyRequest, reply: FastifyReply) {
  const run = await composeRun(request);
  return sendDocx(reply, `${run.title}.docx`, await buildReportDocx(run));
}

function backOf(request: FastifyRequest): string {
  const certificate = param(request, 'certificate');
  return certificate === ''
    ? `/desk/reports?year=${yearParam(request)}`
    : `/desk/reports/${yearParam(request)}/${encodeURIComponent(certificate)}`;
}

async function composeRun(request: FastifyRequest): Promise<ReportRun> {
  const { store, clock } = request.register;
  const year = yearParam(request);
  const term = await getCurrentTerm(store.read);
  const { nameOrder } = await getSettings(store.read);
  const entries = inStrokeOrder(await listRoster(store.read, term.id), nameOrder).filter((entry) =>
    isWanted(request, entry),
  );
  if (entries.length === 0) throw new NotFound();
  const ground = await loadReportGround(store.read, term.id, year, shanghaiDay(clock()));
  const forms = [];
  for (const entry of entries) forms.push(reportDocument(await composeReport(store.read, ground, entry)));
  return { title: runTitle(ground.township, year, titleOf(request, entries)), forms };
}

function isWanted(request: FastifyRequest, entry: RosterEntry): boolean {
  const certificate = param(request, 'certificate');
  if (certificate !== '') return entry.certificateNumber === certificate;
  const [district, group] = [query(request, 'district'), query(request, 'group')];
  return (
    (district === '' || String(entry.district.id) === district) &&
    (group === '' || String(entry.group?.id) === group)
  );
}

/** Whose forms they are: a deputy's, a district's, a group's, or everybody's. */
function titleOf(request: FastifyRequest, [first]: RosterEntry[]): string {
  if (param(request, 'certificate') !== '') return first?.name ?? '';
  if (query(request, 'district') !== '') return first?.district.name ?? '';
  return query(request, 'group') === '' ? '' : (first?.group?.name ?? '');
}
