import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { differencesOf } from '../../audit/differences.ts';
import { differenceWords, subjectLabel, viaLabel } from '../../audit/field-labels.ts';
import { recordTrailExport } from '../../audit/actions.ts';
import { trailAsCsv, trailAsJsonLines } from '../../audit/export.ts';
import { AUDIT_LABELS, type AuditKind } from '../../audit/labels.ts';
import { isFailure } from '../../audit/rules.ts';
import {
  auditHead,
  countAudit,
  findEntry,
  firstBrokenEntry,
  listAudit,
  type AuditEntry,
  type AuditFilter,
} from '../../audit/store.ts';
import { resultLabel, trailFileName } from '../../audit/trail-labels.ts';
import type { Reader } from '../../db/store.ts';
import { daysBetween, parseDay, shanghaiDay, type Day } from '../../lib/dates.ts';
import { findTownship } from '../../settings/store.ts';
import { ADMIN, type Access } from '../access.ts';
import { sendFile } from '../downloads.ts';
import { doing, emptyForm } from '../form.ts';
import { listPage } from '../list-page.ts';
import { page } from '../page.ts';
import { get, post, query, type Route } from '../routes.ts';
import { expectFields } from '../strange-fields.ts';
import { sudo } from '../sudo.ts';
import { HELPERS } from '../views.ts';

const READERS: Access = ['admin', 'presidium'];

export const auditRoutes: readonly Route[] = [
  get('/audit', READERS, showAudit),
  get('/audit/chain', READERS, showChain),
  sudo(post('/audit/export', ADMIN, createExport)),
];

interface Typed {
  kind: string;
  person: string;
  subject: string;
  from: string;
  to: string;
}

async function showAudit(request: FastifyRequest, reply: FastifyReply) {
  const { store, clock } = request.register;
  const typed = typedFilter((name) => query(request, name));
  const today = shanghaiDay(clock());
  const filter = filterOf(typed, today);
  const total = await countAudit(store.read, filter);
  const { limit, offset, pager } = listPage(total, query(request, 'page'), (number) =>
    HELPERS.address('/desk/audit', { ...typed, page: number === 1 ? '' : number }),
  );
  const entries = await listAudit(store.read, filter, { limit, offset });
  return page(reply, 'staff/audit/index', {
    form: emptyForm({ ...typed }),
    rows: entries.map(shown),
    total,
    pager,
    isFiltered: Object.values(typed).some((value) => value !== ''),
    strangeDays: strangeDays(typed, today),
    kinds: Object.entries(AUDIT_LABELS),
    since: await sinceWhen(store.read, today),
    typed: Object.entries(typed),
  });
}

function typedFilter(value: (name: string) => string): Typed {
  const kind = value('kind');
  return {
    kind: Object.hasOwn(AUDIT_LABELS, kind) ? kind : '',
    person: value('person').slice(0, 50),
    subject: value('subject').slice(0, 100),
    from: value('from').slice(0, 20),
    to: value('to').slice(0, 20),
  };
}

/** How far the trail reaches back: to its first entry, since nothing is ever taken off it. */
async function sinceWhen(reader: Reader, today: Day): Promise<{ day: Day; days: number } | null> {
  const first = await findEntry(reader, 1);
  if (!first) return null;
  const day = shanghaiDay(first.at);
  return { day, days: daysBetween(day, today) + 1 };
}

/** What the page shows under the same filter, all pages of it; personal data leaves the house, so it is written down. */
async function createExport(request: FastifyRequest, reply: FastifyReply) {
  const { store, clock } = request.register;
  const body = (request.body ?? {}) as Record<string, unknown>;
  expectFields(request, ['form', 'kind', 'person', 'subject', 'from', 'to']);
  const typed = typedFilter((name) => (typeof body[name] === 'string' ? body[name].trim() : ''));
  const form = body['form'] === 'jsonl' ? 'jsonl' : 'csv';
  const today = shanghaiDay(clock());
  const filter = await recordTrailExport(doing(request), form, filterOf(typed, today), { ...typed });
  const township = await findTownship(store.read);
  const name = trailFileName(township?.name ?? '', today, form);
  const [lines, type] =
    form === 'csv'
      ? [trailAsCsv(store.read, filter), 'text/csv; charset=utf-8']
      : [trailAsJsonLines(store.read, filter), 'application/x-ndjson; charset=utf-8'];
  return sendFile(reply, name, type, Readable.from(lines));
}

function filterOf({ kind, person, subject, from, to }: Typed, today: Day): AuditFilter {
  const [first, last] = [parseDay(from, today), parseDay(to, today)];
  return {
    kind: kind as AuditKind,
    actor: person,
    about: subject,
    from: first === null ? undefined : midnight(first),
    to: last === null ? undefined : midnight(last) + 24 * 60 * 60 * 1000 - 1,
  };
}

/** The instant at which a day begins in China. */
function midnight(day: Day): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}

/** Typed days that are none: the list is not narrowed by them, and the page says so. */
function strangeDays({ from, to }: Typed, today: Day): string[] {
  return [from, to].filter((text) => text !== '' && parseDay(text, today) === null);
}

function shown({ before, after, ...entry }: AuditEntry) {
  return {
    ...entry,
    isFailure: isFailure({ ...entry }),
    result: resultLabel({ ...entry }),
    kindLabel: AUDIT_LABELS[entry.kind as AuditKind] ?? entry.kind,
    subjectLabel: subjectLabel(entry.subjectType),
    viaLabel: viaLabel(entry.via),
    differences: differencesOf(before, after).map((one) => differenceWords(entry.subjectType, one)),
  };
}

/** Reads the whole trail, so it is asked for and not shown on every page. */
async function showChain(request: FastifyRequest, reply: FastifyReply) {
  const { read } = request.register.store;
  const broken = await firstBrokenEntry(read);
  return page(reply, 'staff/audit/chain', { broken, head: await auditHead(read) });
}
