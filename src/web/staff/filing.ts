import type { FastifyReply, FastifyRequest } from 'fastify';
import { AUDIT_LABELS, type AuditKind } from '../../audit/labels.ts';
import { listAudit, type AuditEntry } from '../../audit/store.ts';
import type { Reader } from '../../db/store.ts';
import { findRosterEntryById } from '../../deputies/store.ts';
import { kindLabel, kindUnit, sectionLabel } from '../../duties/labels.ts';
import { sectionOf } from '../../duties/rules.ts';
import { confirmFiling, gradeFiling, returnFiling, voidFiling } from '../../filings/actions.ts';
import { gradeForm, returnForm, voidForm } from '../../filings/forms.ts';
import {
  FILING_REFUSAL_FIELDS,
  FILING_SOURCE_LABELS,
  FILING_STATE_LABELS,
  FILING_STATE_TONES,
  FILING_STEP_LABELS,
} from '../../filings/labels.ts';
import { standingOf } from '../../filings/reach.ts';
import { filingStepsOf, isOwnFiling, type FilingActor } from '../../filings/rules.ts';
import { findFiling, listPossibleDuplicates, type Filing } from '../../filings/store.ts';
import { formatHundredths } from '../../lib/hundredths.ts';
import { found } from '../../refusals.ts';
import { gradesFor, wantsEvidence } from '../../schemes/grades.ts';
import { findSchemeInForce } from '../../schemes/store.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page, type Done } from '../page.ts';
import { get, param, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';

export const filingRoutes: readonly Route[] = [
  get('/filings/:code', CLERK, showFiling),
  post('/filings/:code/confirmation', CLERK, createConfirmation),
  post('/filings/:code/return', CLERK, createReturn),
  post('/filings/:code/void', CLERK, createVoid),
  post('/filings/:code/grade', CLERK, createGrade),
];

/** A filing's page on the desk. */
export function filingAddress(code: string): string {
  return `/desk/filings/${encodeURIComponent(code)}`;
}

export function actorOf({ viewer }: FastifyRequest): FilingActor {
  return { roles: viewer?.roles ?? [], personId: viewer?.personId ?? null };
}

/** The filing of the address, if it has reached the desk. */
export async function getFiling(request: FastifyRequest): Promise<Filing> {
  const { read } = request.server.store;
  const { id: termId } = await getCurrentTerm(read);
  return found(await findFiling(read, { termId }, param(request, 'code')));
}

async function showFiling(request: FastifyRequest, reply: FastifyReply) {
  const filing = await getFiling(request);
  return filingPage(request, reply, filing, emptyForm({ grade: filing.grade ?? '' }));
}

async function createConfirmation(request: FastifyRequest, reply: FastifyReply) {
  const { code } = await getFiling(request);
  await confirmFiling(doing(request), code);
  return done(reply, code, 'confirmed');
}

async function createReturn(request: FastifyRequest, reply: FastifyReply) {
  const filing = await getFiling(request);
  return submitForm(request, returnForm, FILING_REFUSAL_FIELDS, {
    wrong: (form) => filingPage(request, reply, filing, form, 422),
    right: async ({ reason }) => {
      await returnFiling(doing(request), filing.code, reason);
      return done(reply, filing.code, 'returned');
    },
  });
}

async function createVoid(request: FastifyRequest, reply: FastifyReply) {
  const filing = await getFiling(request);
  return submitForm(request, voidForm, FILING_REFUSAL_FIELDS, {
    wrong: (form) => filingPage(request, reply, filing, form, 422),
    right: async ({ reason }) => {
      await voidFiling(doing(request), filing.code, reason);
      return done(reply, filing.code, 'voided');
    },
  });
}

async function createGrade(request: FastifyRequest, reply: FastifyReply) {
  const filing = await getFiling(request);
  return submitForm(request, gradeForm, FILING_REFUSAL_FIELDS, {
    wrong: (form) => filingPage(request, reply, filing, form, 422),
    right: async ({ grade }) => {
      await gradeFiling(doing(request), filing.code, grade);
      return done(reply, filing.code, 'saved');
    },
  });
}

function done(reply: FastifyReply, code: string, what: Done) {
  return goTo(reply, filingAddress(code), what);
}

async function filingPage(
  request: FastifyRequest,
  reply: FastifyReply,
  filing: Filing,
  form: FormState,
  status = 200,
) {
  const { read } = request.server.store;
  const actor = actorOf(request);
  const standing = await standingOf(read, filing);
  const [duplicates, history, counting] = await Promise.all([
    listPossibleDuplicates(read, filing),
    listAudit(read, { subject: ['filing', filing.code] }, { limit: 100, offset: 0 }),
    countingOf(read, filing),
  ]);
  const { grades } = counting;
  const steps = filingStepsOf(actor, standing).filter(
    ({ action }) => action !== 'grade' || grades.length > 0,
  );
  const model = {
    filing,
    form,
    duplicates,
    standing,
    ...counting,
    words: wordsOf(filing),
    steps: Object.fromEntries(steps.map(({ action, label }) => [action, FILING_STEP_LABELS[label]])),
    isOwn: isOwnFiling(actor, standing),
    history: history.toReversed().map(historyLine),
  };
  return page(reply, 'staff/filings/show', model, status);
}

/** What the scheme in force says about such a duty. */
async function countingOf(reader: Reader, filing: Filing) {
  const scheme = await findSchemeInForce(reader, filing.year);
  const deputy = found(await findRosterEntryById(reader, filing.termId, filing.deputyId));
  return {
    grades: scheme ? gradesFor(scheme.body, filing.kind, deputy.category?.name ?? null) : [],
    wantsEvidence: scheme ? wantsEvidence(scheme.body, filing.kind) : false,
  };
}

function wordsOf({ kind, state, source, quantityHundredths, amountCents }: Filing) {
  return {
    kind: `${sectionLabel(sectionOf(kind))} · ${kindLabel(kind)}`,
    state: FILING_STATE_LABELS[state],
    tone: FILING_STATE_TONES[state],
    source: FILING_SOURCE_LABELS[source],
    quantity: `${formatHundredths(quantityHundredths)} ${kindUnit(kind)}`,
    amount: amountCents === null ? '' : formatHundredths(amountCents),
  };
}

function historyLine({ at, actorName, kind, reason, after }: AuditEntry) {
  const grade = (after as { grade?: unknown } | null)?.grade;
  const detail = kind === 'filing.graded' && typeof grade === 'string' ? grade : '';
  return { at, actorName, what: AUDIT_LABELS[kind as AuditKind], reason, detail };
}
