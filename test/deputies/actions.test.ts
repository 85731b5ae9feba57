import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import { ensureCategory } from '../../src/categories/steps.ts';
import { write } from '../../src/db/write.ts';
import type { Store } from '../../src/db/store.ts';
import {
  changeDeputy,
  createDeputy,
  recordMandateEvent,
  removeMandateEvent,
} from '../../src/deputies/actions.ts';
import { addDeputy, amendDeputy } from '../../src/deputies/steps.ts';
import { statusOn } from '../../src/deputies/rules.ts';
import { findRosterEntry, listMandateEvents, listRoster } from '../../src/deputies/store.ts';
import { createDelegation, createGroup, changeGroup } from '../../src/groups/actions.ts';
import { ensureDelegation, ensureGroup } from '../../src/groups/steps.ts';
import { findGroup } from '../../src/groups/store.ts';
import { found, NotFound } from '../../src/refusals.ts';
import { getCurrentTerm, insertTerm } from '../../src/settings/store.ts';
import { addDistrict, addTestDeputy } from '../support/roster.ts';
import { doingAt, NOW, openWorld } from '../support/world.ts';

async function lastEvent(store: Store) {
  return found((await listAudit(store.read, {}, { limit: 1, offset: 0 }))[0]);
}

async function getEntry(store: Store, certificateNumber: string) {
  const term = await getCurrentTerm(store.read);
  return found(await findRosterEntry(store.read, term.id, certificateNumber));
}

/** Whether the work is refused for that reason and leaves register and trail as they were. */
async function expectRefusal(store: Store, reason: string, work: () => Promise<unknown>) {
  const term = await getCurrentTerm(store.read);
  const before = { version: await store.version(), roster: await listRoster(store.read, term.id) };
  await expect(work()).rejects.toMatchObject({ reason });
  expect({ version: await store.version(), roster: await listRoster(store.read, term.id) }).toEqual(before);
}

const ALL_FIELDS = {
  certificateNumber: '003',
  name: '石兰',
  sex: '女',
  ethnicity: '汉族',
  bornMonth: '1957-02',
  party: '群众',
  education: '初中',
  occupation: '村文艺宣传队队长',
  phone: '13800000003',
  electedOn: '2026-01-10',
  oathOn: '2026-01-14',
  stateWorker: false,
} as const;

describe('a new deputy', () => {
  it('is a person and a mandate, found by pinyin, and described in the trail by names', async () => {
    const store = await openWorld();
    const districtId = await addDistrict(store, '3');
    const delegationId = await createDelegation(doingAt(store), { name: '第二代表团' });
    const groupId = await createGroup(doingAt(store), { name: '乡村组', focus: '', departments: [] });
    await createDeputy(doingAt(store), { ...ALL_FIELDS, districtId, delegationId, groupId });
    const entry = await getEntry(store, '003');
    expect(entry).toMatchObject({
      name: '石兰',
      slug: '6-003',
      delegation: { name: '第二代表团' },
      group: { name: '乡村组' },
    });
    expect(entry.person).toMatchObject({ pinyin: 'shilan', initials: 'sl', phone: '13800000003' });
    const event = await lastEvent(store);
    expect(event).toMatchObject({ kind: 'deputy.created', subjectType: 'deputy', subjectKey: '003' });
    expect(event.after).toMatchObject({
      name: '石兰',
      district: '3',
      delegation: '第二代表团',
      group: '乡村组',
    });
  });

  it('takes a subclass together with its main class', async () => {
    const store = await openWorld();
    const subId = await write(doingAt(store), async (tx) => {
      tx.record({ kind: 'import.applied', subject: ['import', 'test'] });
      return ensureCategory(tx, '农业类', '种植');
    });
    await addTestDeputy(store, '001', '田富', { categoryId: subId });
    expect(await getEntry(store, '001')).toMatchObject({
      category: { name: '农业类' },
      subcategory: { name: '种植' },
    });
  });

  it('may have a reading that staff typed, by which it is found', async () => {
    const store = await openWorld();
    await addTestDeputy(store, '001', '覃冠英', { reading: 'Tan guan ying' });
    expect((await getEntry(store, '001')).person).toMatchObject({ pinyin: 'tanguanying', initials: 'tgy' });
  });

  it('is refused a certificate number that is taken in the term', async () => {
    const store = await openWorld();
    await addTestDeputy(store, '001', '田富');
    await expectRefusal(store, 'certificate-taken', () => addTestDeputy(store, '001', '石兰'));
  });

  it('is refused places that are not of the term', async () => {
    const store = await openWorld();
    await expect(addTestDeputy(store, '001', '田富', { districtId: 77 })).rejects.toMatchObject({
      reason: 'district-unknown',
    });
    await addTestDeputy(store, '001', '田富');
    for (const [reason, place] of [
      ['delegation-unknown', { delegationId: 77 }],
      ['group-unknown', { groupId: 77 }],
      ['category-unknown', { categoryId: 77 }],
    ] as const)
      await expectRefusal(store, reason, () => addTestDeputy(store, '002', '石兰', place));
  });

  it('is refused dates that cannot be right', async () => {
    const store = await openWorld();
    await addTestDeputy(store, '001', '田富');
    for (const [reason, dates] of [
      ['elected-after-term', { electedOn: '2031-01-14' }],
      ['oath-before-election', { oathOn: '2026-01-09' }],
      ['under-age', { bornMonth: '2008-02' }],
    ] as const)
      await expectRefusal(store, reason, () => addTestDeputy(store, '002', '石兰', dates));
    await addTestDeputy(store, '002', '石兰', { bornMonth: '2008-01', oathOn: '2026-01-10' });
  });
});

