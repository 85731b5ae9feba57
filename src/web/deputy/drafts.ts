import type { FastifyReply, FastifyRequest } from 'fastify';
import { discardDraft, saveDraft } from '../../drafts/actions.ts';
import { keptValues, type DraftKey } from '../../drafts/rules.ts';
import { findFiling } from '../../filings/store.ts';
import { shanghaiTime } from '../../lib/dates.ts';
import { found } from '../../refusals.ts';
import { DEPUTY } from '../access.ts';
import { goTo } from '../page.ts';
import { post, query, type Route } from '../routes.ts';
import { expectFields } from '../strange-fields.ts';
import { ownFilingAddress } from './filing-words.ts';
import { ownDeputy } from './own.ts';

export const draftRoutes: readonly Route[] = [
  post('/drafts/filing', DEPUTY, saveFilingDraft),
  post('/drafts/filing/removal', DEPUTY, createRemoval),
];

const FIELDS = ['kind', 'on', 'occurredOn', 'content', 'place', 'quantity', 'result', 'amount'];

/** What the viewer has typed of a new filing (subject ''), or of one that is with them. */
export function filingDraftKey({ viewer }: FastifyRequest, subject: string): DraftKey {
  return { accountId: found(viewer ?? undefined).accountId, form: 'filing', subject };
}

/** The script of the form calls every ten seconds while something is typed. */
async function saveFilingDraft(request: FastifyRequest, reply: FastifyReply) {
  const { store, clock } = request.register;
  const key = filingDraftKey(request, await ownSubject(request));
  expectFields(request, FIELDS);
  const values = keptValues((request.body ?? {}) as Record<string, unknown>, FIELDS);
  const savedAt = clock();
  await saveDraft(store, key, { values, savedAt });
  return reply.send({ savedAt: shanghaiTime(savedAt).slice(-5) });
}

async function createRemoval(request: FastifyRequest, reply: FastifyReply) {
  const subject = await ownSubject(request);
  await discardDraft(request.register.store, filingDraftKey(request, subject));
  return goTo(reply, subject === '' ? '/my/filings/new' : ownFilingAddress(subject, 'edit'), 'discarded');
}

/** The code in the address: '' or a filing of the viewer's own. */
async function ownSubject(request: FastifyRequest): Promise<string> {
  const { term, entry } = found((await ownDeputy(request)) ?? undefined);
  const code = query(request, 'subject');
  if (code === '') return '';
  const scope = { termId: term.id, deputyId: entry.id };
  return found(await findFiling(request.register.store.read, scope, code)).code;
}
