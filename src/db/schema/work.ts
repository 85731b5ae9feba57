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
  },
  (t) => [primaryKey({ columns: [t.handlingId, t.unitId] })],
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
