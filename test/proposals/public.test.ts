import { describe, expect, it } from 'vitest';
import { write } from '../../src/db/write.ts';
import type { Store } from '../../src/db/store.ts';
import { dropWords } from '../../src/db/search.ts';
import { publicFigures } from '../../src/proposals/public-figures.ts';
import { countPublicProposals, listPublicEntries, type PublicFilter } from '../../src/proposals/public.ts';
import { dueOf, timingOn } from '../../src/proposals/rules.ts';
import { settleProposalIndex } from '../../src/proposals/search-index.ts';
import { amendProposal } from '../../src/proposals/steps.ts';
import { findProposal, updateHandling, updateProposal } from '../../src/proposals/store.ts';
import { addDays } from '../../src/lib/dates.ts';
import { found } from '../../src/refusals.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { addTestDeputy } from '../support/roster.ts';
import { doingAt, openWorld } from '../support/world.ts';
import { addTestProposal, roundOf, suggestionOf } from './support.ts';

const MONTHS = { answerMonths: 3, complexAnswerMonths: 6 };
const TODAY = '2026-08-31';

async function openRegister() {
  const store = await openWorld();
  const { id } = await getCurrentTerm(store.read);
  const term = { id, number: 6 };
  const lead = await addTestDeputy(store, '001', '田大利');
  const list = async (filter: PublicFilter, today = TODAY) => {
    const page = { limit: 99, offset: 0 };
    const entries = await listPublicEntries(store.read, term, filter, { today, months: MONTHS }, page);
    const count = await countPublicProposals(store.read, term, filter, { today, months: MONTHS });
    expect(count).toBe(entries.length);
    return entries.map(({ number }) => number).toSorted();
  };
  return { store, term, lead, list };
}

const change = (store: Store, work: (tx: Parameters<Parameters<typeof write>[1]>[0]) => Promise<void>) =>
  write(doingAt(store), async (tx) => {
    tx.record({ kind: 'proposal.changed', subject: ['proposal', '2026-001'] });
    await work(tx);
  });

describe('the search for proposals', () => {
  it('finds two characters, one character, numbers and Latin words, and needs every word', async () => {
    const { store, lead, list } = await openRegister();
    await addTestProposal(store, suggestionOf(lead, { title: '关于清扫路面的建议', content: '装５Ｇ基站' }));
    await addTestProposal(store, suggestionOf(lead, { number: '2026-002', title: '关于路灯的建议' }));
    const both = ['2026-001', '2026-002'];
    for (const [text, numbers] of [
      ['路灯', ['2026-002']],
      ['扫路', ['2026-001']],
      ['路', both],
      ['议', both],
      ['5g', ['2026-001']],
      ['5G基站', ['2026-001']],
      ['2026-002', ['2026-002']],
      ['清扫 建议', both],
      ['清扫 路灯', ['2026-002']],
      ['路面　基站', ['2026-001']],
      ['灯路', []],
      ['。', []],
      ['" OR "', []],
    ] as const)
      expect([text, await list({ text })]).toEqual([text, numbers]);
  });

  it('follows what is changed, answered and put right', async () => {
    const { store, term, lead, list } = await openRegister();
    const id = await addTestProposal(store, suggestionOf(lead));
    await change(store, (tx) => updateProposal(tx, id, { title: '关于修桥的建议' }));
    expect([await list({ text: '修桥' }), await list({ text: '回龙湾公路' })]).toEqual([['2026-001'], []]);
    const round = found((await findProposal(store.read, term.id, '2026-001'))?.rounds[0]).id;
    await change(store, (tx) => updateHandling(tx, round, { answer: '已经招标', answeredOn: '2026-03-01' }));
    expect(await list({ text: '招标' })).toEqual(['2026-001']);
    await change(store, (tx) => amendProposal(tx, id, suggestionOf(lead, { number: '2026-009' })));
    expect([await list({ text: '招标' }), await list({ text: '2026-009' })]).toEqual([[], ['2026-009']]);
  });

  it('is made again where an earlier program left none, and left alone where all is there', async () => {
    const { store, lead, list } = await openRegister();
    const id = await addTestProposal(
      store,
      suggestionOf(lead, { rounds: [roundOf({ answer: '已经招标' })] }),
    );
    await change(store, (tx) => dropWords(tx, id));
    expect(await list({ text: '招标' })).toEqual([]);
    expect(await settleProposalIndex(store)).toBe(1);
    expect(await list({ text: '招标' })).toEqual(['2026-001']);
    expect(await settleProposalIndex(store)).toBe(0);
  });
});

