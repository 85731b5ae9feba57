import { and, eq, exists, inArray, isNotNull, isNull, ne, or, sql, type SQL } from 'drizzle-orm';
import { deputy, handling, handlingUnit, proposal, signature, unit } from '../db/schema/index.ts';
import { holdsWords } from '../db/search.ts';
import type { Reader } from '../db/store.ts';
import type { Day } from '../lib/dates.ts';
import {
  NEXT_ROUND_MONTHS,
  type AnswerClass,
  type AnswerMonths,
  type ProposalKind,
  type Satisfaction,
} from './rules.ts';

/** States that the public sees: from registration on. */
export const PUBLIC_STATES = ['registered', 'assigned', 'answered', 'rated', 'closed'] as const;
export type PublicState = (typeof PUBLIC_STATES)[number];

/**
 * What cannot be told by one column. `on-time`, `late`: by the first answer; `timed`: both together; `overdue`: the round
 * in hand is past its last day; `follow-up`: class B, not carried out yet; `again`: handled once more; `overseen` 重点督办.
 */
export const PUBLIC_ONLY = [
  'overdue',
  'overseen',
  'follow-up',
  'again',
  'on-time',
  'late',
  'timed',
  'merged',
] as const;
export type PublicOnly = (typeof PUBLIC_ONLY)[number];

export interface PublicFilter {
  year?: number | undefined;
  kind?: ProposalKind | undefined;
  /** `has-answer`: a first answer, whatever came of it. */
  state?: PublicState | 'has-answer' | undefined;
  /** A unit that handles or handled it, by name. */
  unit?: string | undefined;
  /** Only where that unit leads the last round. */
  unitLeads?: boolean | undefined;
  /** Without what was merged into another (并案) and is handled with it: what statistics count. */
  unmerged?: boolean | undefined;
  /** Of the last answer; so are the ratings. */
  answerClass?: AnswerClass | undefined;
  attitude?: Satisfaction | undefined;
  result?: Satisfaction | undefined;
  only?: PublicOnly | undefined;
  /** Certificate number of the lead or of a co-signer who agreed. */
  deputy?: string | undefined;
  text?: string | undefined;
}

/** As of when and with which months last days are reckoned. */
export interface Reckoning {
  today: Day;
  months: AnswerMonths;
}

/** Registered and not taken back: what stands in the public list, withheld ones by their number alone. */
export function isPublic(termId: number): SQL | undefined {
  return and(
    eq(proposal.termId, termId),
    inArray(proposal.state, [...PUBLIC_STATES]),
    isNotNull(proposal.registeredAt),
  );
}

/** What may be read. A withheld one answers to no filter, or the filter would tell what is in it. */
export function isOpen(termId: number): SQL | undefined {
  return and(isPublic(termId), eq(proposal.withheldReason, ''));
}

/** Which ones a filter takes: without any beside the year withheld ones too. */
export function listedBy(
  reader: Reader,
  termId: number,
  filter: PublicFilter,
  reckoning: Reckoning,
): SQL | undefined {
  const { year, text, deputy: certificate, ...more } = filter;
  const isPlain = ![text, certificate, ...Object.values(more)].some(Boolean);
  return and(
    isPlain ? isPublic(termId) : isOpen(termId),
    year === undefined ? undefined : eq(proposal.year, year),
    columnsAre(filter),
    answerIs(reader, filter),
    filter.unit ? exists(handledBy(reader, filter.unit, filter.unitLeads ?? false)) : undefined,
    filter.unmerged ? isNull(proposal.mergedInto) : undefined,
    certificate ? exists(signedBy(reader, certificate)) : undefined,
    filter.only ? ONLY[filter.only](reader, reckoning) : undefined,
    text ? holdsWords(proposal.id, text) : undefined,
  );
}

function columnsAre({ kind, state }: PublicFilter): SQL | undefined {
  return and(
    kind ? eq(proposal.kind, kind) : undefined,
    state && state !== 'has-answer' ? eq(proposal.state, state) : undefined,
  );
}

