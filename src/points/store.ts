import { and, asc, eq } from 'drizzle-orm';
import {
  activity,
  attendance,
  congressSession,
  deputy,
  filing,
  handling,
  invitee,
  proposal,
  signature,
  sitting,
  speech,
} from '../db/schema/index.ts';
import type { Reader } from '../db/store.ts';
import { listRoster, type RosterEntry } from '../deputies/store.ts';
import type { ActivityKind, DutyKind } from '../duties/rules.ts';
import { groupBy } from '../lib/group-by.ts';
import type {
  ActivityRow,
  AttendanceRow,
  FilingRow,
  ProposalRow,
  RegisterRows,
  SittingRow,
} from './register-rows.ts';
import { sittingKey } from './sources.ts';

/** Everything of a term that can become a fact, as the pure rules take it. */
export async function loadRegisterRows(reader: Reader, termId: number): Promise<RegisterRows> {
  const marks = await loadMarks(reader, termId);
  const [roster, sittings, activities, filings, proposals] = await Promise.all([
    listRoster(reader, termId),
    loadSittings(reader, termId, marks),
    loadActivities(reader, termId, marks),
    loadFilings(reader, termId),
    loadProposals(reader, termId),
  ]);
  return { deputies: deputyRows(roster), sittings, activities, filings, proposals };
}

/** Only the congress sessions of a term: what is asked about absence from them. */
export async function loadSessionRows(reader: Reader, termId: number): Promise<RegisterRows> {
  const [roster, sittings] = await Promise.all([
    listRoster(reader, termId),
    loadMarks(reader, termId).then((marks) => loadSittings(reader, termId, marks)),
  ]);
  return { deputies: deputyRows(roster), sittings, activities: [], filings: [], proposals: [] };
}

function deputyRows(roster: readonly RosterEntry[]): RegisterRows['deputies'] {
  return roster.map(({ certificateNumber, name, category, mandate }) => ({
    certificateNumber,
    name,
    category: category?.name ?? null,
    mandate,
  }));
}

async function loadSittings(reader: Reader, termId: number, marks: Marks): Promise<SittingRow[]> {
  const rows = await reader
    .select({ id: sitting.id, session: congressSession.title, heldOn: sitting.heldOn, half: sitting.half })
    .from(sitting)
    .innerJoin(congressSession, eq(congressSession.id, sitting.congressSessionId))
    .where(eq(congressSession.termId, termId))
    .orderBy(asc(sitting.heldOn), asc(sitting.half), asc(sitting.id));
  const spoken = await loadSpeeches(reader, termId);
  return rows.map(({ id, session, heldOn, half }) => ({
    session,
    key: sittingKey(session, heldOn, half),
    heldOn,
    half: half as SittingRow['half'],
    attendance: marks.bySitting.get(id) ?? [],
    speeches: spoken.get(id) ?? [],
  }));
}

async function loadActivities(reader: Reader, termId: number, marks: Marks): Promise<ActivityRow[]> {
  const [rows, invited] = await Promise.all([
    reader
      .select()
      .from(activity)
      .where(eq(activity.termId, termId))
      .orderBy(asc(activity.heldOn), asc(activity.code)),
    reader
      .select({ activityId: invitee.activityId, deputy: deputy.certificateNumber })
      .from(invitee)
      .innerJoin(deputy, eq(deputy.id, invitee.deputyId))
      .where(eq(deputy.termId, termId))
      .orderBy(asc(invitee.deputyId)),
  ]);
  const invitedTo = groupBy(invited, (row) => row.activityId);
  return rows.map(({ id, code, kind, heldOn }) => ({
    code,
    kind: kind as ActivityKind,
    heldOn,
    invited: (invitedTo.get(id) ?? []).map((row) => row.deputy),
    attendance: marks.byActivity.get(id) ?? [],
  }));
}

interface Marks {
  bySitting: Map<number | null, AttendanceRow[]>;
  byActivity: Map<number | null, AttendanceRow[]>;
}

