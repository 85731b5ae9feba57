import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/db/store.ts';
import { listAbsentees } from '../../src/desk/absences.ts';
import { listTasks } from '../../src/desk/tasks.ts';
import { recordAttendance } from '../../src/meetings/actions.ts';
import type { Mark } from '../../src/meetings/rules.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { addTestSitting } from '../support/meetings.ts';
import { addTestDeputy } from '../support/roster.ts';
import { browserOf, startApp } from '../support/app.ts';
import { addAccount, doingAt, NOW, openWorld } from '../support/world.ts';

const TODAY = '2026-03-20';
const ABSENT: Mark = { state: 'absent', reason: '', approver: '' };
const LEAVE: Mark = { state: 'leave', reason: '生病', approver: '主席' };

/** A congress session of one half-day with these marks. */
async function held(store: Store, title: string, heldOn: string, marks: Record<number, Mark>): Promise<void> {
  const id = await addTestSitting(store, heldOn, title);
  const wishes = Object.entries(marks).map(([deputyId, mark]) => ({ deputyId: Number(deputyId), mark }));
  await recordAttendance(doingAt(store), { type: 'sitting', id }, wishes);
}

describe('missing two congress sessions without approval', () => {
  it('raises an alarm on the desk; approved leave never counts, and nothing else follows', async () => {
    const store = await openWorld();
    const tian = await addTestDeputy(store, '001', '田大利');
    const shi = await addTestDeputy(store, '002', '石兰');
    await held(store, '第六届第一次会议', '2026-02-10', { [tian]: ABSENT, [shi]: ABSENT });
    await held(store, '第六届第二次会议', '2026-03-10', { [tian]: ABSENT, [shi]: LEAVE });
    const term = await getCurrentTerm(store.read);
    const absentees = await listAbsentees(store.read, term.id, TODAY);
    expect(absentees.map(({ name, missed, isAlarm }) => [name, missed.length, isAlarm])).toEqual([
      ['田大利', 2, true],
      ['石兰', 1, false],
    ]);
    const tasks = await listTasks(store.read, term, NOW);
    expect(tasks.find(({ code }) => code === 'absences-alarm')?.count).toBe(1);
    await addAccount(store, '专干', ['clerk']);
    const clerk = await browserOf(await startApp(store), '专干');
    const page = await clerk.get('/desk/absences');
    expect(page.text).toContain('已达两次，请核实');
    expect(page.$('form[action^="/desk"]').length).toBe(0);
  });
});
