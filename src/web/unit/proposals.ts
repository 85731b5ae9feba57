import type { FastifyReply, FastifyRequest } from 'fastify';
import { shanghaiDay } from '../../lib/dates.ts';
import { PROPOSAL_STATE_LABELS, PROPOSAL_STATE_TONES } from '../../proposals/labels.ts';
import { listProposals, type Proposal } from '../../proposals/store.ts';
import { getCurrentTerm, getSettings } from '../../settings/store.ts';
import { findUnit } from '../../units/store.ts';
import { UNIT } from '../access.ts';
import { page } from '../page.ts';
import { roundInWords } from '../proposal-page.ts';
import { proposalStepRoutes } from '../proposal-steps.ts';
import { get, type Route } from '../routes.ts';

export const proposalRoutes: readonly Route[] = [
  get('/', UNIT, showHome),
  ...proposalStepRoutes({
    base: '/unit/proposals',
    views: { show: 'unit/proposals/show', step: 'unit/proposals/step' },
    access: UNIT,
    parts: ['unit', 'co-unit'],
  }),
];

const ALL = { limit: 1000, offset: 0 };

/** Whatever is the unit's to handle, what waits first, by its last day; and what it has handled. */
async function showHome(request: FastifyRequest, reply: FastifyReply) {
  const { store, clock } = request.register;
  const { read } = store;
  const unitId = request.viewer?.unitId ?? 0;
  const term = await getCurrentTerm(read);
  const [unit, settings, proposals] = await Promise.all([
    findUnit(read, unitId),
    getSettings(read),
    listProposals(read, term.id, { unitId }, ALL),
  ]);
  const today = shanghaiDay(clock());
  const rows = proposals
    .filter((proposal) => isIn(proposal, unitId))
    .map((proposal) =>
      rowOf(proposal, unitId, (round) => roundInWords(round, proposal.complex, settings, today)),
    );
  return page(reply, 'unit/home/show', {
    unit: unit?.name ?? '',
    waiting: rows.filter((row) => row.isWaiting),
    done: rows.filter((row) => !row.isWaiting),
  });
}

/** Only the round in hand tells whose it is: what was handed back or given to others is not shown. */
function isIn({ rounds }: Proposal, unitId: number): boolean {
  return rounds.at(-1)?.units.some(({ id, refusedAt }) => id === unitId && refusedAt === null) ?? false;
}

function rowOf(
  { number, title, state, rounds }: Proposal,
  unitId: number,
  inWords: (round: Proposal['rounds'][number]) => ReturnType<typeof roundInWords>,
) {
  const last = rounds.at(-1);
  const own = last?.units.find(({ id }) => id === unitId);
  return {
    number,
    title,
    state: PROPOSAL_STATE_LABELS[state],
    tone: PROPOSAL_STATE_TONES[state],
    round: last?.round ?? 1,
    isLead: own?.lead ?? false,
    isSignedFor: (own?.signedForAt ?? null) !== null,
    isWaiting: state === 'assigned' && (own?.lead === true || own?.contributedAt === null),
    due: last ? inWords(last).due : '',
    timing: last ? inWords(last).timing : null,
  };
}