describe('a deputy who is elected again', () => {
  /** A sixth term with 田富 in it, and a seventh term that has just begun. */
  async function openSecondTerm() {
    const store = await openWorld();
    await addTestDeputy(store, '001', '田富', { phone: '13800000001', bornMonth: '1953-04' });
    const personId = (await getEntry(store, '001')).person.id;
    await write(doingAt(store), async (tx) => {
      tx.record({ kind: 'term.created', subject: ['term', '7'] });
      await insertTerm(tx, { number: 7, startOn: '2031-01-14', endOn: '2036-01-13' });
    });
    const districtId = await addDistrict(store, '1');
    const again = { certificateNumber: '015', name: '田富', districtId, electedOn: '2031-01-08' };
    return { store, personId, again };
  }

  it('stays one person only when staff say so', async () => {
    const { store, personId, again } = await openSecondTerm();
    await expectRefusal(store, 'namesake-undecided', () => createDeputy(doingAt(store), again));
    await createDeputy(doingAt(store), {
      ...again,
      samePerson: personId,
      phone: '13900000001',
      bornMonth: '',
    });
    expect((await getEntry(store, '015')).person).toMatchObject({
      id: personId,
      phone: '13900000001',
      bornMonth: '1953-04',
    });
    expect((await lastEvent(store)).after).toMatchObject({ reelected: true });
    await expectRefusal(store, 'namesake-unknown', () =>
      createDeputy(doingAt(store), { ...again, certificateNumber: '016', samePerson: personId }),
    );
  });

  it('is a new person when staff say so, and another name cannot be taken over', async () => {
    const { store, personId, again } = await openSecondTerm();
    await expectRefusal(store, 'namesake-unknown', () =>
      createDeputy(doingAt(store), { ...again, name: '田大利', samePerson: personId }),
    );
    await createDeputy(doingAt(store), { ...again, samePerson: 'new' });
    expect((await getEntry(store, '015')).person.id).not.toBe(personId);
  });
});

