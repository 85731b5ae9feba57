import type { Reader } from '../db/store.ts';
import { findRosterEntryById } from '../deputies/store.ts';
import {
  handlingPaper,
  proposalPaper,
  ratingPaper,
  replyLetter,
  urgingLetter,
  type PresidiumOnPaper,
  type ProposalOnPaper,
  type RoundOnPaper,
} from '../documents/proposal-words.ts';
import type { NoticeDocument, PaperForm } from '../documents/models.ts';
import { found, NotFound } from '../refusals.ts';
import { findTownship, getSettings } from '../settings/store.ts';
import { ANSWER_CLASS_LABELS, dueText, PROPOSAL_KIND_LABELS } from './labels.ts';
import { dueOf, type AnswerMonths } from './rules.ts';
import { listPapers, type Proposal, type Round } from './store.ts';

/** The papers of one proposal: forms to fill in, and letters. */
export const PAPERS = ['form', 'handling', 'rating', 'reply', 'urging'] as const;
export type Paper = (typeof PAPERS)[number];

export type PaperDocument = { form: PaperForm } | { letter: NoticeDocument };

/** Which papers there are now. */
export function papersOf({ rounds }: Proposal, urged: boolean): Paper[] {
  const last = rounds.at(-1);
  return PAPERS.filter((paper) => {
    if (paper === 'form') return true;
    if (paper === 'urging') return urged;
    return paper === 'reply' || paper === 'rating' ? isAnswered(last) : last !== undefined;
  });
}

function isAnswered(round: Round | undefined): boolean {
  return round !== undefined && round.answeredOn !== null;
}

/** One paper in words; of the last round. Not found where there is none yet. */
export async function composePaper(reader: Reader, proposal: Proposal, paper: Paper): Promise<PaperDocument> {
  const [settings, township, papers] = await Promise.all([
    getSettings(reader),
    findTownship(reader).then(found),
    listPapers(reader, proposal),
  ]);
  const last = proposal.rounds.at(-1);
  const urging = papers.urgings.filter((one) => one.handlingId === last?.id).at(-1);
  if (!papersOf(proposal, urging !== undefined).includes(paper)) throw new NotFound();
  const onPaper = await proposalOnPaper(reader, proposal);
  const organ: PresidiumOnPaper = {
    congress: township.congressName,
    presidium: township.presidiumName,
    phone: township.phone,
  };
  if (paper === 'form') return { form: proposalPaper(onPaper, organ) };
  const round = roundOnPaper(found(last), proposal.complex, settings);
  if (paper === 'handling') return { form: handlingPaper(onPaper, round, organ) };
  if (paper === 'rating') return { form: ratingPaper(onPaper, round, organ) };
  if (paper === 'reply') return { letter: replyLetter(onPaper, round) };
  return { letter: urgingLetter(onPaper, round, found(urging), organ) };
}

async function proposalOnPaper(reader: Reader, proposal: Proposal): Promise<ProposalOnPaper> {
  const { kind, number, title, cause, basis, content, filedOn, sessionTitle, termId, signers } = proposal;
  const leading = signers.find((signer) => signer.lead);
  const entry = leading && (await findRosterEntryById(reader, termId, leading.deputyId));
  return {
    kind: PROPOSAL_KIND_LABELS[kind],
    isMotion: kind === 'motion',
    number,
    title,
    cause,
    basis,
    content,
    filedOn,
    sessionTitle,
    lead: {
      name: leading?.name ?? '',
      district: entry?.district.name ?? '',
      phone: entry?.person.phone ?? '',
    },
    cosigners: signers.filter((one) => !one.lead && one.state === 'agreed').map((one) => one.name),
  };
}

function roundOnPaper(round: Round, complex: boolean, months: AnswerMonths): RoundOnPaper {
  const due = dueOf(round, complex, months);
  const { assignedOn, documentNumber, answeredOn, answer, promisedOn, classReason } = round;
  return {
    leadUnit: round.units.find((unit) => unit.lead)?.name ?? '',
    coUnits: round.units.filter((unit) => !unit.lead).map((unit) => unit.name),
    assignedOn,
    dueText: due ? dueText(due) : '',
    documentNumber,
    answeredOn,
    answerClass: round.answerClass ? ANSWER_CLASS_LABELS[round.answerClass] : '',
    answer,
    promisedOn,
    classReason,
    contactName: round.contactName,
    contactPhone: round.contactPhone,
  };
}
