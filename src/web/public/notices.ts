import type { FastifyReply, FastifyRequest } from 'fastify';
import { buildNoticeDocx } from '../../documents/notice-docx.ts';
import { ORDER_NAMES } from '../../deputies/labels.ts';
import { chineseQuarter, shanghaiDay } from '../../lib/dates.ts';
import { noticeDocument } from '../../notices/document.ts';
import { correctionTexts } from '../../notices/correction/labels.ts';
import { OPEN_POINT_LABELS } from '../../notices/labels.ts';
import { standingsOn } from '../../notices/standing.ts';
import { findNotice, listNotices, type Notice } from '../../notices/store.ts';
import { inShownOrder } from '../../notices/table.ts';
import { explainNotice } from '../../notices/explain.ts';
import { found, NotFound } from '../../refusals.ts';
import { sendDocx } from '../downloads.ts';
import { publicPage } from '../page.ts';
import { besideLines, shownObjections, wholeLineStatements } from './notice-replies.ts';
import { param, publicGet, type Route } from '../routes.ts';

export const noticeRoutes: readonly Route[] = [
  publicGet('/notices', showNotices),
  publicGet('/notices/:quarter', showNotice),
  publicGet('/notices/:quarter/:version', showNotice),
  publicGet('/notices/:quarter/:version/print', printNotice),
  publicGet('/notices/:quarter/:version/notice.docx', downloadNotice),
  publicGet('/notices/:quarter/:version/deputies/:certificate', showDeputyLines),
];

/** The notice of the address: the version named in it, or the current one. */
export async function getNotice(request: FastifyRequest): Promise<Notice> {
  const version = param(request, 'version');
  if (version !== '' && !/^[1-9]\d{0,3}$/.test(version)) throw new NotFound();
  const { read } = request.register.store;
  return found(
    await findNotice(read, param(request, 'quarter'), version === '' ? undefined : Number(version)),
  );
}

async function showNotices({ register: { store, clock } }: FastifyRequest, reply: FastifyReply) {
  const today = shanghaiDay(clock());
  const notices = await listNotices(store.read);
  const standingOf = await standingsOn(store.read, today);
  const rows = notices.map((notice) => ({ ...notice, standing: standingOf(notice).text }));
  return publicPage(reply, 'public/notices/index', { notices: rows });
}

async function showNotice(request: FastifyRequest, reply: FastifyReply) {
  const notice = await getNotice(request);
  const { store, clock } = request.register;
  const versions = (await listNotices(store.read)).filter((other) => other.quarter === notice.quarter);
  const { nameOrder, showRanks } = notice.body;
  const [standingOf, objections, statements] = await Promise.all([
    standingsOn(store.read, shanghaiDay(clock())),
    shownObjections(request, notice),
    wholeLineStatements(store.read, notice),
  ]);
  return publicPage(reply, 'public/notices/show', {
    notice,
    body: notice.body,
    versions,
    isCurrent: versions[0]?.version === notice.version,
    base: `/notices/${notice.quarter}/${notice.version}`,
    deputies: inShownOrder(notice.body),
    order: ORDER_NAMES[nameOrder],
    correction: notice.body.corrects && correctionTexts(notice.body.corrects, showRanks),
    standing: standingOf(notice),
    objections,
    statements,
    openPoints: notice.body.openPoints.map(({ code, count }) => ({ label: OPEN_POINT_LABELS[code], count })),
  });
}

async function printNotice(request: FastifyRequest, reply: FastifyReply) {
  const notice = await getNotice(request);
  const base = `/notices/${notice.quarter}/${notice.version}`;
  return publicPage(reply, 'documents/notice', {
    title: `${chineseQuarter(notice.quarter)}`,
    document: noticeDocument(notice, base),
    links: { back: base, docx: `${base}/notice.docx` },
  });
}

async function downloadNotice(request: FastifyRequest, reply: FastifyReply) {
  const notice = await getNotice(request);
  const name = `${chineseQuarter(notice.quarter)}履职积分公示_${notice.body.township.name}.docx`;
  return sendDocx(
    reply,
    name,
    await buildNoticeDocx(noticeDocument(notice, `/notices/${notice.quarter}/${notice.version}`)),
  );
}

async function showDeputyLines(request: FastifyRequest, reply: FastifyReply) {
  const notice = await getNotice(request);
  const deputy = found(notice.body.deputies.find((entry) => entry.deputy === param(request, 'certificate')));
  const beside = await besideLines(request, notice, deputy);
  return publicPage(reply, 'public/notices/deputy', {
    notice,
    body: notice.body,
    deputy,
    base: `/notices/${notice.quarter}/${notice.version}`,
    slug: `${notice.body.term}-${deputy.deputy}`,
    explanation: explainNotice(notice.body, deputy),
    ...beside,
  });
}
