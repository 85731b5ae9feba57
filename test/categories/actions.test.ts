import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import { createCategory, renameCategory } from '../../src/categories/actions.ts';
import { listCategories } from '../../src/categories/store.ts';
import { NotFound } from '../../src/refusals.ts';
import { doingAt, openWorld } from '../support/world.ts';

describe('categories', () => {
  it('have two levels and are renamed on either', async () => {
    const store = await openWorld();
    const farming = await createCategory(doingAt(store), { name: '农业类', parentId: null });
    const growing = await createCategory(doingAt(store), { name: '种植', parentId: farming });
    await createCategory(doingAt(store), { name: '企业类', parentId: null });
    await renameCategory(doingAt(store), growing, '种植业');
    const [event] = await listAudit(store.read, {}, { limit: 1, offset: 0 });
    expect(event).toMatchObject({
      kind: 'category.changed',
      subjectKey: '农业类/种植业',
      before: { name: '种植' },
      after: { name: '种植业' },
    });
    await renameCategory(doingAt(store), farming, '农林类');
    expect(await listCategories(store.read)).toMatchObject([
      { name: '农林类', subclasses: [{ name: '种植业' }] },
      { name: '企业类', subclasses: [] },
    ]);
  });

  it('refuse a name twice at one place and a third level, and change nothing', async () => {
    const store = await openWorld();
    const farming = await createCategory(doingAt(store), { name: '农业类', parentId: null });
    const trade = await createCategory(doingAt(store), { name: '企业类', parentId: null });
    const growing = await createCategory(doingAt(store), { name: '其他', parentId: farming });
    await createCategory(doingAt(store), { name: '其他', parentId: trade });
    const before = { version: await store.version(), rows: await listCategories(store.read) };
    const taken = { reason: 'category-name-taken' };
    await expect(createCategory(doingAt(store), { name: '农业类', parentId: null })).rejects.toMatchObject(
      taken,
    );
    await expect(createCategory(doingAt(store), { name: '其他', parentId: farming })).rejects.toMatchObject(
      taken,
    );
    await expect(renameCategory(doingAt(store), trade, '农业类')).rejects.toMatchObject(taken);
    for (const parentId of [growing, 77])
      await expect(createCategory(doingAt(store), { name: '水稻', parentId })).rejects.toMatchObject({
        reason: 'category-parent-unknown',
      });
    await expect(renameCategory(doingAt(store), 77, '水稻')).rejects.toThrow(NotFound);
    expect({ version: await store.version(), rows: await listCategories(store.read) }).toEqual(before);
  });
});
