import type { FastifyReply, FastifyRequest } from 'fastify';
import { listAudit } from '../../audit/store.ts';
import type { Reader } from '../../db/store.ts';
import { submitFiling } from '../../filings/actions.ts';
import { demandsOf } from '../../filings/demands.ts';
import { FILING_REFUSAL_FIELDS, FILING_STATE_LABELS, FILING_STEP_LABELS } from '../../filings/labels.ts';
import { discardOwnFiling } from '../../filings/own.ts';
import { standingOf } from '../../filings/reach.ts';
import { checkFilingStep, FILING_STATES, filingStepsOf, type FilingAction } from '../../filings/rules.ts';
import {
  countFilings,
  findFiling,
  listFilings,
  listPossibleDuplicates,
  type Filing,
} from '../../filings/store.ts';
import { removeEvidence } from '../../evidence/actions.ts';
import { listEvidence } from '../../evidence/store.ts';
import { found, Refused } from '../../refusals.ts';
import { DEPUTY } from '../access.ts';
import { evidenceLines } from '../evidence.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { listPage } from '../list-page.ts';
import { goTo, page } from '../page.ts';
import { noteRefusal } from '../refusal-notes.ts';
import { refusalText } from '../refusal-texts.ts';
import { get, param, post, query, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';
import { filingRow, filingWords, historyLine, ownFilingAddress } from './filing-words.ts';
import { ownDeputy } from './own.ts';

export const filingRoutes: readonly Route[] = [
  get('/filings', DEPUTY, showOwnFilings),
  get('/filings/:code', DEPUTY, showOwnFiling),
  get('/filings/:code/check', DEPUTY, checkOwnFiling),
  post('/filings/:code/check', DEPUTY, createSubmission),
  post('/filings/:code/discard', DEPUTY, createDiscard),
  post('/filings/:code/evidence/:name/removal', DEPUTY, createEvidenceRemoval),
];

/** The deputy's own filing that the address names; anybody else's is not found. */
export async function getOwnFiling(
  request: FastifyRequest,
  reader: Reader = request.register.store.read,
  code: string = param(request, 'code'),
): Promise<Filing> {
  const { term, entry } = found((await ownDeputy(request)) ?? undefined);
  const scope = { termId: term.id, deputyId: entry.id };
  return found(await findFiling(reader, scope, code));
}

/** What the deputy can do with it now. */
export async function ownStepsOf(
  request: FastifyRequest,
  filing: Filing,
): Promise<ReadonlyMap<FilingAction, string>> {
  const standing = await standingOf(request.register.store.read, filing);
  const { roles, personId } = found(request.viewer ?? undefined);
  return new Map(
    filingStepsOf({ roles, personId }, standing).map(({ action, label }) => [
      action,
      FILING_STEP_LABELS[label],
    ]),
  );
}

/** Whether the deputy may take a step now, and why not. */
export async function checkOwnStep(request: FastifyRequest, filing: Filing, action: FilingAction) {
  const { roles, personId } = found(request.viewer ?? undefined);
  const standing = await standingOf(request.register.store.read, filing);
  return checkFilingStep({ roles, personId }, standing, action, '');
}

async function showOwnFilings(request: FastifyRequest, reply: FastifyReply) {
  const own = await ownDeputy(request);
  if (!own) return page(reply, 'deputy/home/none', {});
  const { read } = request.register.store;
  const scope = { termId: own.term.id, deputyId: own.entry.id };
  const state = FILING_STATES.find((one) => one === query(request, 'state'));
  const filter = { state, text: query(request, 'q').slice(0, 100) };
  const matching = await countFilings(read, scope, filter);
  const address = (number: number) =>
    HELPERS.address('/my/filings', { state: state ?? '', q: filter.text, page: number === 1 ? '' : number });
  const { pager, ...cut } = listPage(matching, query(request, 'page'), address);
  return page(reply, 'deputy/filings/index', {
    matching,
    pager,
    filter,
    stateLabel: state ? FILING_STATE_LABELS[state] : '',
    filings: (await listFilings(read, scope, filter, cut)).map(filingRow),
  });
}

async function showOwnFiling(request: FastifyRequest, reply: FastifyReply) {
  const filing = await getOwnFiling(request);
  const { read } = request.register.store;
  const [steps, evidence, history] = await Promise.all([
    ownStepsOf(request, filing),
    listEvidence(read, filing.id),
    listAudit(read, { subject: ['filing', filing.code] }, { limit: 100, offset: 0 }),
  ]);
  return page(reply, 'deputy/filings/show', {
    filing,
    words: filingWords(filing),
    steps: Object.fromEntries(steps),
    evidence: evidenceLines(evidence, '/my/evidence'),
    history: history.toReversed().map(historyLine),
  });
}

async function checkOwnFiling(request: FastifyRequest, reply: FastifyReply) {
  return checkPage(request, reply, await getOwnFiling(request), emptyForm());
}

/** Hands it in. Whoever sends it twice, or comes back to a page of before, sees it as it is. */
async function createSubmission(request: FastifyRequest, reply: FastifyReply) {
  const filing = await getOwnFiling(request);
  const isWithDeputy = filing.state === 'draft' || filing.state === 'returned';
  if (!isWithDeputy) return reply.redirect(ownFilingAddress(filing.code), 303);
  try {
    await submitFiling(doing(request), filing.code);
  } catch (error) {
    if (!(error instanceof Refused) || FILING_REFUSAL_FIELDS[error.reason] !== 'occurredOn') throw error;
    await noteRefusal(request, error);
    const form = { values: {}, errors: { occurredOn: refusalText(error) } };
    return checkPage(request, reply, filing, form, 422);
  }
  return goTo(reply, ownFilingAddress(filing.code), 'sent');
}

async function createDiscard(request: FastifyRequest, reply: FastifyReply) {
  const { code } = await getOwnFiling(request);
  await discardOwnFiling(doing(request), code);
  return goTo(reply, '/my', 'discarded');
}

async function createEvidenceRemoval(request: FastifyRequest, reply: FastifyReply) {
  const { code } = await getOwnFiling(request);
  await removeEvidence(doing(request), code, param(request, 'name'));
  return goTo(reply, ownFilingAddress(code, 'edit'), 'removed');
}

async function checkPage(
  request: FastifyRequest,
  reply: FastifyReply,
  filing: Filing,
  form: FormState,
  status = 200,
) {
  const steps = await ownStepsOf(request, filing);
  if (!steps.has('submit')) return reply.redirect(ownFilingAddress(filing.code), 303);
  const { read } = request.register.store;
  const [standing, evidence, duplicates, demands] = await Promise.all([
    standingOf(read, filing),
    listEvidence(read, filing.id),
    listPossibleDuplicates(read, filing),
    demandsOf(read, filing),
  ]);
  const model = {
    filing,
    form,
    words: filingWords(filing),
    steps: Object.fromEntries(steps),
    duplicates: duplicates.map(filingRow),
    evidence: evidenceLines(evidence, '/my/evidence'),
    lacksEvidence: demands.evidence && evidence.length === 0,
    quarterClosed: standing.quarterClosed,
  };
  return page(reply, 'deputy/filings/check', model, status);
}
