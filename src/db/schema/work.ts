import {
  bool,
  day,
  id,
  index,
  instant,
  int,
  oneOf,
  primaryKey,
  table,
  text,
  uniqueIndex,
} from '../dialect.ts';
import { account } from './system.ts';
import { deputy, term } from './people.ts';

/** Filing (代表自行登记): what a deputy reports itself. A confirmed one is never edited, only voided. */
export const filing = table(
  'filing',
  {
    id: id(),
    termId: int('term_id')
      .notNull()
      .references(() => term.id),
    code: text('code').notNull(),
    deputyId: int('deputy_id')
      .notNull()
      .references(() => deputy.id),
    kind: text('kind').notNull(),
    occurredOn: day('occurred_on').notNull(),
    content: text('content').notNull(),
    quantityHundredths: int('quantity_hundredths').notNull().default(100),
    grade: text('grade'),
    place: text('place').notNull().default(''),
    /** 成效 */
    result: text('result').notNull().default(''),
    /** 金额 in cents. */
    amountCents: int('amount_cents'),
    state: text('state').notNull(),
    /** Who brought it in: the deputy, staff on the deputy's behalf, or an imported file. */
    source: text('source').notNull(),
    enteredBy: int('entered_by').references(() => account.id),
    submittedAt: instant('submitted_at'),
    confirmedAt: instant('confirmed_at'),
    confirmedBy: int('confirmed_by').references(() => account.id),
    /** Why it was returned or voided. */
    reason: text('reason').notNull().default(''),
    year: int('year').notNull(),
    quarter: text('quarter').notNull(),
  },
  (t) => [
    uniqueIndex('filing_code').on(t.termId, t.code),
    index('filing_deputy').on(t.deputyId, t.year),
    index('filing_state').on(t.state, t.quarter),
    oneOf('filing_state_known', t.state, ['draft', 'submitted', 'confirmed', 'returned', 'voided']),
    oneOf('filing_source', t.source, ['deputy', 'staff', 'import']),
  ],
);

/** Unit (承办单位): handles proposals and voters' opinions. */
export const unit = table('unit', { id: id(), name: text('name').notNull() }, (t) => [
  uniqueIndex('unit_name').on(t.name),
]);

/** Proposal (议案 motion / 建议、批评和意见 suggestion). */
export const proposal = table(
  'proposal',
  {
    id: id(),
    termId: int('term_id')
      .notNull()
      .references(() => term.id),
    number: text('number').notNull(),
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    /** 案由 */
    cause: text('cause').notNull().default(''),
    /** 案据 */
    basis: text('basis').notNull().default(''),
    /** 内容 (方案) */
    content: text('content').notNull(),
    filedOn: day('filed_on').notNull(),
    registeredAt: instant('registered_at'),
    state: text('state').notNull(),
    /** 涉及面广或办理难度大: six months instead of three (代表法 art. 51). */
    complex: bool('complex').notNull().default(false),
    /** The congress session at which it was brought; empty: between sessions (闭会期间). */
    sessionTitle: text('session_title').notNull().default(''),
    /** Why it is not public; empty: it is. */
    withheldReason: text('withheld_reason').notNull().default(''),
    /** What the presidium decided about a motion: agenda (列入议程) or turned (作为建议处理). */
    decision: text('decision'),
    decidedOn: day('decided_on'),
    decisionReason: text('decision_reason').notNull().default(''),
    /** A suggestion that was brought as a motion. */
    wasMotion: bool('was_motion').notNull().default(false),
    /** The proposal on the same matter into which it was merged (并案); both are kept. */
    mergedInto: int('merged_into'),
    /** Why it was returned or withdrawn. */
    stateReason: text('state_reason').notNull().default(''),
    /** 重点督办: the presidium member who sees to it. */
    overseer: text('overseer').notNull().default(''),
    /** A class B answer stays on the follow-up list until it is carried out. */
    carriedOutOn: day('carried_out_on'),
    year: int('year').notNull(),
    quarter: text('quarter').notNull(),
  },
  (t) => [
    uniqueIndex('proposal_number').on(t.termId, t.number),
    oneOf('proposal_kind', t.kind, ['motion', 'suggestion']),
    oneOf('proposal_state', t.state, [
      'draft',
      'submitted',
      'registered',
      'assigned',
      'answered',
      'rated',
      'closed',
      'returned',
      'withdrawn',
    ]),
    index('proposal_filed').on(t.termId, t.filedOn),
    index('proposal_state_year').on(t.termId, t.state, t.year),
  ],
);

/** Lead (领衔) and co-signers (附议) of a proposal. */
export const signature = table(
  'signature',
  {
    proposalId: int('proposal_id')
      .notNull()
      .references(() => proposal.id),
    deputyId: int('deputy_id')
      .notNull()
      .references(() => deputy.id),
    lead: bool('lead').notNull(),
    position: int('position').notNull(),
    /** asked, agreed or declined: every co-signer agrees for themselves. */
    state: text('state').notNull().default('agreed'),
    answeredAt: instant('answered_at'),
  },
  (t) => [primaryKey({ columns: [t.proposalId, t.deputyId] }), index('signature_deputy').on(t.deputyId)],
);

