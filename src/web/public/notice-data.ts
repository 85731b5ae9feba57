import type { FastifyReply, FastifyRequest } from 'fastify';
import { writeCsv } from '../../exchange/write.ts';
import { NOTICE_COLUMNS } from '../../notices/labels.ts';
import { inShownOrder } from '../../notices/table.ts';
import { sendCsv } from '../downloads.ts';
import { publicGet, type Route } from '../routes.ts';
import { getNotice } from './notices.ts';

/** A notice as data: the JSON is the very text that was hashed. */
export const noticeDataRoutes: readonly Route[] = [
  publicGet('/data/notices/:quarter.json', sendJson),
  publicGet('/data/notices/:quarter/:version.json', sendJson),
  publicGet('/data/notices/:quarter.csv', sendTable),
  publicGet('/data/notices/:quarter/:version.csv', sendTable),
];

async function sendJson(request: FastifyRequest, reply: FastifyReply) {
  const { text } = await getNotice(request);
  return reply.type('application/json; charset=utf-8').send(text);
}

async function sendTable(request: FastifyRequest, reply: FastifyReply) {
  const { body, quarter, version } = await getNotice(request);
  const { sections } = body.scheme;
  const rows = inShownOrder(body).map((deputy) => [
    ...(body.showRanks ? [deputy.rank ?? null] : []),
    deputy.deputy,
    deputy.name,
    deputy.district,
    ...sections.map(({ code }) => deputy.sections[code] ?? 0),
    deputy.points,
    deputy.total,
  ]);
  const { rank, certificate, name, district, points, total } = NOTICE_COLUMNS;
  const header = [
    ...(body.showRanks ? [rank] : []),
    certificate,
    name,
    district,
    ...sections.map(({ title }) => title),
    points,
    total,
  ];
  return sendCsv(reply, `${quarter}-${version}.csv`, writeCsv(header, rows));
}
