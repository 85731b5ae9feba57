import { and, between, eq, inArray, isNotNull, isNull, ne, or, sql, type SQL } from 'drizzle-orm';
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
    // The year is that of filing: by the day the list is read in its order.
    year === undefined ? undefined : between(proposal.filedOn, `${year}-01-01`, `${year}-12-31`),
    columnsAre(filter),
    answerIs(reader, filter),
    filter.unit ? handledBy(reader, filter.unit, filter.unitLeads ?? false) : undefined,
    filter.unmerged ? isNull(proposal.mergedInto) : undefined,
    certificate ? signedBy(reader, certificate) : undefined,
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
    state === 'has-answer' ? withRound(reader, and(eq(handling.round, 1), IS_ANSWERED)) : undefined,
    asked ? withRound(reader, and(asked, IS_LAST_ANSWER)) : undefined,
  );
}

const IS_ANSWERED = isNotNull(handling.answeredOn);
const LATER = sql`select 1 from ${handling} later where later.proposal_id = ${handling.proposalId} and later.round > ${handling.round}`;
const IS_LAST = sql`not exists (${LATER})`;
const IS_LAST_ANSWER = and(IS_ANSWERED, sql`not exists (${LATER} and later.answered_on is not null)`);

const ONLY: Readonly<Record<PublicOnly, (reader: Reader, reckoning: Reckoning) => SQL | undefined>> = {
  overseen: () => ne(proposal.overseer, ''),
  merged: () => isNotNull(proposal.mergedInto),
  'follow-up': (reader) =>
    and(isNull(proposal.carriedOutOn), withRound(reader, and(eq(handling.answerClass, 'B'), IS_LAST))),
  again: (reader) => withRound(reader, sql`${handling.round} > 1`),
  overdue: (reader, { today, months }) =>
    withRound(
      reader,
      and(
        isNull(handling.answeredOn),
        isNotNull(handling.assignedOn),
        isLate(sql`${today}`, months),
        IS_LAST,
      ),
    ),
  'on-time': (reader, { months }) =>
    withFirstTimed(reader, sql`not ${isLate(sql`${handling.answeredOn}`, months)}`),
  late: (reader, { months }) => withFirstTimed(reader, isLate(sql`${handling.answeredOn}`, months)),
  timed: (reader) => withFirstTimed(reader, undefined),
};

function withFirstTimed(reader: Reader, more: SQL | undefined): SQL {
  return withRound(reader, and(eq(handling.round, 1), IS_ANSWERED, isNotNull(handling.assignedOn), more));
}

/** By a list that is made once for the query, not anew for each row. */
function withRound(reader: Reader, which: SQL | undefined): SQL {
  return inArray(proposal.id, reader.select({ id: handling.proposalId }).from(handling).where(which));
}

/**
 * Whether a day is after the last day of a round (dueOf in rules.ts). Days are compared as numbers of 32 days a month:
 * so the end of a shorter month needs no calendar, for no answer can come after that end within the month.
 */
function isLate(day: SQL, { answerMonths, complexAnswerMonths }: AnswerMonths): SQL {
  const whole = (count: number) => sql`cast(${count} as integer)`;
  const months = sql`coalesce(${handling.months}, case when ${handling.round} > 1 then ${whole(NEXT_ROUND_MONTHS)} when (select of.complex from ${proposal} of where of.id = ${handling.proposalId}) then ${whole(complexAnswerMonths)} else ${whole(answerMonths)} end)`;
  const reckoned = sql`${dayNumber(sql`${handling.assignedOn}`)} + 32 * ${months} < ${dayNumber(day)}`;
  return sql`(${reckoned} and coalesce(${handling.extendedTo}, '') < ${day})`;
}

function dayNumber(day: SQL): SQL {
  const part = (from: number, length: number) => sql`cast(substr(${day}, ${from}, ${length}) as integer)`;
  return sql`((${part(1, 4)} * 12 + ${part(6, 2)}) * 32 + ${part(9, 2)})`;
}

function handledBy(reader: Reader, name: string, leads: boolean): SQL {
  const rounds = reader
    .select({ id: handling.proposalId })
    .from(handlingUnit)
    .innerJoin(handling, eq(handling.id, handlingUnit.handlingId))
    .innerJoin(unit, eq(unit.id, handlingUnit.unitId))
    .where(and(eq(unit.name, name), leads ? and(eq(handlingUnit.lead, true), IS_LAST) : undefined));
  return inArray(proposal.id, rounds);
}

function signedBy(reader: Reader, certificate: string): SQL {
  const signed = reader
    .select({ id: signature.proposalId })
    .from(signature)
    .innerJoin(deputy, eq(deputy.id, signature.deputyId))
    .where(
      and(
        eq(deputy.certificateNumber, certificate),
        or(eq(signature.lead, true), eq(signature.state, 'agreed')),
      ),
    );
  return inArray(proposal.id, signed);
}