function answerIs(reader: Reader, { state, answerClass, attitude, result }: PublicFilter): SQL | undefined {
  const asked = and(
    answerClass ? eq(handling.answerClass, answerClass) : undefined,
    attitude ? eq(handling.attitude, attitude) : undefined,
    result ? eq(handling.result, result) : undefined,
  );
  return and(
    state === 'has-answer' ? exists(roundOf(reader, and(eq(handling.round, 1), IS_ANSWERED))) : undefined,
    asked ? exists(roundOf(reader, and(asked, IS_LAST_ANSWER))) : undefined,
  );
}

const IS_ANSWERED = isNotNull(handling.answeredOn);
const IS_LAST = sql`${handling.round} = (select max(later.round) from ${handling} later where later.proposal_id = ${proposal.id})`;
const IS_LAST_ANSWER = sql`${handling.round} = (select max(later.round) from ${handling} later where later.proposal_id = ${proposal.id} and later.answered_on is not null)`;

const ONLY: Readonly<Record<PublicOnly, (reader: Reader, reckoning: Reckoning) => SQL | undefined>> = {
  overseen: () => ne(proposal.overseer, ''),
  merged: () => isNotNull(proposal.mergedInto),
  'follow-up': (reader) =>
    and(isNull(proposal.carriedOutOn), exists(roundOf(reader, and(IS_LAST, eq(handling.answerClass, 'B'))))),
  again: (reader) => exists(roundOf(reader, sql`${handling.round} > 1`)),
  overdue: (reader, { today, months }) =>
    exists(
      roundOf(
        reader,
        and(
          IS_LAST,
          isNull(handling.answeredOn),
          isNotNull(handling.assignedOn),
          isLate(sql`${today}`, months),
        ),
      ),
    ),
  'on-time': (reader, { months }) =>
    exists(firstTimed(reader, sql`not ${isLate(sql`${handling.answeredOn}`, months)}`)),
  late: (reader, { months }) => exists(firstTimed(reader, isLate(sql`${handling.answeredOn}`, months))),
  timed: (reader) => exists(firstTimed(reader, undefined)),
};

function firstTimed(reader: Reader, more: SQL | undefined) {
  return roundOf(reader, and(eq(handling.round, 1), IS_ANSWERED, isNotNull(handling.assignedOn), more));
}

function roundOf(reader: Reader, more: SQL | undefined) {
  return reader
    .select({ one: sql`1` })
    .from(handling)
    .where(and(eq(handling.proposalId, proposal.id), more));
}

/**
 * Whether a day is after the last day of a round (dueOf in rules.ts). Days are compared as numbers of 32 days a month:
 * so the end of a shorter month needs no calendar, for no answer can come after that end within the month.
 */
function isLate(day: SQL, { answerMonths, complexAnswerMonths }: AnswerMonths): SQL {
  const months = sql`coalesce(${handling.months}, case when ${handling.round} > 1 then ${NEXT_ROUND_MONTHS} when ${proposal.complex} then ${complexAnswerMonths} else ${answerMonths} end)`;
  const reckoned = sql`${dayNumber(sql`${handling.assignedOn}`)} + 32 * ${months} < ${dayNumber(day)}`;
  return sql`(${reckoned} and coalesce(${handling.extendedTo}, '') < ${day})`;
}

function dayNumber(day: SQL): SQL {
  const part = (from: number, length: number) => sql`cast(substr(${day}, ${from}, ${length}) as integer)`;
  return sql`((${part(1, 4)} * 12 + ${part(6, 2)}) * 32 + ${part(9, 2)})`;
}

function handledBy(reader: Reader, name: string, leads: boolean) {
  return reader
    .select({ one: sql`1` })
    .from(handlingUnit)
    .innerJoin(handling, eq(handling.id, handlingUnit.handlingId))
    .innerJoin(unit, eq(unit.id, handlingUnit.unitId))
    .where(
      and(
        eq(handling.proposalId, proposal.id),
        eq(unit.name, name),
        leads ? and(eq(handlingUnit.lead, true), IS_LAST) : undefined,
      ),
    );
}

function signedBy(reader: Reader, certificate: string) {
  return reader
    .select({ one: sql`1` })
    .from(signature)
    .innerJoin(deputy, eq(deputy.id, signature.deputyId))
    .where(
      and(
        eq(signature.proposalId, proposal.id),
        eq(deputy.certificateNumber, certificate),
        or(eq(signature.lead, true), eq(signature.state, 'agreed')),
      ),
    );
}
