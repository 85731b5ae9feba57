import { asc, eq } from 'drizzle-orm';
import { listAssessments, listAssessmentYears } from '../../assessments/store.ts';
import { SCORE_STEPS } from '../../assessments/rules.ts';
import { activity, deputy, notice, objection, statement } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { listInvitations, listReplies } from '../../invitations/store.ts';
import { listLeave } from '../../leave/store.ts';
import { listChain } from '../../notices/store.ts';
import type { MoreSections } from '../register-more.ts';
import { byCode } from './order.ts';
import { proceduresOf } from './procedures.ts';

type Numbers = ReadonlyMap<number, string>;

/** What people said and did about what was published, meetings to come, and the steps of proposals. */
export async function moreOf(reader: Reader, termId: number): Promise<MoreSections> {
  const numbers = await certificates(reader, termId);
  return {
    objections: await objectionsOf(reader, termId),
    statements: await statementsOf(reader, termId),
    assessments: await assessmentsOf(reader, numbers),
    invitations: await invitationsOf(reader, termId, numbers),
    leave: await leaveOf(reader, termId),
    procedures: await proceduresOf(reader, termId),
  };
}

async function certificates(reader: Reader, termId: number): Promise<Numbers> {
  const rows = await reader
    .select({ id: deputy.id, number: deputy.certificateNumber })
    .from(deputy)
    .where(eq(deputy.termId, termId))
    .orderBy(asc(deputy.id));
  return new Map(rows.map(({ id, number }) => [id, number]));
}

async function objectionsOf(reader: Reader, termId: number): Promise<MoreSections['objections']> {
  const rows = await reader
    .select({ objection, deputy: deputy.certificateNumber, quarter: notice.quarter, version: notice.version })
    .from(objection)
    .innerJoin(notice, eq(notice.id, objection.noticeId))
    .innerJoin(deputy, eq(deputy.id, objection.deputyId))
    .where(eq(deputy.termId, termId))
    .orderBy(asc(objection.id));
  return rows.map(({ objection: row, deputy: certificate, quarter, version }) => ({
    reference: row.reference,
    codeHash: row.codeHash,
    quarter: quarter as MoreSections['objections'][number]['quarter'],
    version,
    deputy: certificate,
    record: row.record,
    name: row.name,
    phone: row.phone,
    content: row.content,
    state: row.state as 'received',
    receivedAt: row.receivedAt,
    summary: row.summary,
    answer: row.answer,
    answeredAt: row.answeredAt,
  }));
}

async function statementsOf(reader: Reader, termId: number): Promise<MoreSections['statements']> {
  const rows = await reader
    .select({ statement, deputy: deputy.certificateNumber })
    .from(statement)
    .innerJoin(deputy, eq(deputy.id, statement.deputyId))
    .where(eq(deputy.termId, termId))
    .orderBy(asc(statement.id));
  const held = rows.map(({ statement: row, deputy: certificate }) => ({
    deputy: certificate,
    quarter: row.quarter as MoreSections['statements'][number]['quarter'],
    record: row.record,
    content: row.content,
    writtenAt: row.writtenAt,
    withheldAt: row.withheldAt,
    withheldReason: row.withheldReason,
  }));
  return byCode(held, (row) => `${row.quarter} ${row.deputy} ${row.record}`);
}

async function assessmentsOf(reader: Reader, numbers: Numbers): Promise<MoreSections['assessments']> {
  const versions = new Map((await listChain(reader)).map((row) => [row.id, row.version]));
  const held: MoreSections['assessments'] = [];
  for (const year of await listAssessmentYears(reader))
    for (const row of await listAssessments(reader, year)) {
      const { state, computedHundredths, finalHundredths, selfAt, groupAt, finalAt } = row;
      const scores = SCORE_STEPS.flatMap((step) =>
        byCode([...row.typed[step]], ([item]) => item).map(([item, score]) => ({ item, step, ...score })),
      );
      held.push({
        deputy: numbers.get(row.deputyId) ?? '',
        year,
        version: versions.get(row.noticeId) ?? 1,
        state,
        computedHundredths,
        finalHundredths,
        selfAt,
        groupAt,
        finalAt,
        scores,
      });
    }
  return byCode(
    held.filter((one) => one.deputy !== ''),
    (one) => `${one.year} ${one.deputy}`,
  );
}

async function invitationsOf(
  reader: Reader,
  termId: number,
  numbers: Numbers,
): Promise<MoreSections['invitations']> {
  const invitations = await listInvitations(reader, termId);
  const ids = invitations.map(({ activityId }) => activityId);
  const [codes, replies] = await Promise.all([
    reader
      .select({ id: activity.id, code: activity.code })
      .from(activity)
      .where(eq(activity.termId, termId))
      .orderBy(asc(activity.id)),
    listReplies(reader, ids),
  ]);
  const codeOf = new Map(codes.map(({ id, code }) => [id, code]));
  const held = invitations.map(({ activityId, publishedAt, time, words, answerBy, places }) => ({
    activity: codeOf.get(activityId) ?? '',
    publishedAt,
    time,
    words,
    answerBy,
    places,
    replies: byCode(
      replies
        .filter((reply) => reply.activityId === activityId)
        .map(({ deputyId, answer, answeredAt }) => ({
          deputy: numbers.get(deputyId) ?? '',
          answer,
          answeredAt,
        })),
      (reply) => reply.deputy,
    ),
  }));
  return byCode(held, (one) => one.activity);
}

async function leaveOf(reader: Reader, termId: number): Promise<MoreSections['leave']> {
  const requests = await listLeave(reader, { termId });
  return requests
    .toSorted((a, b) => a.id - b.id)
    .map((request) => ({
      deputy: request.deputy.certificateNumber,
      ...meetingOf(request),
      reason: request.reason,
      askedAt: request.askedAt,
      state: request.state,
      decidedAt: request.decidedAt,
      note: request.note,
    }));
}

type Leave = Awaited<ReturnType<typeof listLeave>>[number];

function meetingOf(request: Leave): Pick<MoreSections['leave'][number], 'activity' | 'sitting'> {
  const { code, title: session, heldOn, half } = request;
  return half === null
    ? { activity: code, sitting: null }
    : { activity: null, sitting: { session, heldOn, half } };
}