describe('changing a deputy', () => {
  it('keeps in the trail what changed, before and after, and nothing else', async () => {
    const store = await openWorld();
    await addTestDeputy(store, '001', '田富', { phone: '13800000001', occupation: '退休教师' });
    await changeDeputy(doingAt(store), '001', {
      certificateNumber: '101',
      phone: '13900000001',
      occupation: '退休教师',
    });
    expect(await lastEvent(store)).toMatchObject({
      kind: 'deputy.changed',
      subjectKey: '101',
      before: { certificateNumber: '001', phone: '138****0001' },
      after: { certificateNumber: '101', phone: '139****0001' },
    });
    expect(Object.keys((await lastEvent(store)).after as object).toSorted()).toEqual([
      'certificateNumber',
      'phone',
    ]);
  });

  it('reads a new name anew and keeps a typed reading otherwise', async () => {
    const store = await openWorld();
    await addTestDeputy(store, '001', '覃冠英', { reading: 'tan guan ying' });
    await changeDeputy(doingAt(store), '001', { phone: '13800000001' });
    expect((await getEntry(store, '001')).person.pinyin).toBe('tanguanying');
    await changeDeputy(doingAt(store), '001', { name: '田冠英' });
    expect((await getEntry(store, '001')).person).toMatchObject({ pinyin: 'tianguanying', initials: 'tgy' });
  });

  it('ends the leadership of a group that the deputy leaves', async () => {
    const store = await openWorld();
    const term = await getCurrentTerm(store.read);
    const groupId = await createGroup(doingAt(store), { name: '城区组', focus: '', departments: [] });
    const id = await addTestDeputy(store, '001', '田富', { groupId });
    await changeGroup(doingAt(store), groupId, { name: '城区组', focus: '', departments: [], leaderId: id });
    await changeDeputy(doingAt(store), '001', { phone: '13800000001', groupId });
    expect(await findGroup(store.read, term.id, groupId)).toMatchObject({ leaderId: id });
    await changeDeputy(doingAt(store), '001', { groupId: null });
    expect(await findGroup(store.read, term.id, groupId)).toMatchObject({ leaderId: null });
    expect((await lastEvent(store)).before).toEqual({ group: '城区组', leads: ['城区组'] });
  });

  it('is refused where it would not fit, and for whom the term does not know', async () => {
    const store = await openWorld();
    await addTestDeputy(store, '001', '田富');
    await addTestDeputy(store, '002', '石兰');
    await recordMandateEvent(doingAt(store), '001', {
      kind: 'died',
      on: '2026-03-01',
      ground: '',
      document: '',
    });
    await expectRefusal(store, 'certificate-taken', () =>
      changeDeputy(doingAt(store), '002', { certificateNumber: '001' }),
    );
    await expectRefusal(store, 'elected-after-event', () =>
      changeDeputy(doingAt(store), '001', { electedOn: '2026-03-02' }),
    );
    await expect(changeDeputy(doingAt(store), '404', { phone: '1' })).rejects.toThrow(NotFound);
  });
});

describe('steps for the importer', () => {
  it('set up what a file names, once, and leave the recording to the one who opened the write', async () => {
    const store = await openWorld();
    const term = await getCurrentTerm(store.read);
    const districtId = await addDistrict(store);
    await write(doingAt(store), async (tx) => {
      for (const certificateNumber of ['001', '002']) {
        const delegationId = await ensureDelegation(tx, term.id, '第一代表团');
        const groupId = await ensureGroup(tx, term.id, '城区组');
        const categoryId = await ensureCategory(tx, '其他类', '社区');
        await addDeputy(tx, term.id, {
          certificateNumber,
          districtId,
          delegationId,
          groupId,
          categoryId,
          name: '买买提·吐尔逊',
          electedOn: '2026-01-10',
        });
      }
      const entry = found(await findRosterEntry(tx, term.id, '002'));
      await amendDeputy(tx, term.id, entry.id, { occupation: '教师' });
      tx.record({ kind: 'import.applied', subject: ['import', 'deputies.csv'] });
    });
    expect(await getEntry(store, '002')).toMatchObject({
      occupation: '教师',
      group: { name: '城区组' },
      subcategory: { name: '社区' },
    });
    expect((await listRoster(store.read, term.id)).map((entry) => entry.person.initials)).toEqual([
      'mmttex',
      'mmttex',
    ]);
    const kinds = (await listAudit(store.read, {}, { limit: 9, offset: 0 })).map((entry) => entry.kind);
    expect(kinds).toEqual(['import.applied', 'district.created', 'register.set-up']);
  });

  it('refuse a subclass that stands alone', async () => {
    const store = await openWorld();
    await expectRefusal(store, 'subclass-without-class', () =>
      write(doingAt(store), (tx) => ensureCategory(tx, '', '种植')),
    );
  });
});

