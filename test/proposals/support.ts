import { write } from '../../src/db/write.ts';
import type { Store } from '../../src/db/store.ts';
import { addProposal, type ProposalInput, type RoundInput } from '../../src/proposals/steps.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { doingAt, NOW } from '../support/world.ts';

export function roundOf(more: Partial<RoundInput> = {}): RoundInput {
  return {
    assignedOn: '2026-01-20',
    leadUnit: '城管办',
    coUnits: [],
    answeredOn: null,
    answerClass: null,
    answer: '',
    attitude: null,
    result: null,
    recordedAt: NOW,
    ...more,
  };
}

export function suggestionOf(leadId: number, more: Partial<ProposalInput> = {}): ProposalInput {
  return {
    number: '2026-001',
    kind: 'suggestion',
    title: '关于回龙湾公路清扫的建议',
    content: '增加清扫次数',
    filedOn: '2026-01-14',
    registeredAt: NOW,
    leadId,
    cosignerIds: [],
    rounds: [roundOf()],
    ...more,
  };
}

export async function addTestProposal(store: Store, input: ProposalInput): Promise<number> {
  return write(doingAt(store), async (tx) => {
    const { id: termId } = await getCurrentTerm(tx);
    const id = await addProposal(tx, termId, input);
    tx.record({ kind: 'proposal.registered', subject: ['proposal', input.number] });
    return id;
  });
}
