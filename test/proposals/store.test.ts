import { describe, expect, it } from 'vitest';
import { write } from '../../src/db/write.ts';
import { amendProposal } from '../../src/proposals/steps.ts';
import { countProposals, findProposal, listProposals } from '../../src/proposals/store.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { listUnits } from '../../src/units/store.ts';
import { addTestDeputy } from '../support/roster.ts';
import { doingAt, NOW, openWorld } from '../support/world.ts';
import { addTestProposal, roundOf, suggestionOf } from './support.ts';

async function openWithTwo() {
  const store = await openWorld();
  const { id: termId } = await getCurrentTerm(store.read);
  return {
    store,
    termId,
    tian: await addTestDeputy(store, '001', '田大利'),
    shi: await addTestDeputy(store, '002', '石兰'),
  };
}

describe('a proposal', () => {
  it('keeps its signatures in order and its rounds with their units', async () => {
    const { store, termId, tian, shi } = await openWithTwo();
    const answered = roundOf({
      answeredOn: '2026-03-01',
      answerClass: 'A',
      coUnits: ['社保所', '城管办', '社保所'],
    });
    await addTestProposal(store, suggestionOf(shi, { cosignerIds: [tian, shi, tian], rounds: [answered] }));
    const proposal = await findProposal(store.read, termId, '2026-001');
    expect(proposal).toMatchObject({ state: 'answered', year: 2026, quarter: '2026Q1' });
    expect(proposal?.signers.map(({ name, lead }) => [name, lead])).toEqual([
      ['石兰', true],
      ['田大利', false],
    ]);
    expect(proposal?.rounds[0]?.units.map(({ name, lead }) => [name, lead])).toEqual([
      ['城管办', true],
      ['社保所', false],
    ]);
  });

  it('is found by kind, state, unit, deputy and words', async () => {
    const { store, termId, tian, shi } = await openWithTwo();
    await addTestProposal(store, suggestionOf(tian, { cosignerIds: [shi] }));
    await addTestProposal(
      store,
      suggestionOf(shi, {
        number: '2026-002',
        kind: 'motion',
        title: '关于修路的议案',
        content: '硬化村道',
        rounds: [roundOf({ leadUnit: '交通所' })],
      }),
    );
    const units = new Map((await listUnits(store.read)).map((unit) => [unit.name, unit.id]));
    const numbers = async (filter: Parameters<typeof listProposals>[2]) =>
      (await listProposals(store.read, termId, filter, { limit: 9, offset: 0 })).map((one) => one.number);
    expect(await numbers({})).toEqual(['2026-002', '2026-001']);
    expect(await numbers({ kind: 'motion' })).toEqual(['2026-002']);
    expect(await numbers({ unitId: units.get('城管办') })).toEqual(['2026-001']);
    expect(await numbers({ deputy: '002' })).toEqual(['2026-002', '2026-001']);
    expect(await numbers({ deputy: '001' })).toEqual(['2026-001']);
    expect(await numbers({ text: '清扫' })).toEqual(['2026-001']);
    expect(await countProposals(store.read, termId, { state: 'assigned' })).toBe(2);
  });

  it('that is put right stays known since when it was known, and a new answer is new', async () => {
    const { store, termId, tian } = await openWithTwo();
    const answered = roundOf({ answeredOn: '2026-03-01', answerClass: 'B', answer: '列入计划' });
    const id = await addTestProposal(store, suggestionOf(tian, { rounds: [answered] }));
    const amend = (round: typeof answered) =>
      write(doingAt(store), async (tx) => {
        await amendProposal(
          tx,
          id,
          suggestionOf(tian, {
            title: '改过的标题',
            registeredAt: NOW + 9,
            rounds: [{ ...round, recordedAt: NOW + 9 }],
          }),
        );
        tx.record({ kind: 'import.applied', subject: ['import', '1'] });
      });
    await amend({ ...answered, answer: '已列入计划' });
    expect(await findProposal(store.read, termId, '2026-001')).toMatchObject({
      title: '改过的标题',
      registeredAt: NOW,
      rounds: [{ answer: '已列入计划', recordedAt: NOW }],
    });
    await amend({ ...answered, answerClass: 'A' });
    expect(await findProposal(store.read, termId, '2026-001')).toMatchObject({
      rounds: [{ answerClass: 'A', recordedAt: NOW + 9 }],
    });
  });
});
