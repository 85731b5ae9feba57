import type { FastifyReply, FastifyRequest } from 'fastify';
import { compareSchemes } from '../../schemes/compare.ts';
import { PART_CHANGE_LABELS } from '../../schemes/editor/labels.ts';
import { SCHEME_STATE_LABELS, schemeFileName, versionOf } from '../../schemes/labels.ts';
import { findScheme, listSchemes, type SchemeRow } from '../../schemes/store.ts';
import { found } from '../../refusals.ts';
import { CLERK } from '../access.ts';
import { sendFile } from '../downloads.ts';
import { page } from '../page.ts';
import { get, idParam, query, type Route } from '../routes.ts';
import { schemePaper } from '../scheme-paper.ts';
import { getScheme } from './scheme-draft.ts';

/** A scheme on paper and as a file, and two versions side by side. */
export const schemePaperRoutes: readonly Route[] = [
  get('/schemes/compare', CLERK, chooseComparison),
  get('/schemes/:id/compare/:other', CLERK, showComparison),
  get('/schemes/:id/print', CLERK, printScheme),
  get('/schemes/:id/scheme.json', CLERK, sendScheme),
];

/** Which two: the newest against the one before it, until somebody has chosen. */
async function chooseComparison(request: FastifyRequest, reply: FastifyReply) {
  const [newest, before] = await listSchemes(request.register.store.read);
  const asked = (name: string, otherwise: SchemeRow | undefined) =>
    /^\d{1,12}$/.test(query(request, name)) ? query(request, name) : String(otherwise?.id ?? newest?.id ?? 0);
  return reply.redirect(`/desk/schemes/${asked('old', before)}/compare/${asked('new', newest)}`, 303);
}

async function showComparison(request: FastifyRequest, reply: FastifyReply) {
  const { read } = request.register.store;
  const old = await getScheme(request);
  const other = found(await findScheme(read, idParam(request, 'other')));
  const model = {
    old: { id: old.id, name: versionOf(old) },
    other: { id: other.id, name: versionOf(other) },
    versions: (await listSchemes(read)).map((row) => [row.id, versionOf(row)]),
    comparison: compareSchemes(old.body, other.body),
    kinds: PART_CHANGE_LABELS,
  };
  return page(reply, 'staff/schemes/compare', model);
}

async function printScheme(request: FastifyRequest, reply: FastifyReply) {
  const scheme = await getScheme(request);
  const state = scheme.state === 'in_force' ? '' : SCHEME_STATE_LABELS[scheme.state];
  const paper = schemePaper(scheme, state);
  return page(reply, 'public/rules/print', { ...paper, links: { back: `/desk/schemes/${scheme.id}` } });
}

async function sendScheme(request: FastifyRequest, reply: FastifyReply) {
  const scheme = await getScheme(request);
  const type = 'application/json; charset=utf-8';
  return sendFile(reply, schemeFileName(scheme), type, `${JSON.stringify(scheme.body, null, 2)}\n`);
}
