import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import { recordMandateEvent } from '../../src/deputies/actions.ts';
import { changeDelegation, changeGroup, createDelegation, createGroup } from '../../src/groups/actions.ts';
import { groupWarnings, leaderWarning } from '../../src/groups/rules.ts';
import { listDelegations, listGroups } from '../../src/groups/store.ts';
import { NotFound } from '../../src/refusals.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { addTestDeputy } from '../support/roster.ts';
import { doingAt, openWorld } from '../support/world.ts';

const CITY = { name: '城区组', focus: '民生实事', departments: ['社保所', '民政办'] };

describe('groups', () => {
  it('are set up with focus and departments, and led by one of their deputies in office', async () => {
    const store = await openWorld();
    const term = await getCurrentTerm(store.read);
    const groupId = await createGroup(doingAt(store), CITY);
    const leaderId = await addTestDeputy(store, '001', '田富', { groupId });
    await changeGroup(doingAt(store), groupId, { ...CITY, focus: '', leaderId });
    expect(await listGroups(store.read, term.id)).toMatchObject([{ ...CITY, focus: '', leaderId }]);
    const [event] = await listAudit(store.read, {}, { limit: 1, offset: 0 });
    expect(event).toMatchObject({
      kind: 'group.changed',
      before: { focus: '民生实事', leader: null },
      after: { leader: '001' },
    });
  });

  it('refuse a name that is taken and a leader from elsewhere or out of office, and change nothing', async () => {
    const store = await openWorld();
    const term = await getCurrentTerm(store.read);
    const groupId = await createGroup(doingAt(store), CITY);
    await createGroup(doingAt(store), { ...CITY, name: '乡村组' });
    const stranger = await addTestDeputy(store, '001', '田富');
    const former = await addTestDeputy(store, '002', '石兰', { groupId });
    await recordMandateEvent(doingAt(store), '002', {
      kind: 'died',
      on: '2026-03-01',
      ground: '',
      document: '',
    });
    const before = { version: await store.version(), groups: await listGroups(store.read, term.id) };
    for (const [reason, change] of [
      ['group-name-taken', { name: '乡村组', leaderId: null }],
      ['leader-not-member', { leaderId: stranger }],
      ['leader-not-member', { leaderId: 77 }],
      ['leader-not-in-office', { leaderId: former }],
    ] as const)
      await expect(changeGroup(doingAt(store), groupId, { ...CITY, ...change })).rejects.toMatchObject({
        reason,
      });
    await expect(createGroup(doingAt(store), CITY)).rejects.toMatchObject({ reason: 'group-name-taken' });
    await expect(changeGroup(doingAt(store), 77, { ...CITY, leaderId: null })).rejects.toThrow(NotFound);
    expect({ version: await store.version(), groups: await listGroups(store.read, term.id) }).toEqual(before);
  });

  it('can be changed while their leader is out of office', async () => {
    const store = await openWorld();
    const groupId = await createGroup(doingAt(store), CITY);
    const leaderId = await addTestDeputy(store, '001', '田富', { groupId });
    await changeGroup(doingAt(store), groupId, { ...CITY, leaderId });
    await recordMandateEvent(doingAt(store), '001', {
      kind: 'died',
      on: '2026-03-01',
      ground: '',
      document: '',
    });
    await changeGroup(doingAt(store), groupId, { ...CITY, name: '城区一组', leaderId });
  });

  it('are pointed out below three deputies in office, and without a leader in office', () => {
    const member = (id: number) => ({ id, mandate: { electedOn: '2026-01-10', endsOn: null, events: [] } });
    const three = [member(1), member(2), member(3)];
    expect(groupWarnings(1, three)).toEqual([]);
    expect(groupWarnings(null, three)).toEqual(['no-leader']);
    expect(groupWarnings(4, three.slice(1))).toEqual(['too-few-members', 'leader-not-in-office']);
    expect(leaderWarning(null, [])).toBeNull();
  });
});

describe('delegations', () => {
  it('are set up by name and led by one of their deputies', async () => {
    const store = await openWorld();
    const term = await getCurrentTerm(store.read);
    const first = await createDelegation(doingAt(store), { name: '第一代表团' });
    await createDelegation(doingAt(store), { name: '第二代表团' });
    const leaderId = await addTestDeputy(store, '001', '田富', { delegationId: first });
    await changeDelegation(doingAt(store), first, { name: '第一代表团', leaderId });
    await expect(createDelegation(doingAt(store), { name: '第一代表团' })).rejects.toMatchObject({
      reason: 'delegation-name-taken',
    });
    await expect(
      changeDelegation(doingAt(store), first, { name: '第二代表团', leaderId }),
    ).rejects.toMatchObject({
      reason: 'delegation-name-taken',
    });
    const stranger = await addTestDeputy(store, '002', '石兰');
    await expect(
      changeDelegation(doingAt(store), first, { name: '第一代表团', leaderId: stranger }),
    ).rejects.toMatchObject({
      reason: 'leader-not-member',
    });
    expect(await listDelegations(store.read, term.id)).toMatchObject([
      { name: '第一代表团', leaderId },
      { name: '第二代表团', leaderId: null },
    ]);
  });
});
