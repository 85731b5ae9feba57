import type { Scheme } from '../../schemes/rules.ts';
import { day, id, instant, int, json, oneOf, table, text, uniqueIndex } from '../dialect.ts';
import { deputy } from './people.ts';

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
