import { describe, expect, it } from 'vitest';
import { statementsOf } from '../../src/statements/shown.ts';
import { withholdStatement, writeStatement } from '../../src/statements/actions.ts';
import { listQuarterStatements, listStatements } from '../../src/statements/store.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import {
  actingAt,
  actorWith,
  IN_WINDOW,
  openAbsenceWorld,
  publishFirstQuarter,
} from '../objections/support.ts';
import { NOW } from '../support/world.ts';

async function openWriters() {
  const world = await openAbsenceWorld();
  const { store, shi } = world;
  const term = await getCurrentTerm(store.read);
  const deputy = await actorWith(store, '石兰', ['deputy'], shi);
  const clerk = await actorWith(store, '工作人员甲', ['clerk']);
  const beside = { deputy: '002', quarter: '2026Q1', record: world.absence };
  return { ...world, term, deputy, clerk, beside };
}

describe('a statement', () => {
  it('is written, changed until the quarter is published, and frozen with it', async () => {
    const { store, term, deputy, beside, shi } = await openWriters();
    const id = await writeStatement(actingAt(store, deputy, NOW), beside, '当天送母亲住院');
    expect(await writeStatement(actingAt(store, deputy, NOW + 1), beside, '当天送母亲住院，已请假')).toBe(id);
    await writeStatement(actingAt(store, deputy, NOW), { ...beside, record: '' }, '这一季外出务工');
    expect(await listQuarterStatements(store.read, term.id, '2026Q1')).toEqual([
      { deputy: '002', record: '', content: '这一季外出务工' },
      { deputy: '002', record: beside.record, content: '当天送母亲住院，已请假' },
    ]);
    await publishFirstQuarter(store);
    await expect(writeStatement(actingAt(store, deputy), beside, '改一改')).rejects.toMatchObject({
      reason: 'statement-is-published',
    });
    const { shown } = await statementsOf(store.read, term.id, shi);
    expect(shown('2026Q1', beside.record)).toMatchObject({
      label: '代表说明',
      text: '当天送母亲住院，已请假',
    });
  });

  it('can still be written after publication where none was, once, and says so', async () => {
    const { store, term, deputy, beside, shi } = await openWriters();
    await publishFirstQuarter(store);
    await writeStatement(actingAt(store, deputy), beside, '当天送母亲住院');
    await expect(writeStatement(actingAt(store, deputy), beside, '改一改')).rejects.toMatchObject({
      reason: 'statement-is-published',
    });
    const { shown } = await statementsOf(store.read, term.id, shi);
    expect(shown('2026Q1', beside.record)).toMatchObject({ label: '公示后的说明', day: '2026-04-05' });
  });

  it('stands beside the own line only, and only where one may stand', async () => {
    const { store, deputy, beside, present } = await openWriters();
    const own = actingAt(store, deputy, NOW);
    const other = { ...beside, deputy: '001', record: '' };
    await expect(writeStatement(own, other, '不是我的')).rejects.toMatchObject({
      reason: 'statement-not-own',
    });
    for (const wrong of [{ record: present }, { record: 'none' }, { quarter: '2026Q2', record: '' }])
      await expect(writeStatement(own, { ...beside, ...wrong }, '说明')).rejects.toMatchObject({
        reason: 'statement-no-line',
      });
    await expect(
      writeStatement(own, { ...beside, quarter: '2026Q2', record: beside.record }, '说明'),
    ).rejects.toMatchObject({ reason: 'statement-no-line' });
  });

  it('is taken down by staff for a deputy without a phone, and never changed by them', async () => {
    const { store, clerk, beside } = await openWriters();
    const desk = actingAt(store, clerk, NOW);
    await writeStatement(desk, beside, '当天赶集卖菜');
    await expect(writeStatement(desk, beside, '当天有事')).rejects.toMatchObject({
      reason: 'statement-is-written',
    });
    const filed = { ...beside, deputy: '001', record: 'filing/none' };
    await expect(writeStatement(desk, filed, '说明')).rejects.toMatchObject({ reason: 'statement-no-line' });
  });

  it('that names private people is withheld with a public reason, and stays out of the notice', async () => {
    const { store, term, deputy, clerk, beside, shi } = await openWriters();
    const id = await writeStatement(actingAt(store, deputy, NOW), beside, '照顾邻居张某某看病');
    await expect(withholdStatement(actingAt(store, deputy, NOW), id, '不想要了')).rejects.toMatchObject({
      reason: 'statement-role',
    });
    await withholdStatement(actingAt(store, clerk, NOW), id, '写有他人姓名和病情');
    expect(await listQuarterStatements(store.read, term.id, '2026Q1')).toEqual([]);
    const { shown } = await statementsOf(store.read, term.id, shi);
    expect(shown('2026Q1', beside.record)).toEqual({
      label: '代表说明已撤下',
      text: '写有他人姓名和病情',
      day: '2026-03-20',
      isWithheld: true,
    });
  });

  it('sent twice with the same form is one', async () => {
    const { store, term, deputy, beside } = await openWriters();
    await publishFirstQuarter(store);
    const once = { key: 'k'.repeat(24), accountId: deputy.accountId ?? 0, fingerprint: 'f' };
    const doing = { ...actingAt(store, deputy, IN_WINDOW), once };
    const ids = await Promise.all([1, 2].map(() => writeStatement(doing, beside, '当天送母亲住院')));
    expect(ids[0]).toBe(ids[1]);
    expect(await listStatements(store.read, term.id)).toHaveLength(1);
  });
});
