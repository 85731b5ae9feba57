import type { FastifyReply, FastifyRequest } from 'fastify';
import { differencesOf } from '../../audit/differences.ts';
import { differenceWords, subjectLabel, viaLabel } from '../../audit/field-labels.ts';
import { AUDIT_LABELS, type AuditKind } from '../../audit/labels.ts';
import {
  auditHead,
  countAudit,
  firstBrokenEntry,
  listAudit,
  type AuditEntry,
  type AuditFilter,
} from '../../audit/store.ts';
import { parseDay, shanghaiDay, type Day } from '../../lib/dates.ts';
import type { Access } from '../access.ts';
import { emptyForm } from '../form.ts';
import { listPage } from '../list-page.ts';
import { page } from '../page.ts';
import { get, query, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';

const READERS: Access = ['admin', 'presidium'];

export const auditRoutes: readonly Route[] = [
  get('/audit', READERS, showAudit),
  get('/audit/chain', READERS, showChain),
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
  const typed = typedFilter(request);
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
  });
}

function typedFilter(request: FastifyRequest): Typed {
  const kind = query(request, 'kind');
  return {
    kind: Object.hasOwn(AUDIT_LABELS, kind) ? kind : '',
    person: query(request, 'person').slice(0, 50),
    subject: query(request, 'subject').slice(0, 100),
    from: query(request, 'from').slice(0, 20),
    to: query(request, 'to').slice(0, 20),
  };
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
