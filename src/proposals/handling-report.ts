import type { Reader } from '../db/store.ts';
import {
  handlingReport,
  proposalList,
  type CountsOnPaper,
  type HandlingReport,
} from '../documents/handling-words.ts';
import type { NoticeDocument } from '../documents/models.ts';
import type { Day } from '../lib/dates.ts';
import { found } from '../refusals.ts';
import { findTownship, getSettings } from '../settings/store.ts';
import {
  ANSWER_CLASS_LABELS,
  PROPOSAL_KIND_LABELS,
  PROPOSAL_STATE_LABELS,
  SATISFACTION_LABELS,
} from './labels.ts';
import { ANSWER_CLASSES, SATISFACTIONS } from './rules.ts';
import { handlingFigures, type HandlingFigures, type Share } from './statistics.ts';
import { listProposals, type Proposal } from './store.ts';

const ALL = { limit: 100_000, offset: 0 };

/** Everything registered in a year, by number. */
export async function listRegistered(reader: Reader, termId: number, year: number): Promise<Proposal[]> {
  const proposals = await listProposals(reader, termId, { year }, ALL);
  return proposals
    .filter(({ registeredAt }) => registeredAt !== null)
    .toSorted((a, b) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0));
}

/** The figures of a year, and of each lead unit, as of a day. */
export async function composeHandlingReport(
  reader: Reader,
  termId: number,
  year: number,
  today: Day,
): Promise<HandlingReport> {
  const [proposals, settings, township] = await Promise.all([
    listRegistered(reader, termId, year),
    getSettings(reader),
    findTownship(reader).then(found),
  ]);
  const whole = handlingFigures(proposals, settings, today);
  const units = [...new Set(proposals.flatMap(leadUnits))].toSorted();
  return {
    congress: township.congressName,
    presidium: township.presidiumName,
    year,
    asOf: today,
    figures: whole,
    classes: classCounts(whole),
    attitudes: ratingCounts(whole.attitudes),
    results: ratingCounts(whole.results),
    units: units.map((name) => {
      const own = proposals.filter((proposal) => leadUnits(proposal).includes(name));
      const figures = handlingFigures(own, settings, today);
      return { name, figures, classes: classCounts(figures) };
    }),
  };
}

/** The lead unit of the last round. */
function leadUnits({ rounds }: Proposal): string[] {
  return (rounds.at(-1)?.units ?? []).filter((unit) => unit.lead).map((unit) => unit.name);
}

function classCounts({ classes }: HandlingFigures): CountsOnPaper[] {
  return ANSWER_CLASSES.map((code) => ({ label: ANSWER_CLASS_LABELS[code], ...classes[code] }));
}

function ratingCounts(shares: Readonly<Record<(typeof SATISFACTIONS)[number], Share>>): CountsOnPaper[] {
  return SATISFACTIONS.map((code) => ({ label: SATISFACTION_LABELS[code], ...shares[code] }));
}

export async function composeHandlingPaper(
  reader: Reader,
  termId: number,
  year: number,
  today: Day,
): Promise<NoticeDocument> {
  return handlingReport(await composeHandlingReport(reader, termId, year, today));
}

/** The list of a year, or of one congress session of it. */
export async function composeProposalList(
  reader: Reader,
  termId: number,
  { year, session, today }: { year: number; session: string; today: Day },
): Promise<NoticeDocument> {
  const township = found(await findTownship(reader));
  const proposals = (await listRegistered(reader, termId, year)).filter(
    ({ sessionTitle }) => session === '' || sessionTitle === session,
  );
  const organ = { congress: township.congressName, presidium: township.presidiumName, year, asOf: today };
  return proposalList(
    organ,
    session,
    proposals.map((proposal) => ({
      number: proposal.number,
      kind: PROPOSAL_KIND_LABELS[proposal.kind],
      title: proposal.title,
      lead: proposal.signers.find((signer) => signer.lead)?.name ?? '',
      cosigners: proposal.signers.filter((signer) => !signer.lead).length,
      unit: leadUnits(proposal).join('、'),
      state: PROPOSAL_STATE_LABELS[proposal.state],
      answerClass: proposal.rounds.at(-1)?.answerClass ?? '',
    })),
  );
}
