import type { FastifyRequest } from 'fastify';
import type { Day } from '../../lib/dates.ts';
import { assessmentDues } from './assessment-dues.ts';
import { returnedFilings, unsentFilings } from './filing-dues.ts';
import { noticeDues } from './notice-dues.ts';
import { unansweredInvitations } from './invitation-dues.ts';
import type { OwnDeputy } from './own.ts';
import { proposalDues } from './proposals.ts';

/** Something that waits for the deputy; its words come from the labels of its noun. */
export interface DueItem {
  /** What to do, as the words of the link. */
  title: string;
  /** Of what, or why; '' for nothing more. */
  detail: string;
  href: string;
  /** The last day for it, where there is one. */
  until: Day | null;
}

type Finder = (request: FastifyRequest, own: OwnDeputy) => Promise<DueItem[]>;

/** One line each, in the order in which they are shown: a new kind of duty is one more function here. */
const FINDERS: readonly Finder[] = [
  unansweredInvitations,
  returnedFilings,
  unsentFilings,
  proposalDues,
  noticeDues,
  assessmentDues,
];

/** Everything that waits for a deputy: what has a last day first, the earliest before the others. */
export async function listDue(request: FastifyRequest, own: OwnDeputy): Promise<DueItem[]> {
  const items = (await Promise.all(FINDERS.map((find) => find(request, own)))).flat();
  const rank = ({ until }: DueItem): Day => until ?? '9999-12-31';
  return items.toSorted((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
}