describe('mandate events', () => {
  const suspension = {
    kind: 'suspended',
    on: '2026-03-01',
    ground: 'detained',
    document: '公告第1号',
  } as const;

  it('are recorded with ground and document, and the state on a day follows from them', async () => {
    const store = await openWorld();
    const id = await addTestDeputy(store, '001', '田富');
    await recordMandateEvent(doingAt(store), '001', suspension);
    await recordMandateEvent(doingAt(store), '001', {
      kind: 'resigned',
      on: '2026-03-15',
      ground: '',
      document: '',
    });
    const { mandate } = await getEntry(store, '001');
    expect(['2026-02-28', '2026-03-01', '2026-03-15'].map((day) => statusOn(mandate, day).status)).toEqual([
      'in-office',
      'suspended',
      'ended',
    ]);
    expect(await listMandateEvents(store.read, id)).toMatchObject([
      { kind: 'suspended', ground: 'detained', document: '公告第1号', recordedAt: NOW },
      { kind: 'resigned', ground: 'resignation_accepted' },
    ]);
    expect(await lastEvent(store)).toMatchObject({
      kind: 'mandate-event.recorded',
      subjectKey: '001',
      after: { kind: 'resigned', on: '2026-03-15', ground: 'resignation_accepted' },
    });
  });

  it('are refused without a ground where the law names several, and with a ground of another event', async () => {
    const store = await openWorld();
    await addTestDeputy(store, '001', '田富');
    for (const [reason, event] of [
      ['ground-missing', { ...suspension, ground: '' }],
      ['ground-missing', { ...suspension, kind: 'terminated', ground: '' }],
      ['ground-not-of-event', { ...suspension, ground: 'absent_twice' }],
      ['ground-not-of-event', { ...suspension, kind: 'died' }],
      ['ground-not-of-event', { ...suspension, kind: 'resigned', ground: 'moved_away' }],
    ] as const)
      await expectRefusal(store, reason, () => recordMandateEvent(doingAt(store), '001', event));
  });

  it('are refused where they contradict the mandate', async () => {
    const store = await openWorld();
    await addTestDeputy(store, '001', '田富');
    await recordMandateEvent(doingAt(store), '001', suspension);
    const record = (event: object) => () =>
      recordMandateEvent(doingAt(store), '001', { ...suspension, ...event });
    await expectRefusal(store, 'mandate-already-suspended', record({ on: '2026-03-02' }));
    await expectRefusal(store, 'mandate-before-election', record({ on: '2026-01-09' }));
    await expectRefusal(store, 'mandate-after-term', record({ on: '2031-01-14' }));
    await expectRefusal(
      store,
      'mandate-later-event-conflicts',
      record({ kind: 'died', ground: '', on: '2026-02-01' }),
    );
  });

  it('that were recorded by mistake are taken back with a reason, unless another rests on them', async () => {
    const store = await openWorld();
    const id = await addTestDeputy(store, '001', '田富');
    await recordMandateEvent(doingAt(store), '001', suspension);
    await recordMandateEvent(doingAt(store), '001', {
      kind: 'resumed',
      on: '2026-03-10',
      ground: '',
      document: '',
    });
    const [first, second] = (await listMandateEvents(store.read, id)).map((event) => event.id);
    await expectRefusal(store, 'mandate-event-depended-on', () =>
      removeMandateEvent(doingAt(store), '001', found(first), '填错'),
    );
    await removeMandateEvent(doingAt(store), '001', found(second), '日期填错');
    expect(await lastEvent(store)).toMatchObject({
      kind: 'mandate-event.removed',
      reason: '日期填错',
      before: { kind: 'resumed', on: '2026-03-10' },
    });
    await removeMandateEvent(doingAt(store), '001', found(first), '人弄错');
    expect(await listMandateEvents(store.read, id)).toEqual([]);
    await expect(removeMandateEvent(doingAt(store), '001', found(first), '再来')).rejects.toThrow(NotFound);
  });
});
