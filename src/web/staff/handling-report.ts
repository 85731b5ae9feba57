import type { FastifyReply, FastifyRequest } from 'fastify';
import { buildNoticeDocx } from '../../documents/notice-docx.ts';
import type { NoticeDocument } from '../../documents/models.ts';
import { shanghaiDay, yearOf } from '../../lib/dates.ts';
import { percentText } from '../../lib/shares.ts';
import {
  composeHandlingPaper,
  composeHandlingReport,
  composeProposalList,
  listRegistered,
} from '../../proposals/handling-report.ts';
import { HANDLING_PAPER_NAMES } from '../../proposals/labels.ts';
import { NotFound } from '../../refusals.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { sendDocx } from '../downloads.ts';
import { page } from '../page.ts';
import { get, param, query, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';

/** The presidium's yearly report on handling (办理情况报告) and the list (目录), with what they are counted from. */
export const handlingReportRoutes: readonly Route[] = [
  get('/handling', CLERK, showThisYear),
  get('/handling/:year', CLERK, showReport),
  get('/handling/:year/report/print', CLERK, printReport),
  get('/handling/:year/report/report.docx', CLERK, downloadReport),
  get('/handling/:year/list/print', CLERK, printList),
  get('/handling/:year/list/list.docx', CLERK, downloadList),
];

function yearParam(request: FastifyRequest): number {
  const text = param(request, 'year');
  if (!/^20\d\d$/.test(text)) throw new NotFound();
  return Number(text);
}

async function asked(request: FastifyRequest) {
  const { store, clock } = request.register;
  const { id: termId } = await getCurrentTerm(store.read);
  return { read: store.read, termId, year: yearParam(request), today: shanghaiDay(clock()) };
}

async function showThisYear(request: FastifyRequest, reply: FastifyReply) {
  return reply.redirect(`/desk/handling/${yearOf(shanghaiDay(request.register.clock()))}`, 303);
}

async function showReport(request: FastifyRequest, reply: FastifyReply) {
  const { read, termId, year, today } = await asked(request);
  const term = await getCurrentTerm(read);
  const [report, proposals] = await Promise.all([
    composeHandlingReport(read, termId, year, today),
    listRegistered(read, termId, year),
  ]);
  const firstYear = yearOf(term.startOn);
  return page(reply, 'staff/handling/show', {
    report,
    percent: percentText,
    years: Array.from(
      { length: Math.max(1, yearOf(today) - firstYear + 1) },
      (_, index) => yearOf(today) - index,
    ),
    sessions: [...new Set(proposals.map(({ sessionTitle }) => sessionTitle))].filter((title) => title !== ''),
  });
}

async function printed(request: FastifyRequest, reply: FastifyReply, document: NoticeDocument, docx: string) {
  const links = { back: `/desk/handling/${yearParam(request)}`, docx };
  return page(reply, 'documents/notice', { title: document.title, document, links });
}

async function printReport(request: FastifyRequest, reply: FastifyReply) {
  const { read, termId, year, today } = await asked(request);
  const document = await composeHandlingPaper(read, termId, year, today);
  return printed(request, reply, document, `/desk/handling/${year}/report/report.docx`);
}

async function downloadReport(request: FastifyRequest, reply: FastifyReply) {
  const { read, termId, year, today } = await asked(request);
  const document = await composeHandlingPaper(read, termId, year, today);
  return sendDocx(reply, `${year}_${HANDLING_PAPER_NAMES.report}.docx`, await buildNoticeDocx(document));
}

async function composeList(request: FastifyRequest) {
  const { read, termId, year, today } = await asked(request);
  const session = query(request, 'session').slice(0, 60);
  return { year, session, document: await composeProposalList(read, termId, { year, session, today }) };
}

async function printList(request: FastifyRequest, reply: FastifyReply) {
  const { year, session, document } = await composeList(request);
  const docx = HELPERS.address(`/desk/handling/${year}/list/list.docx`, { session });
  return printed(request, reply, document, docx);
}

async function downloadList(request: FastifyRequest, reply: FastifyReply) {
  const { year, document } = await composeList(request);
  return sendDocx(reply, `${year}_${HANDLING_PAPER_NAMES.list}.docx`, await buildNoticeDocx(document));
}
