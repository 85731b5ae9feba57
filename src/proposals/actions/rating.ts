import { write, type Doing } from '../../db/write.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { found } from '../../refusals.ts';
import { opensRound } from '../procedure.ts';
import type { Satisfaction } from '../rules.ts';
import { insertHandling, insertHandlingUnit, updateHandling, updateProposal } from '../store.ts';
import { takeStep, tellChange } from './taking.ts';

export interface Rating {
  /** 办理态度 */
  attitude: Satisfaction;
  /** 办理结果 */
  result: Satisfaction;
  words: string;
}

/**
 * The lead deputy rates the answer (评价), or the desk from the slip. A result that dissatisfies opens one more round
 * with the same units: 交办 is today, one month.
 */
export async function rateProposal(
  doing: Doing,
  number: string,
  { attitude, result, words }: Rating,
): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal, step, round } = await takeStep(tx, doing, number, 'rate');
    const last = found(round);
    const today = shanghaiDay(doing.at);
    await updateHandling(tx, last.id, { attitude, result, ratingWords: words, ratedOn: today });
    const again = opensRound(result, last.round);
    if (again) {
      const next = {
        proposalId: proposal.id,
        round: last.round + 1,
        assignedOn: today,
        recordedAt: doing.at,
      };
      const handlingId = await insertHandling(tx, next);
      for (const [position, unit] of last.units.entries())
        await insertHandlingUnit(tx, { handlingId, unitId: unit.id, lead: unit.lead, position });
    }
    const state = again ? 'assigned' : step.to;
    await updateProposal(tx, proposal.id, { state });
    tx.record({
      kind: 'proposal.rated',
      subject: ['proposal', number],
      before: { state: proposal.state },
      after: { state, attitude, result, words },
    });
    await tellChange(tx, doing.at, proposal, again ? 'handled-again' : 'rated', { units: last.units });
  });
}
