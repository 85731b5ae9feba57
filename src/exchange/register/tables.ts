import { columnOf } from '../cells.ts';
import type { CellsOf, TemplateId } from '../templates.ts';
import { compareCodes } from './order.ts';
import type { HeldMark, HeldProposal, HeldRound, RegisterData } from './shapes.ts';

/** The rows of every template as the register has them now. */
export type RegisterTables = { [T in TemplateId]: CellsOf<T>[] };

export function tablesOf(data: RegisterData): RegisterTables {
  return {
    districts: data.districts,
    deputies: data.deputies.map(deputyCells),
    sessions: sessionCells(data),
    activities: data.activities.map(({ code, kind, title, heldOn, place, organiser, summary }) => ({
      code,
      kind,
      title,
      heldOn,
      place,
      organiser,
      summary,
    })),
    attendance: data.activities.flatMap(({ code, marks }) =>
      marks.map((mark) => ({ activity: code, ...markCells(mark) })),
    ),
    filings: data.filings.filter((filing) => filing.state === 'confirmed').map(filingCells),
    proposals: data.proposals.filter(hasCells).map(proposalCells),
  };
}

/** What is not registered yet cannot be said in the template: importing it would register it. */
export function hasCells({ registeredAt }: HeldProposal): boolean {
  return registeredAt !== null;
}

function deputyCells(entry: RegisterData['deputies'][number]): CellsOf<'deputies'> {
  const { person, certificateNumber, name, occupation, upperPost, electedOn, stateWorker, oathOn } = entry;
  const { ethnicity, bornMonth, party, education, phone } = person;
  return {
    certificateNumber,
    name,
    ethnicity,
    party,
    education,
    occupation,
    phone,
    upperPost,
    electedOn,
    stateWorker,
    oathOn,
    sex: sexCell(person.sex),
    bornMonth: bornMonth === '' ? null : bornMonth,
    category: entry.category?.name ?? '',
    subcategory: entry.subcategory?.name ?? '',
    district: entry.district.number,
    delegation: entry.delegation?.name ?? '',
    group: entry.group?.name ?? '',
  };
}

function sexCell(sex: string): CellsOf<'deputies'>['sex'] {
  const known = columnOf('deputies', 'sex').choices.some((choice) => choice.code === sex);
  return known ? (sex as CellsOf<'deputies'>['sex']) : null;
}

function markCells({ deputy, state, reason, approver }: HeldMark) {
  return { deputy, state, reason, approver };
}

/** By day, morning first. */
function sessionCells({ sessions }: RegisterData): CellsOf<'sessions'>[] {
  const sittings = sessions.flatMap(({ title, sittings: own }) => own.map((one) => ({ title, ...one })));
  return sittings
    .toSorted((a, b) => compareCodes(`${a.heldOn} ${a.half}`, `${b.heldOn} ${b.half}`))
    .flatMap(({ title, heldOn, half, marks }) =>
      marks.map((mark) => ({ session: title, heldOn, half, ...markCells(mark) })),
    );
}

function filingCells(filing: RegisterData['filings'][number]): CellsOf<'filings'> {
  const { code, deputy, occurredOn, kind, content, quantityHundredths, place, result, amountCents } = filing;
  return {
    code,
    deputy,
    occurredOn,
    kind,
    content,
    place,
    result,
    quantity: quantityHundredths,
    grade: filing.grade ?? '',
    amount: amountCents,
  };
}

/** Handling as of the first round; further rounds do not fit into the row. */
function proposalCells(proposal: HeldProposal): CellsOf<'proposals'> {
  const { number, kind, title, cause, basis, content, lead, cosigners, filedOn, complex } = proposal;
  const [round] = proposal.rounds;
  return {
    number,
    kind,
    title,
    cause,
    basis,
    content,
    lead,
    cosigners,
    filedOn,
    complex,
    ...roundCells(round),
  };
}

function roundCells(round: HeldRound | undefined) {
  return {
    assignedOn: round?.assignedOn ?? null,
    leadUnit: round?.leadUnit ?? '',
    coUnits: round?.coUnits ?? [],
    answeredOn: round?.answeredOn ?? null,
    answerClass: round?.answerClass ?? null,
    answer: round?.answer ?? '',
    attitude: round?.attitude ?? null,
    result: round?.result ?? null,
  };
}
