import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import { changeDistrict, createDistrict } from '../../src/districts/actions.ts';
import { listDistricts } from '../../src/districts/store.ts';
import { Refused } from '../../src/refusals.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { doingAt, openWorld } from '../support/world.ts';

const NANXIN = { number: '3', name: '楠新选区', villages: ['楠新村', '文林村'], seats: 1 };

describe('districts', () => {
  it('are added to the current term and listed by number as people count', async () => {
    const store = await openWorld();
    const term = await getCurrentTerm(store.read);
    await createDistrict(doingAt(store), { ...NANXIN, number: '10', name: '镇直选区' });
    await createDistrict(doingAt(store), NANXIN);
    expect((await listDistricts(store.read, term.id)).map((district) => district.name)).toEqual([
      '楠新选区',
      '镇直选区',
    ]);
    const [entry] = await listAudit(store.read, {}, { limit: 1, offset: 0 });
    expect(entry).toMatchObject({ kind: 'district.created', subjectKey: '3', after: NANXIN });
  });

  it('refuse a number that is taken and leave register and trail as they were', async () => {
    const store = await openWorld();
    const term = await getCurrentTerm(store.read);
    const id = await createDistrict(doingAt(store), NANXIN);
    await createDistrict(doingAt(store), { ...NANXIN, number: '4', name: '沙洲选区' });
    const version = await store.version();
    await expect(createDistrict(doingAt(store), { ...NANXIN, name: '另一个' })).rejects.toThrow(Refused);
    await expect(changeDistrict(doingAt(store), id, { ...NANXIN, number: '4' })).rejects.toMatchObject({
      reason: 'district-number-taken',
    });
    expect(await store.version()).toBe(version);
    expect((await listDistricts(store.read, term.id)).map((district) => district.number)).toEqual(['3', '4']);
  });
});
