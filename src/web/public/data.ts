import type { FastifyReply, FastifyRequest } from 'fastify';
import { openJson } from '../../exchange/open/json.ts';
import {
  LICENCE,
  OPEN_FIELDS,
  OPEN_SETS,
  OPEN_TITLES,
  openFileName,
  type OpenSet,
} from '../../exchange/open/labels.ts';
import { openRows } from '../../exchange/open/rows.ts';
import { writeCsv } from '../../exchange/write.ts';
import { listNotices } from '../../notices/store.ts';
import { findTownship } from '../../settings/store.ts';
import { sendCsv } from '../downloads.ts';
import { originOf } from '../origin.ts';
import { publicPage } from '../page.ts';
import { publicGet, type Handler, type Route } from '../routes.ts';
import { shown } from './shown.ts';

/** Open data (开放数据): the page that describes it, and each set as a table and as JSON. */
export const dataRoutes: readonly Route[] = [
  publicGet('/data', showData),
  ...OPEN_SETS.flatMap((set) => [
    publicGet(`/data/${set}.csv`, sendTable(set)),
    publicGet(`/data/${set}.json`, sendJson(set)),
  ]),
];

async function showData(request: FastifyRequest, reply: FastifyReply) {
  const notices = await listNotices(request.register.store.read);
  return publicPage(reply, 'public/open-data/show', {
    sets: OPEN_SETS.map((set) => ({
      set,
      ...OPEN_TITLES[set],
      fields: Object.entries(OPEN_FIELDS[set]).map(([id, field]) => ({ id, ...field })),
    })),
    licence: LICENCE,
    quarters: [...new Set(notices.map(({ quarter }) => quarter))],
  });
}

function sendTable(set: OpenSet): Handler {
  return async (request, reply) => {
    const scope = await shown(request);
    const fields = Object.entries(OPEN_FIELDS[set]);
    const rows = (await openRows(set, scope)).map((row) => fields.map(([id]) => row[id] ?? null));
    const township = await findTownship(scope.read);
    const name = openFileName(township?.name ?? '', set, scope.today);
    const table = writeCsv(
      fields.map(([, { header }]) => header),
      rows,
    );
    return sendCsv(reply, name, table);
  };
}

function sendJson(set: OpenSet): Handler {
  return async (request, reply) => {
    const scope = await shown(request);
    const township = await findTownship(scope.read);
    const publisher = {
      name: township?.congressName ?? '',
      divisionCode: township?.divisionCode ?? '',
      origin: originOf(request),
    };
    const body = JSON.stringify(await openJson(set, scope, publisher), null, 1);
    return reply.type('application/json; charset=utf-8').send(body);
  };
}
