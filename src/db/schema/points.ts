import type { Scheme } from '../../schemes/rules.ts';
import {
  day,
  id,
  index,
  instant,
  int,
  json,
  oneOf,
  primaryKey,
  table,
  text,
  uniqueIndex,
} from '../dialect.ts';
import { deputy } from './people.ts';
import { account } from './system.ts';

/** Scheme (积分办法): draft → in force → retired; one calendar year each. */
export const scheme = table(
  'scheme',
  {
    id: id(),
    year: int('year').notNull(),
    version: int('version').notNull(),
    title: text('title').notNull(),
    state: text('state').notNull(),
    body: json('body').$type<Scheme>().notNull(),
    documentNumber: text('document_number').notNull().default(''),
    adoptedOn: day('adopted_on'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('scheme_version').on(t.year, t.version),
    oneOf('scheme_state', t.state, ['draft', 'in_force', 'retired']),
  ],
);

/**
 * Notice (积分公示): the frozen result of a quarter. Append-only: a correction (更正公告) is a new version.
 * `body` is the canonical JSON whose SHA-256 is `sha256`; it is text so that no driver re-serialises it.
 */
export const notice = table(
  'notice',
  {
    id: id(),
    quarter: text('quarter').notNull(),
    version: int('version').notNull(),
    number: text('number').notNull(),
    schemeId: int('scheme_id')
      .notNull()
      .references(() => scheme.id),
    publishedAt: instant('published_at').notNull(),
    windowFrom: day('window_from').notNull(),
    windowTo: day('window_to').notNull(),
    body: text('body').notNull(),
    sha256: text('sha256').notNull(),
  },
  (t) => [uniqueIndex('notice_version').on(t.quarter, t.version)],
);

/** Annual report form (年度述职报告表): figures are derived; only words and opinions are stored. */
export const annualReport = table(
  'annual_report',
  {
    id: id(),
    deputyId: int('deputy_id')
      .notNull()
      .references(() => deputy.id),
    year: int('year').notNull(),
    /** The deputy's own words by section. */
    words: json('words').$type<Record<string, string>>().notNull(),
    groupOpinion: text('group_opinion').notNull().default(''),
    presidiumOpinion: text('presidium_opinion').notNull().default(''),
    /** What was published, frozen as canonical JSON; null while it is being written. */
    published: text('published'),
    publishedAt: instant('published_at'),
    /** A withdrawn one keeps its place with a tombstone that says when and why. */
    withdrawnAt: instant('withdrawn_at'),
    withdrawnReason: text('withdrawn_reason').notNull().default(''),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [uniqueIndex('annual_report_year').on(t.deputyId, t.year)],
);

/** Objection (异议) to a line of a published notice: received → upheld | rejected. */
export const objection = table(
  'objection',
  {
    id: id(),
    /** What its sender is given to follow it; with a code, of which only the SHA-256 is kept. */
    reference: text('reference').notNull(),
    codeHash: text('code_hash').notNull().default(''),
    noticeId: int('notice_id')
      .notNull()
      .references(() => notice.id),
    deputyId: int('deputy_id')
      .notNull()
      .references(() => deputy.id),
    /** The record behind the line that is disputed; empty for the line as a whole. */
    record: text('record').notNull().default(''),
    /** The deputy's account; null when a voter objects from the public notice. */
    accountId: int('account_id').references(() => account.id),
    /** Name and phone are never public. */
    name: text('name').notNull().default(''),
    phone: text('phone').notNull().default(''),
    content: text('content').notNull(),
    state: text('state').notNull(),
    receivedAt: instant('received_at').notNull(),
    /** What the public reads of it, without names of private people. */
    summary: text('summary').notNull().default(''),
    answer: text('answer').notNull().default(''),
    answeredAt: instant('answered_at'),
    answeredBy: int('answered_by').references(() => account.id),
  },
  (t) => [
    uniqueIndex('objection_reference').on(t.reference),
    index('objection_notice').on(t.noticeId),
    oneOf('objection_state', t.state, ['received', 'upheld', 'rejected']),
  ],
);

/** Statement (代表说明): a deputy's own words beside an absence, a deduction or a low line; published with it. */
export const statement = table(
  'statement',
  {
    id: id(),
    deputyId: int('deputy_id')
      .notNull()
      .references(() => deputy.id),
    quarter: text('quarter').notNull(),
    /** The record it stands beside; empty for the deputy's line of the quarter as a whole. */
    record: text('record').notNull().default(''),
    content: text('content').notNull(),
    writtenAt: instant('written_at').notNull(),
    /** Withheld by staff because it names private people; the reason is public. */
    withheldAt: instant('withheld_at'),
    withheldReason: text('withheld_reason').notNull().default(''),
  },
  (t) => [uniqueIndex('statement_line').on(t.deputyId, t.quarter, t.record)],
);

/** Year-end assessment (年度积分核定): self → group → final → done; `step` is the one that is due. */
export const assessment = table(
  'assessment',
  {
    id: id(),
    deputyId: int('deputy_id')
      .notNull()
      .references(() => deputy.id),
    year: int('year').notNull(),
    /** The notice of the year's last quarter, whose points it starts from. */
    noticeId: int('notice_id')
      .notNull()
      .references(() => notice.id),
    step: text('step').notNull(),
    computedHundredths: int('computed_hundredths').notNull(),
    /** Null until the presidium has decided. */
    finalHundredths: int('final_hundredths'),
    selfAt: instant('self_at'),
    selfBy: int('self_by').references(() => account.id),
    groupAt: instant('group_at'),
    groupBy: int('group_by').references(() => account.id),
    finalAt: instant('final_at'),
    finalBy: int('final_by').references(() => account.id),
  },
  (t) => [
    uniqueIndex('assessment_year').on(t.deputyId, t.year),
    oneOf('assessment_step', t.step, ['self', 'group', 'final', 'done']),
  ],
);

/** One score of an assessment: an item of the scheme in one of the three steps. */
export const assessmentScore = table(
  'assessment_score',
  {
    assessmentId: int('assessment_id')
      .notNull()
      .references(() => assessment.id),
    item: text('item').notNull(),
    step: text('step').notNull(),
    hundredths: int('hundredths').notNull(),
    /** Why it differs from what was computed. */
    reason: text('reason').notNull().default(''),
  },
  (t) => [
    primaryKey({ columns: [t.assessmentId, t.item, t.step] }),
    oneOf('assessment_score_step', t.step, ['self', 'group', 'final']),
  ],
);
