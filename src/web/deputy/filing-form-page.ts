import type { FastifyReply, FastifyRequest } from 'fastify';
import { findDraft } from '../../drafts/store.ts';
import { kindUnit } from '../../duties/labels.ts';
import { isFilingKind, type FilingKind } from '../../duties/rules.ts';
import { listEvidence, type Evidence } from '../../evidence/store.ts';
import { demandsOf } from '../../filings/demands.ts';
import { KIND_WORDS } from '../../filings/own-labels.ts';
import { takesAmount } from '../../filings/rules.ts';
import type { Filing } from '../../filings/store.ts';
import { addDays, shanghaiDay, yearOf, type Day } from '../../lib/dates.ts';
import { formatHundredths } from '../../lib/hundredths.ts';
import { NotFound, Refused } from '../../refusals.ts';
import { evidenceLines } from '../evidence.ts';
import type { FormState, FormValues } from '../form.ts';
import { page } from '../page.ts';
import { query } from '../routes.ts';
import { filingDraftKey } from './drafts.ts';
import { ownFilingAddress } from './filing-words.ts';
import { checkOwnStep } from './filings.ts';
import type { OwnDeputy } from './own.ts';

export function todayOf({ register }: FastifyRequest): Day {
  return shanghaiDay(register.clock());
}

/** A filing as it stands, as the form has it. */
export function valuesOf(filing: Filing, today: Day): Record<string, string> {
  const { occurredOn } = filing;
  const quick = occurredOn === today ? 'today' : occurredOn === addDays(today, -1) ? 'yesterday' : 'other';
  return { ...datedValuesOf(filing), on: quick, occurredOn: quick === 'other' ? occurredOn : '' };
}

/** The same with the day as a date, whatever day it is. */
export function datedValuesOf(filing: Filing): Record<string, string> {
  const { kind, occurredOn, content, place, result, quantityHundredths, amountCents } = filing;
  return {
    kind,
    occurredOn,
    content,
    place,
    result,
    quantity: formatHundredths(quantityHundredths),
    amount: amountCents === null ? '' : formatHundredths(amountCents),
  };
}

/** What was typed, with the day that was tapped as a date. */
export function withDayOf({ on, ...values }: FormValues, today: Day): FormValues {
  const day = on === 'today' ? today : on === 'yesterday' ? addDays(today, -1) : '';
  return { ...values, occurredOn: String(values['occurredOn'] ?? '').trim() || day };
}

/** The form of a filing that is with its deputy; in any other state its page, or why what was typed is too late. */
export async function editPage(
  request: FastifyRequest,
  reply: FastifyReply,
  own: OwnDeputy,
  filing: Filing,
  form: FormState,
  status = 200,
) {
  if (!isFilingKind(filing.kind)) throw new NotFound();
  const check = await checkOwnStep(request, filing, 'change');
  if (!check.ok && status === 200) return reply.redirect(ownFilingAddress(filing.code), 303);
  if (!check.ok) throw new Refused(check.reason, { code: filing.code });
  return formPage(request, reply, own, form, { kind: filing.kind, filing }, status);
}

export async function formPage(
  request: FastifyRequest,
  reply: FastifyReply,
  own: OwnDeputy,
  form: FormState,
  { kind, filing }: { kind: FilingKind; filing: Filing | null },
  status = 200,
) {
  const { read } = request.register.store;
  const today = todayOf(request);
  const subject = filing?.code ?? '';
  const [draft, evidence, demands] = await Promise.all([
    findDraft(read, filingDraftKey(request, subject)),
    filing ? listEvidence(read, filing.id) : [],
    demandsOf(read, { termId: own.term.id, deputyId: own.entry.id, kind, year: yearOf(today) }),
  ]);
  const model = {
    form,
    filing,
    kind,
    words: KIND_WORDS[kind],
    unit: kindUnit(kind),
    takesAmount: takesAmount(kind),
    days: { today, yesterday: addDays(today, -1) },
    kinds: Object.entries(KIND_WORDS).map(([code, { title }]) => [code, title]),
    evidence: filing ? removableLines(filing, evidence) : [],
    wantsEvidence: demands.evidence,
    draft: filing && draft && query(request, 'resume') === '' && status === 200 ? draft : null,
    subject,
    script: 'draft.js',
  };
  return page(reply, 'deputy/filings/form', model, status);
}

function removableLines({ code }: Filing, evidence: readonly Evidence[]) {
  return evidenceLines(evidence, '/my/evidence', ({ name }) => ({
    removal: `${ownFilingAddress(code)}/evidence/${name}/removal`,
  }));
}
