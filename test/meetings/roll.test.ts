import { describe, expect, it } from 'vitest';
import { planRoll, type RollFacts, type Wish } from '../../src/meetings/roll.ts';
import { PRESENT, type Mark, type RecordedMark } from '../../src/meetings/rules.ts';

const ABSENT: Mark = { state: 'absent', reason: '', approver: '' };
const LATE: Mark = { state: 'late', reason: '', approver: '' };
const ON_LEAVE: Mark = { state: 'leave', reason: '住院', approver: '主席' };
const RECORDED = 1_000;

function roll(marks: Record<number, Mark> = {}, more: Partial<RollFacts> = {}): RollFacts {
  const known = Object.entries(marks).map(
    ([id, mark]) => [Number(id), { ...mark, recordedAt: RECORDED }] as const,
  );
  return {
    heldOn: '2026-03-19',
    rollTaken: known.length > 0,
    due: [1, 2, 3],
    marks: new Map<number, RecordedMark>(known),
    presets: new Map(),
    speakers: new Set(),
    closings: [],
    ...more,
  };
}

const wish = (deputyId: number, mark: Mark, was?: Mark | null): Wish =>
  was === undefined ? { deputyId, mark } : { deputyId, mark, was };

const afterOf = (facts: RollFacts, ...wishes: Wish[]) =>
  planRoll(facts, wishes).changes.map(({ deputyId, before, after }) => [
    deputyId,
    before?.state ?? null,
    after.state,
  ]);

describe('a roll call', () => {
  it('makes everybody due present at the first save, then applies the exceptions', () => {
    expect(afterOf(roll(), wish(2, ABSENT, PRESENT))).toEqual([
      [1, null, 'present'],
      [2, null, 'absent'],
      [3, null, 'present'],
    ]);
  });

  it('takes what the sheet proposes, such as approved leave, for everybody about whom nothing is said', () => {
    const proposed = roll({}, { presets: new Map([[3, ON_LEAVE]]) });
    expect(afterOf(proposed, wish(2, ABSENT, PRESENT))).toEqual([
      [1, null, 'present'],
      [2, null, 'absent'],
      [3, null, 'leave'],
    ]);
    expect(planRoll(proposed, [wish(3, ON_LEAVE, ON_LEAVE)]).changes[2]?.after).toEqual(ON_LEAVE);
    expect(afterOf(proposed, wish(3, PRESENT, ON_LEAVE))[2]).toEqual([3, null, 'present']);
  });

  it('tells of a proposal that has changed since the page was opened, also where the line was left alone', () => {
    const proposed = roll({}, { presets: new Map([[3, ON_LEAVE]]) });
    const problem = { deputyId: 3, reason: 'preset-changed' };
    expect(planRoll(proposed, [wish(3, PRESENT, PRESENT)]).problems).toEqual([problem]);
    expect(planRoll(proposed, [wish(3, ABSENT, PRESENT)]).problems).toEqual([problem]);
    expect(planRoll(roll(), [wish(3, ON_LEAVE, ON_LEAVE)]).problems).toEqual([problem]);
    expect(planRoll(proposed, [wish(3, ON_LEAVE, PRESENT)]).problems).toEqual([]);
  });

  it('afterwards changes only what is asked for', () => {
    const taken = roll({ 1: PRESENT, 2: PRESENT, 3: PRESENT });
    expect(afterOf(taken, wish(2, LATE, PRESENT))).toEqual([[2, 'present', 'late']]);
    expect(planRoll(taken, [wish(1, PRESENT, PRESENT)])).toEqual({ changes: [], problems: [] });
  });

  it('leaves a deputy who became due later unrecorded until somebody says how it was', () => {
    const taken = roll({ 1: PRESENT, 2: PRESENT });
    expect(afterOf(taken, wish(1, LATE, PRESENT))).toEqual([[1, 'present', 'late']]);
    expect(afterOf(taken, wish(3, PRESENT, null))).toEqual([[3, null, 'present']]);
  });

  it('does not undo what others did to lines that the page shows unchanged', () => {
    const changed = roll({ 1: ABSENT, 2: PRESENT, 3: PRESENT });
    const plan = planRoll(changed, [wish(1, PRESENT, PRESENT), wish(2, LATE, PRESENT)]);
    expect(plan.problems).toEqual([]);
    expect(plan.changes.map((change) => change.deputyId)).toEqual([2]);
  });

  it('tells of a line that somebody else changed in the meantime', () => {
    const changed = roll({ 1: ABSENT, 2: PRESENT, 3: PRESENT });
    expect(planRoll(changed, [wish(1, LATE, PRESENT)]).problems).toEqual([
      { deputyId: 1, reason: 'changed-meanwhile' },
    ]);
    expect(planRoll(changed, [wish(1, LATE, null)]).problems).toHaveLength(1);
  });

  it('takes it in silence when both did the same, as a repeated save does', () => {
    const changed = roll({ 1: ABSENT, 2: PRESENT, 3: PRESENT });
    expect(planRoll(changed, [wish(1, ABSENT, PRESENT)])).toEqual({ changes: [], problems: [] });
  });

  it('names every refusal at once', () => {
    const plan = planRoll(roll({}, { speakers: new Set([2]) }), [
      wish(1, { state: 'leave', reason: '', approver: '' }),
      wish(2, ABSENT),
      wish(9, ABSENT),
    ]);
    expect(plan.problems).toEqual([
      { deputyId: 1, reason: 'leave-reason-missing' },
      { deputyId: 2, reason: 'has-spoken' },
      { deputyId: 9, reason: 'not-due' },
    ]);
  });
});
