import { describe, expect, it } from 'vitest';
import { auditHead } from '../../src/audit/store.ts';
import { discardDraft, saveDraft } from '../../src/drafts/actions.ts';
import { keptValues, type DraftKey } from '../../src/drafts/rules.ts';
import { findDraft } from '../../src/drafts/store.ts';
import { addAccount, NOW, openWorld } from '../support/world.ts';

async function openDrafts() {
  const store = await openWorld();
  const keyOf = (accountId: number, subject = ''): DraftKey => ({ accountId, form: 'filing', subject });
  const tian = await addAccount(store, '田大利', ['deputy']);
  const shi = await addAccount(store, '石兰', ['deputy']);
  return { store, keyOf, tian, shi };
}

describe('a draft of a form', () => {
  it('is kept for one account, one form and one thing, the last one of each', async () => {
    const { store, keyOf, tian, shi } = await openDrafts();
    await saveDraft(store, keyOf(tian), { values: { content: '走' }, savedAt: NOW });
    await saveDraft(store, keyOf(tian), { values: { content: '走访' }, savedAt: NOW + 10_000 });
    await saveDraft(store, keyOf(tian, '2026-D0001'), { values: { content: '另一条' }, savedAt: NOW });
    expect(await findDraft(store.read, keyOf(tian))).toEqual({
      values: { content: '走访' },
      savedAt: NOW + 10_000,
    });
    expect(await findDraft(store.read, keyOf(shi))).toBeUndefined();
    await discardDraft(store, keyOf(tian));
    expect(await findDraft(store.read, keyOf(tian))).toBeUndefined();
    expect(await findDraft(store.read, keyOf(tian, '2026-D0001'))).toBeDefined();
  });

  it('leaves no trace in the trail, for it is no entry', async () => {
    const { store, keyOf, tian } = await openDrafts();
    const before = await auditHead(store.read);
    await saveDraft(store, keyOf(tian), { values: { content: '走访' }, savedAt: NOW });
    expect(await auditHead(store.read)).toEqual(before);
  });

  it('holds the fields of the form as they were typed, and nothing else', () => {
    const typed = { content: '走访\n三户', quantity: 'abc', _csrf: 'secret', other: 'x', place: ['a', 'b'] };
    expect(keptValues(typed, ['content', 'quantity', 'place'])).toEqual({
      content: '走访\n三户',
      quantity: 'abc',
    });
    expect(keptValues({ content: '长'.repeat(20_000) }, ['content'])['content']).toHaveLength(10_000);
  });
});
