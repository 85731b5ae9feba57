import { AUDIT_LABELS, type AuditKind } from '../../audit/labels.ts';
import type { AuditEntry } from '../../audit/store.ts';
import { kindLabel, kindUnit } from '../../duties/labels.ts';
import { isFilingKind } from '../../duties/rules.ts';
import { FILING_STATE_LABELS, FILING_STATE_TONES } from '../../filings/labels.ts';
import { KIND_WORDS } from '../../filings/own-labels.ts';
import type { FilingState } from '../../filings/rules.ts';
import type { Filing } from '../../filings/store.ts';
import { formatHundredths } from '../../lib/hundredths.ts';

/** A deputy's page about one filing of theirs, or a step of it. */
export function ownFilingAddress(code: string, step: '' | 'edit' | 'check' | 'discard' = ''): string {
  const base = `/my/filings/${encodeURIComponent(code)}`;
  return step === '' ? base : `${base}/${step}`;
}

const REASONED: readonly FilingState[] = ['returned', 'voided'];

/** A line of the deputy's list. */
export function filingRow(filing: Filing) {
  const { code, state, occurredOn, content, reason } = filing;
  return {
    code,
    occurredOn,
    content,
    href: ownFilingAddress(code, state === 'draft' ? 'check' : ''),
    kind: kindTitle(filing),
    quantity: quantityText(filing),
    state: FILING_STATE_LABELS[state],
    tone: FILING_STATE_TONES[state],
    reason: REASONED.includes(state) ? reason : '',
  };
}

/** The kind as deputies are asked for it, or as the forms call it. */
export function kindTitle({ kind }: Pick<Filing, 'kind'>): string {
  return isFilingKind(kind) ? KIND_WORDS[kind].title : kindLabel(kind);
}

/** 3 人次 */
export function quantityText({ kind, quantityHundredths }: Filing): string {
  return `${formatHundredths(quantityHundredths)} ${kindUnit(kind)}`;
}

/** What stands in a filing, in words; '' where nothing was written. */
export function filingWords(filing: Filing) {
  const { state, amountCents } = filing;
  return {
    kind: kindTitle(filing),
    quantity: quantityText(filing),
    amount: amountCents === null ? '' : formatHundredths(amountCents),
    state: FILING_STATE_LABELS[state],
    tone: FILING_STATE_TONES[state],
  };
}

/** One step of a filing from the trail: who, when, what and why. */
export function historyLine({ at, actorName, kind, reason }: AuditEntry) {
  return { at, actorName, what: AUDIT_LABELS[kind as AuditKind], reason };
}
