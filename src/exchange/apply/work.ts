import { addFiling } from '../../filings/steps.ts';
import { findFiling, updateFiling } from '../../filings/store.ts';
import { addProposal, amendProposal, type ProposalInput, type RoundInput } from '../../proposals/steps.ts';
import { findProposal, type Proposal } from '../../proposals/store.ts';
import { found } from '../../refusals.ts';
import type { PlannedAs } from '../plan.ts';
import type { CellsOf } from '../templates.ts';
import { idOf, type Applying } from './applying.ts';

const ONE = 100;

/** What is imported counts as confirmed (domain.md); a change can only be a first grade. */
export async function applyFilings(applying: Applying, { add, update }: PlannedAs<'filings'>): Promise<void> {
  const { tx, termId, at, rest, deputies } = applying;
  const papersOf = new Map(rest?.filings.confirmed.map((papers) => [papers.code, papers]));
  for (const { values } of add) {
    const { deputy, quantity, amount, grade, ...same } = values;
    await addFiling(tx, {
      ...same,
      termId,
      deputyId: idOf(deputies, deputy),
      quantityHundredths: quantity ?? ONE,
      amountCents: amount,
      grade: grade === '' ? null : grade,
      state: 'confirmed',
      ...(papersOf.get(values.code) ?? { source: 'import', confirmedAt: at }),
    });
  }
  for (const { values } of update) {
    const { id } = found(await findFiling(tx, { termId }, values.code));
    await updateFiling(tx, id, { grade: values.grade });
  }
}

export async function applyProposals(
  applying: Applying,
  { add, update }: PlannedAs<'proposals'>,
): Promise<void> {
  const { tx, termId } = applying;
  for (const { values } of add) await addProposal(tx, termId, newProposal(applying, values));
  for (const { values } of update) {
    const known = found(await findProposal(tx, termId, values.number));
    await amendProposal(tx, known.id, changedProposal(applying, values, known));
  }
}

function newProposal(applying: Applying, values: CellsOf<'proposals'>): ProposalInput {
  const { at, rest } = applying;
  const papers = rest?.proposals.registered.find((one) => one.number === values.number);
  const first = roundOf(values, papers?.recordedAt ?? at);
  const rounds = [...(first ? [first] : []), ...(papers?.furtherRounds ?? [])];
  const state = papers ? { state: papers.state } : {};
  return { ...headOf(applying, values), registeredAt: papers?.registeredAt ?? at, rounds, ...state };
}

function changedProposal(
  applying: Applying,
  values: CellsOf<'proposals'>,
  { registeredAt, rounds }: Proposal,
): ProposalInput {
  const [known, ...further] = rounds;
  const isAnswerSame = known?.answeredOn === values.answeredOn && known.answerClass === values.answerClass;
  const recordedAt = known && isAnswerSame ? known.recordedAt : applying.at;
  const first = roundOf(values, recordedAt);
  return {
    ...headOf(applying, values),
    registeredAt,
    rounds: [...(first ? [first] : []), ...further.map(keptRound)],
  };
}

function headOf({ deputies }: Applying, values: CellsOf<'proposals'>) {
  const { number, kind, title, cause, basis, content, filedOn, complex, lead, cosigners } = values;
  return {
    number,
    kind,
    title,
    cause,
    basis,
    content,
    filedOn,
    complex,
    leadId: idOf(deputies, lead),
    cosignerIds: cosigners.map((cosigner) => idOf(deputies, cosigner)),
  };
}

/** No round where nothing has happened yet. */
function roundOf(values: CellsOf<'proposals'>, recordedAt: number): RoundInput | null {
  const { assignedOn, leadUnit, coUnits, answeredOn, answerClass, answer, attitude, result } = values;
  const isBlank = [assignedOn, answeredOn, answerClass, attitude, result].every((cell) => cell === null);
  if (isBlank && leadUnit === '' && coUnits.length === 0 && answer === '') return null;
  return { assignedOn, leadUnit, coUnits, answeredOn, answerClass, answer, attitude, result, recordedAt };
}

function keptRound(kept: Proposal['rounds'][number]): RoundInput {
  const { id: _, round: __, units, ...columns } = kept;
  return {
    ...columns,
    leadUnit: units.find((one) => one.lead)?.name ?? null,
    coUnits: units.filter((one) => !one.lead).map((one) => one.name),
  };
}