async function loadMarks(reader: Reader, termId: number): Promise<Marks> {
  const rows = await reader
    .select({
      sittingId: attendance.sittingId,
      activityId: attendance.activityId,
      deputy: deputy.certificateNumber,
      state: attendance.state,
      recordedAt: attendance.recordedAt,
    })
    .from(attendance)
    .innerJoin(deputy, eq(deputy.id, attendance.deputyId))
    .where(eq(deputy.termId, termId))
    .orderBy(asc(attendance.id));
  const marks = rows.map((row) => ({ ...row, state: row.state as AttendanceRow['state'] }));
  return {
    bySitting: groupBy(marks, (mark) => mark.sittingId),
    byActivity: groupBy(marks, (mark) => mark.activityId),
  };
}

/** Speeches have no natural key of their own: they are counted per deputy and sitting in the order of entry. */
async function loadSpeeches(
  reader: Reader,
  termId: number,
): Promise<Map<number, { deputy: string; key: string; recordedAt: number }[]>> {
  const rows = await reader
    .select({ sittingId: speech.sittingId, deputy: deputy.certificateNumber, recordedAt: speech.recordedAt })
    .from(speech)
    .innerJoin(deputy, eq(deputy.id, speech.deputyId))
    .where(eq(deputy.termId, termId))
    .orderBy(asc(speech.id));
  const numbered = [...groupBy(rows, (row) => `${row.sittingId}/${row.deputy}`).values()].flatMap((own) =>
    own.map((row, index) => ({ ...row, key: String(index + 1) })),
  );
  return groupBy(numbered, (row) => row.sittingId);
}

async function loadFilings(reader: Reader, termId: number): Promise<FilingRow[]> {
  const rows = await reader
    .select({
      code: filing.code,
      deputy: deputy.certificateNumber,
      kind: filing.kind,
      on: filing.occurredOn,
      quantityHundredths: filing.quantityHundredths,
      grade: filing.grade,
      confirmedAt: filing.confirmedAt,
    })
    .from(filing)
    .innerJoin(deputy, eq(deputy.id, filing.deputyId))
    .where(and(eq(filing.termId, termId), eq(filing.state, 'confirmed')))
    .orderBy(asc(filing.id));
  return rows.map((row) => ({ ...row, kind: row.kind as DutyKind, confirmedAt: row.confirmedAt ?? 0 }));
}

async function loadProposals(reader: Reader, termId: number): Promise<ProposalRow[]> {
  const [rows, signers, rounds] = await Promise.all([
    reader.select().from(proposal).where(eq(proposal.termId, termId)).orderBy(asc(proposal.number)),
    reader
      .select({ proposalId: signature.proposalId, lead: signature.lead, deputy: deputy.certificateNumber })
      .from(signature)
      .innerJoin(deputy, eq(deputy.id, signature.deputyId))
      .where(and(eq(deputy.termId, termId), eq(signature.state, 'agreed')))
      .orderBy(asc(signature.position)),
    reader
      .select({
        proposalId: handling.proposalId,
        answeredOn: handling.answeredOn,
        answerClass: handling.answerClass,
        recordedAt: handling.recordedAt,
      })
      .from(handling)
      .orderBy(asc(handling.round)),
  ]);
  const signersOf = groupBy(signers, (row) => row.proposalId);
  const roundsOf = groupBy(rounds, (row) => row.proposalId);
  return rows.map(({ id, number, kind, filedOn, registeredAt }) => ({
    number,
    kind: kind as ProposalRow['kind'],
    filedOn,
    registeredAt,
    lead: (signersOf.get(id) ?? []).find((signer) => signer.lead)?.deputy ?? '',
    cosigners: (signersOf.get(id) ?? []).filter((signer) => !signer.lead).map((signer) => signer.deputy),
    rounds: (roundsOf.get(id) ?? []).map((round) => ({
      ...round,
      answerClass: round.answerClass as ProposalRow['rounds'][number]['answerClass'],
    })),
  }));
}
