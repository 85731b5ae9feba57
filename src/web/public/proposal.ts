import type { FastifyReply, FastifyRequest } from 'fastify';
import { findLastEntry } from '../../audit/store.ts';
import type { Reader } from '../../db/store.ts';
import type { Day } from '../../lib/dates.ts';
import { ANSWER_CLASS_LABELS, PROPOSAL_KIND_LABELS, PROPOSAL_STATE_LABELS } from '../../proposals/labels.ts';
import {
  courseText,
  daysText,
  DECISION_LABELS,
  ratingText,
  reckoningText,
  standingText,
} from '../../proposals/public-labels.ts';
import {
  findPublicEntry,
  isWithheld,
  listPublicMerged,
  type PublicProposal,
  type PublicRound,
} from '../../proposals/public.ts';
import type { AnswerMonths } from '../../proposals/rules.ts';
import { listPapers, type Proposal } from '../../proposals/store.ts';
import { courseOf, daysTaken, type CourseEvent } from '../../proposals/timeline.ts';
import { found } from '../../refusals.ts';
import { getSettings } from '../../settings/store.ts';
import { publicPage } from '../page.ts';
import { param } from '../routes.ts';
import { publicAttachments } from './attachments.ts';
import { shown } from './shown.ts';

/** One proposal: how it came and went, its answers, its ratings; of a withheld one that it is, and why. */
export async function showProposal(request: FastifyRequest, reply: FastifyReply) {
  const { read, term, today } = await shown(request);
  const { row, entry } = found(await findPublicEntry(read, term, param(request, 'number')));
  if (isWithheld(entry)) return publicPage(reply, 'public/proposals/withheld', { ...entry });
  const [months, papers, merged, endedAt] = await Promise.all([
    getSettings(read),
    listPapers(read, row),
    listPublicMerged(read, row),
    endOf(read, row),
  ]);
  return publicPage(reply, 'public/proposals/show', {
    proposal: entry,
    attachments: await publicAttachments(read, row),
    decision: entry.decided && { ...entry.decided, text: DECISION_LABELS[entry.decided.decision] },
    merged,
    followUps: papers.followUps.map(({ notedOn, words }) => ({ notedOn, words })),
    course: courseFor(row, entry, papers, endedAt).map(inWords),
    rounds: entry.rounds.map((round) => roundModel(round, entry.complex, months, today)),
    kindLabels: PROPOSAL_KIND_LABELS,
    stateLabels: PROPOSAL_STATE_LABELS,
  });
}

/** Merging and closing have no column for their time: the trail knows it, unless it came in from a file. */
async function endOf(read: Reader, { number, state, mergedInto }: Proposal): Promise<number | null> {
  if (state !== 'closed') return null;
  const kind = mergedInto === null ? 'proposal.closed' : 'proposal.merged';
  return (await findLastEntry(read, kind, ['proposal', number]))?.at ?? null;
}

type Papers = Awaited<ReturnType<typeof listPapers>>;

function courseFor(
  row: Proposal,
  entry: PublicProposal,
  papers: Papers,
  endedAt: number | null,
): CourseEvent[] {
  return courseOf({
    ...entry,
    isClosed: entry.state === 'closed',
    endedAt,
    followUps: papers.followUps,
    rounds: row.rounds.map((round, index) => ({
      round: round.round,
      assignedOn: round.assignedOn,
      answeredOn: round.answeredOn,
      answerClass: round.answerClass,
      isRated: (round.attitude ?? round.result) !== null,
      ratedOn: round.ratedOn,
      leadUnits: entry.rounds[index]?.leadUnits ?? [],
      signed: round.units.flatMap(({ name, signedForAt }) =>
        signedForAt === null ? [] : [{ unit: name, at: signedForAt }],
      ),
      extensions: papers.extensions.filter(
        ({ handlingId, state }) => handlingId === round.id && state === 'granted',
      ),
      urgings: papers.urgings.filter(({ handlingId }) => handlingId === round.id),
    })),
  });
}

function inWords(event: CourseEvent) {
  return { day: event.day, text: courseText(event) };
}

function roundModel(round: PublicRound, complex: boolean, months: AnswerMonths, today: Day) {
  const taken = daysTaken(round, complex, months, today);
  return {
    ...round,
    days: taken && {
      text: daysText(taken),
      reckoning: reckoningText(taken),
      standing: standingText(taken, round.answeredOn, today),
    },
    classLabel: round.answerClass ? ANSWER_CLASS_LABELS[round.answerClass] : '',
    rating: round.attitude || round.result ? ratingText(round) : '',
  };
}
