import type { FastifyRequest } from 'fastify';
import { RETURNED_DUE, UNSENT_DUE } from '../../filings/own-labels.ts';
import { listFilings, type Filing } from '../../filings/store.ts';
import type { FilingState } from '../../filings/rules.ts';
import type { DueItem } from './due.ts';
import type { OwnDeputy } from './own.ts';

const ALL = { limit: 50, offset: 0 };

/** Filings that staff gave back, with their reason. */
export async function returnedFilings(request: FastifyRequest, own: OwnDeputy): Promise<DueItem[]> {
  const filings = await listOwn(request, own, 'returned');
  return filings.map((filing) => ({
    title: `${RETURNED_DUE}${brief(filing)}`,
    detail: filing.reason,
    href: `/my/filings/${encodeURIComponent(filing.code)}/edit`,
    until: null,
  }));
}

/** Filings that were written down and not handed in. */
export async function unsentFilings(request: FastifyRequest, own: OwnDeputy): Promise<DueItem[]> {
  const filings = await listOwn(request, own, 'draft');
  return filings.map((filing) => ({
    title: `${UNSENT_DUE}${brief(filing)}`,
    detail: '',
    href: `/my/filings/${encodeURIComponent(filing.code)}/check`,
    until: null,
  }));
}

function listOwn({ register }: FastifyRequest, { term, entry }: OwnDeputy, state: FilingState) {
  return listFilings(register.store.read, { termId: term.id, deputyId: entry.id }, { state }, ALL);
}

const brief = ({ content }: Filing): string =>
  Array.from(content).length > 24 ? `${Array.from(content).slice(0, 23).join('')}…` : content;