describe('the filters of the public register', () => {
  it('reckon last days as the rules do, also at the end of short months and with more time', async () => {
    const { store, term, lead, list } = await openRegister();
    const days = ['2026-01-31', '2026-02-28', '2026-05-30', '2026-05-31', '2026-06-01'];
    const cases = days.flatMap((assignedOn) =>
      [
        null,
        ...[-1, 0, 1, 2].map((more) => addDays(found(dueOf(due(assignedOn), false, MONTHS)).dueOn, more)),
      ].flatMap((answeredOn) => [false, true].map((complex) => ({ assignedOn, answeredOn, complex }))),
    );
    for (const [index, { assignedOn, answeredOn, complex }] of cases.entries()) {
      const number = `2026-${String(index + 1).padStart(3, '0')}`;
      const answer = answeredOn ? { answerClass: 'A' as const, answer: '好' } : {};
      const rounds = [roundOf({ assignedOn, answeredOn, ...answer })];
      await addTestProposal(store, suggestionOf(lead, { number, complex, rounds }));
    }
    const extended = found((await findProposal(store.read, term.id, '2026-001'))?.rounds[0]).id;
    await change(store, (tx) => updateHandling(tx, extended, { extendedTo: TODAY }));
    const numbersOf = async (...codes: string[]) => {
      const timings = await Promise.all(
        cases.map(async (_case, index) => {
          const number = `2026-${String(index + 1).padStart(3, '0')}`;
          const { rounds, complex } = found(await findProposal(store.read, term.id, number));
          const round = found(rounds[0]);
          return [number, timingOn(round, dueOf(round, complex, MONTHS), TODAY).code] as const;
        }),
      );
      return timings.filter(([, code]) => codes.includes(code)).map(([number]) => number);
    };
    expect(await list({ only: 'overdue' })).toEqual(await numbersOf('overdue'));
    expect(await list({ only: 'on-time' })).toEqual(await numbersOf('answered-in-time'));
    expect(await list({ only: 'late' })).toEqual(await numbersOf('answered-late'));
    expect((await list({ only: 'timed' })).length).toBe(cases.filter((one) => one.answeredOn).length);
  });

  it('hold exactly what the figures of units count', async () => {
    const { store, term, lead, list } = await openRegister();
    const rated = {
      answeredOn: '2026-03-01',
      answer: '好',
      attitude: 'satisfied',
      result: 'dissatisfied',
    } as const;
    await addTestProposal(store, suggestionOf(lead));
    await addTestProposal(
      store,
      suggestionOf(lead, {
        number: '2026-002',
        rounds: [roundOf({ ...rated, answerClass: 'B' }), roundOf({ assignedOn: '2026-03-10' })],
      }),
    );
    await addTestProposal(
      store,
      suggestionOf(lead, {
        number: '2026-003',
        rounds: [
          roundOf({ ...rated, answerClass: 'B', result: 'fairly', leadUnit: '交通所', coUnits: ['城管办'] }),
        ],
      }),
    );
    const { whole, units } = await publicFigures(store.read, term.id, 2026, { today: TODAY, months: MONTHS });
    const lines = [
      { scope: { year: 2026, unmerged: true }, figures: whole },
      ...units.map(({ name, figures }) => ({
        scope: { year: 2026, unit: name, unitLeads: true, unmerged: true },
        figures,
      })),
    ];
    expect(lines.map(({ figures }) => figures.total)).toEqual([3, 2, 1]);
    for (const { scope, figures } of lines) {
      const count = async (more: PublicFilter) => (await list({ ...scope, ...more })).length;
      expect(await count({})).toBe(figures.total);
      expect(await count({ state: 'has-answer' })).toBe(figures.answered);
      expect(await count({ only: 'on-time' })).toBe(figures.onTime.count);
      expect(await count({ only: 'timed' })).toBe(figures.onTime.of);
      expect(await count({ only: 'overdue' })).toBe(figures.overdue);
      expect(await count({ only: 'again' })).toBe(figures.again);
      expect(await count({ only: 'follow-up' })).toBe(figures.pending);
      expect(await count({ state: 'closed' })).toBe(figures.closed);
      for (const code of ['A', 'B', 'C', 'D'] as const)
        expect(await count({ answerClass: code })).toBe(figures.classes[code].count);
      for (const code of ['satisfied', 'fairly', 'dissatisfied'] as const) {
        expect(await count({ attitude: code })).toBe(figures.attitudes[code].count);
        expect(await count({ result: code })).toBe(figures.results[code].count);
      }
    }
  });

  it('do not answer for a withheld one: it is in the list by its number alone', async () => {
    const { store, lead, list } = await openRegister();
    const id = await addTestProposal(store, suggestionOf(lead));
    await addTestProposal(store, suggestionOf(lead, { number: '2026-002' }));
    await change(store, (tx) => updateProposal(tx, id, { withheldReason: '涉及个人' }));
    expect(await list({})).toEqual(['2026-001', '2026-002']);
    expect(await list({ year: 2026 })).toEqual(['2026-001', '2026-002']);
    const asked: PublicFilter[] = [
      { kind: 'suggestion' },
      { state: 'assigned' },
      { unit: '城管办' },
      { only: 'overdue' },
      { text: '清扫' },
      { deputy: '001' },
      { unmerged: true },
    ];
    for (const filter of asked) expect(await list(filter)).toEqual(['2026-002']);
  });
});

const due = (assignedOn: string) => ({ round: 1, assignedOn });
