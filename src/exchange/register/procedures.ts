import type { Reader } from '../../db/store.ts';
import { findProposalById, listPapers, listProposals, type Proposal } from '../../proposals/store.ts';
import type { MoreSections } from '../register-more.ts';
import { byCode } from './order.ts';

const ALL = { limit: 100_000, offset: 0 };

/** Only proposals of which there is more to say than their row and rounds do. */
export async function proceduresOf(reader: Reader, termId: number): Promise<MoreSections['procedures']> {
  const proposals = await listProposals(reader, termId, {}, ALL);
  const held: MoreSections['procedures'] = [];
  for (const proposal of proposals) held.push(await procedureOf(reader, proposal));
  return byCode(
    held.filter((one, index) => JSON.stringify(one) !== JSON.stringify(blankProcedure(proposals[index]))),
    (one) => one.number,
  );
}

async function procedureOf(reader: Reader, proposal: Proposal): Promise<MoreSections['procedures'][number]> {
  const papers = await listPapers(reader, proposal);
  const main = proposal.mergedInto === null ? null : await findProposalById(reader, proposal.mergedInto);
  const unitNames = new Map(
    proposal.rounds.flatMap(({ units }) => units.map((unit) => [unit.id, unit.name])),
  );
  return {
    number: proposal.number,
    sessionTitle: proposal.sessionTitle,
    withheldReason: proposal.withheldReason,
    decision: proposal.decision as 'agenda' | 'turned' | null,
    decidedOn: proposal.decidedOn,
    decisionReason: proposal.decisionReason,
    wasMotion: proposal.wasMotion,
    mergedInto: main?.number ?? null,
    stateReason: proposal.stateReason,
    overseer: proposal.overseer,
    carriedOutOn: proposal.carriedOutOn,
    signatures: proposal.signers.map(({ certificateNumber, state, answeredAt }) => ({
      deputy: certificateNumber,
      state,
      answeredAt,
    })),
    rounds: proposal.rounds.map((round) => ({
      months: round.months,
      extendedTo: round.extendedTo,
      documentNumber: round.documentNumber,
      promisedOn: round.promisedOn,
      classReason: round.classReason,
      contactName: round.contactName,
      contactPhone: round.contactPhone,
      ratedOn: round.ratedOn,
      ratingWords: round.ratingWords,
      units: round.units.map(
        ({ name, signedForAt, refusedAt, refusedReason, contribution, contributedAt }) => ({
          name,
          signedForAt,
          refusedAt,
          refusedReason,
          contribution,
          contributedAt,
        }),
      ),
      extensions: papers.extensions
        .filter(({ handlingId }) => handlingId === round.id)
        .map((one) => ({
          unit: unitNames.get(one.unitId) ?? '',
          until: one.until,
          reason: one.reason,
          askedAt: one.askedAt,
          state: one.state as 'asked',
          decidedAt: one.decidedAt,
          note: one.note,
        })),
      urgings: papers.urgings
        .filter(({ handlingId }) => handlingId === round.id)
        .map(({ number, words, sentOn, recordedAt }) => ({ number, words, sentOn, recordedAt })),
    })),
    followUps: papers.followUps.map(({ notedOn, words, recordedAt }) => ({ notedOn, words, recordedAt })),
  };
}

/** What the procedure of a proposal reads like that only ever came in by a file. */
function blankProcedure(proposal: Proposal | undefined): unknown {
  return {
    number: proposal?.number,
    sessionTitle: '',
    withheldReason: '',
    decision: null,
    decidedOn: null,
    decisionReason: '',
    wasMotion: false,
    mergedInto: null,
    stateReason: '',
    overseer: '',
    carriedOutOn: null,
    signatures: proposal?.signers.map(({ certificateNumber }) => ({
      deputy: certificateNumber,
      state: 'agreed',
      answeredAt: null,
    })),
    rounds: proposal?.rounds.map(({ units }) => ({
      months: null,
      extendedTo: null,
      documentNumber: '',
      promisedOn: null,
      classReason: '',
      contactName: '',
      contactPhone: '',
      ratedOn: null,
      ratingWords: '',
      units: units.map(({ name }) => ({
        name,
        signedForAt: null,
        refusedAt: null,
        refusedReason: '',
        contribution: '',
        contributedAt: null,
      })),
      extensions: [],
      urgings: [],
    })),
    followUps: [],
  };
}