/** One round of handling (办理): assignment, answer, rating. A dissatisfied result opens one more. */
export const handling = table(
  'handling',
  {
    id: id(),
    proposalId: int('proposal_id')
      .notNull()
      .references(() => proposal.id),
    round: int('round').notNull(),
    assignedOn: day('assigned_on'),
    answeredOn: day('answered_on'),
    answerClass: text('answer_class'),
    answer: text('answer').notNull().default(''),
    attitude: text('attitude'),
    result: text('result'),
    recordedAt: instant('recorded_at').notNull(),
    /** Months allowed, fixed with the answer; until then they follow the settings. */
    months: int('months'),
    /** A last day that the presidium granted (延期). */
    extendedTo: day('extended_to'),
    /** 文号 of the reply letter. */
    documentNumber: text('document_number').notNull().default(''),
    /** By when a class B answer will be carried out. */
    promisedOn: day('promised_on'),
    /** Why it cannot be solved (C) or is kept for reference (D). */
    classReason: text('class_reason').notNull().default(''),
    contactName: text('contact_name').notNull().default(''),
    contactPhone: text('contact_phone').notNull().default(''),
    ratedOn: day('rated_on'),
    /** The lead's own words with the rating. */
    ratingWords: text('rating_words').notNull().default(''),
  },
  (t) => [
    uniqueIndex('handling_round').on(t.proposalId, t.round),
    oneOf('handling_class', t.answerClass, ['A', 'B', 'C', 'D']),
    oneOf('handling_attitude', t.attitude, ['satisfied', 'fairly', 'dissatisfied']),
    oneOf('handling_result', t.result, ['satisfied', 'fairly', 'dissatisfied']),
  ],
);

/** Lead unit (主办) and co-handling units (协办) of a round. */
export const handlingUnit = table(
  'handling_unit',
  {
    handlingId: int('handling_id')
      .notNull()
      .references(() => handling.id),
    unitId: int('unit_id')
      .notNull()
      .references(() => unit.id),
    lead: bool('lead').notNull(),
    position: int('position').notNull(),
    /** 签收 */
    signedForAt: instant('signed_for_at'),
    /** Handed back by the unit, with its reason. */
    refusedAt: instant('refused_at'),
    refusedReason: text('refused_reason').notNull().default(''),
    /** What a co-handling unit gives to the answer. */
    contribution: text('contribution').notNull().default(''),
    contributedAt: instant('contributed_at'),
  },
  (t) => [primaryKey({ columns: [t.handlingId, t.unitId] }), index('handling_unit_unit').on(t.unitId)],
);

/** Request for more time (延期申请) of a unit: asked → granted | refused by the presidium. */
export const extension = table(
  'extension',
  {
    id: id(),
    handlingId: int('handling_id')
      .notNull()
      .references(() => handling.id),
    unitId: int('unit_id')
      .notNull()
      .references(() => unit.id),
    until: day('until').notNull(),
    reason: text('reason').notNull(),
    askedAt: instant('asked_at').notNull(),
    state: text('state').notNull(),
    decidedAt: instant('decided_at'),
    decidedBy: int('decided_by').references(() => account.id),
    note: text('note').notNull().default(''),
  },
  (t) => [
    index('extension_handling').on(t.handlingId),
    oneOf('extension_state', t.state, ['asked', 'granted', 'refused']),
  ],
);

/** Urging letter (督办函) to the unit of a round. */
export const urging = table(
  'urging',
  {
    id: id(),
    handlingId: int('handling_id')
      .notNull()
      .references(() => handling.id),
    number: text('number').notNull().default(''),
    words: text('words').notNull().default(''),
    sentOn: day('sent_on').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [index('urging_handling').on(t.handlingId)],
);

/** Note on how a class B answer is being carried out (落实跟踪). */
export const followUp = table(
  'follow_up',
  {
    id: id(),
    proposalId: int('proposal_id')
      .notNull()
      .references(() => proposal.id),
    notedOn: day('noted_on').notNull(),
    words: text('words').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [index('follow_up_proposal').on(t.proposalId)],
);

/** Attachment (附件) of a proposal or of a round's answer: a file outside the web root under a random name. */
export const attachment = table(
  'attachment',
  {
    id: id(),
    proposalId: int('proposal_id')
      .notNull()
      .references(() => proposal.id),
    handlingId: int('handling_id').references(() => handling.id),
    name: text('name').notNull(),
    fileName: text('file_name').notNull(),
    mediaType: text('media_type').notNull(),
    bytes: int('bytes').notNull(),
    sha256: text('sha256').notNull(),
    addedAt: instant('added_at').notNull(),
    addedBy: int('added_by').references(() => account.id),
  },
  (t) => [uniqueIndex('attachment_name').on(t.name), index('attachment_proposal').on(t.proposalId)],
);

/** Evidence (佐证) of a filing: a file outside the web root under a random name. */
export const evidence = table(
  'evidence',
  {
    id: id(),
    filingId: int('filing_id')
      .notNull()
      .references(() => filing.id),
    /** Random; the file's name on disk and in its address. */
    name: text('name').notNull(),
    /** As its deputy called it. */
    fileName: text('file_name').notNull(),
    mediaType: text('media_type').notNull(),
    bytes: int('bytes').notNull(),
    sha256: text('sha256').notNull(),
    addedAt: instant('added_at').notNull(),
    addedBy: int('added_by').references(() => account.id),
    /** Released to the public page by staff, one by one. */
    releasedAt: instant('released_at'),
    releasedBy: int('released_by').references(() => account.id),
  },
  (t) => [uniqueIndex('evidence_name').on(t.name), index('evidence_filing').on(t.filingId)],
);
