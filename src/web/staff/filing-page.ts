import type { FastifyReply, FastifyRequest } from 'fastify';
import { AUDIT_LABELS, type AuditKind } from '../../audit/labels.ts';
import { listAudit, type AuditEntry } from '../../audit/store.ts';
import { kindLabel, kindUnit, sectionLabel } from '../../duties/labels.ts';
import { sectionOf } from '../../duties/rules.ts';
import { isImage, refuseEvidenceStep, type EvidenceAction } from '../../evidence/rules.ts';
import { listEvidence, type Evidence } from '../../evidence/store.ts';
import { demandsOf } from '../../filings/demands.ts';
import {
  FILING_SOURCE_LABELS,
  FILING_STATE_LABELS,
  FILING_STATE_TONES,
  FILING_STEP_LABELS,
} from '../../filings/labels.ts';
import { publishedQuarterOf } from '../../filings/published.ts';
import { standingOf } from '../../filings/reach.ts';
import { filingStepsOf, isOwnFiling, type FilingActor, type FilingStanding } from '../../filings/rules.ts';
import { listPossibleDuplicates, type Filing } from '../../filings/store.ts';
import { formatHundredths } from '../../lib/hundredths.ts';
import { listClosings } from '../../notices/closings.ts';
import { evidenceLines } from '../evidence.ts';
import type { FormState } from '../form.ts';
import { page } from '../page.ts';
import { actorOf, filingAddress, queuePlace } from './filing-reading.ts';

/** A filing with its evidence, what can be done with it, and how it came here. */
export async function filingPage(
  request: FastifyRequest,
  reply: FastifyReply,
  filing: Filing,
  form: FormState,
  status = 200,
) {
  const { read } = request.register.store;
  const actor = actorOf(request);
  const [standing, demands, duplicates, evidence, history, closings, queue] = await Promise.all([
    standingOf(read, filing),
    demandsOf(read, filing),
    listPossibleDuplicates(read, filing),
    listEvidence(read, filing.id),
    listAudit(read, { subject: ['filing', filing.code] }, { limit: 100, offset: 0 }),
    listClosings(read),
    queuePlace(request, filing),
  ]);
  const canEvidence = (action: EvidenceAction) => refuseEvidenceStep(actor, standing, action) === null;
  const model = {
    filing,
    form,
    duplicates: duplicates.map((other) => ({ ...other, stateLabel: FILING_STATE_LABELS[other.state] })),
    standing,
    queue,
    grades: demands.grades,
    wantsEvidence: demands.evidence,
    evidence: evidenceLines(evidence, '/desk/evidence', (row) => stepsWith(filing, row, canEvidence)),
    mayAddEvidence: canEvidence('add'),
    publishedQuarter: publishedQuarterOf(filing, closings),
    words: wordsOf(filing),
    steps: stepsOf(actor, standing),
    isOwn: isOwnFiling(actor, standing),
    history: history.toReversed().map(historyLine),
    script: filing.state === 'submitted' ? 'review.js' : '',
  };
  return page(reply, 'staff/filings/show', model, status);
}

/** A grade that is missing can be given on this very page, so it hides no step. */
function stepsOf(actor: FilingActor, standing: FilingStanding): Record<string, string> {
  const steps = filingStepsOf(actor, {
    ...standing,
    grade: standing.state === 'submitted' ? 'any' : standing.grade,
  });
  return Object.fromEntries(
    steps
      .filter(({ action }) => action !== 'grade' || (standing.wantsGrade && standing.state !== 'submitted'))
      .map(({ action, label }) => [action, FILING_STEP_LABELS[label]]),
  );
}

function stepsWith({ code }: Filing, row: Evidence, can: (action: EvidenceAction) => boolean) {
  const base = `${filingAddress(code)}/evidence/${row.name}`;
  const isReleased = row.releasedAt !== null;
  return {
    removal: can('remove') ? `${base}/removal` : '',
    release: can('release') && isImage(row.mediaType) && !isReleased ? `${base}/release` : '',
    withholding: can('withhold') && isReleased ? `${base}/withholding` : '',
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

/** Beside the step: the grade that was given, the files that came or went. */
function historyLine({ at, actorName, kind, reason, before, after }: AuditEntry) {
  const detail = { ...(before as object | null), ...(after as object | null) } as Record<string, unknown>;
  const words: Record<string, unknown> = {
    'filing.graded': detail['grade'],
    'evidence.added': [detail['files']].flat().join('、'),
    'evidence.removed': detail['file'],
    'evidence.released': detail['file'],
    'evidence.withheld': detail['file'],
  };
  const shown = words[kind];
  return {
    at,
    actorName,
    what: AUDIT_LABELS[kind as AuditKind],
    reason,
    detail: typeof shown === 'string' ? shown : '',
  };
}
