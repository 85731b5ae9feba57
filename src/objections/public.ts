import { and, asc, eq, lte, ne } from 'drizzle-orm';
import { deputy, notice, objection } from '../db/schema/index.ts';
import type { Reader } from '../db/store.ts';
import { shanghaiDay, type Day, type Quarter } from '../lib/dates.ts';

/**
 * All that anybody may read of an answered objection: never who sent it, and never in their own words. Public pages
 * take it in this form only.
 */
export interface PublicAnswer {
  reference: string;
  /** Certificate number. */
  deputy: string;
  record: string;
  isUpheld: boolean;
  summary: string;
  answer: string;
  receivedOn: Day;
  answeredOn: Day;
}

/** Answers to objections to a version of a notice and to those that it replaced, in the order in which they came. */
export async function listPublicAnswers(
  reader: Reader,
  { quarter, version }: { quarter: Quarter; version: number },
): Promise<PublicAnswer[]> {
  const rows = await reader
    .select({
      reference: objection.reference,
      deputy: deputy.certificateNumber,
      record: objection.record,
      state: objection.state,
      summary: objection.summary,
      answer: objection.answer,
      receivedAt: objection.receivedAt,
      answeredAt: objection.answeredAt,
    })
    .from(objection)
    .innerJoin(notice, eq(notice.id, objection.noticeId))
    .innerJoin(deputy, eq(deputy.id, objection.deputyId))
    .where(and(eq(notice.quarter, quarter), lte(notice.version, version), ne(objection.state, 'received')))
    .orderBy(asc(objection.id));
  return rows.map(({ state, receivedAt, answeredAt, ...rest }) => ({
    ...rest,
    isUpheld: state === 'upheld',
    receivedOn: shanghaiDay(receivedAt),
    answeredOn: shanghaiDay(answeredAt ?? receivedAt),
  }));
}
