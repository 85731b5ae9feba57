import { write, type Doing } from '../db/write.ts';
import type { Tx } from '../db/store.ts';
import { found, Refused } from '../refusals.ts';
import type { CategoryInput } from './forms.ts';
import { findCategory, findCategoryByName, insertCategory, updateCategory } from './store.ts';

/** Adds a category (代表类别): a main class, or a subclass of one; gives its id. There are two levels, no more. */
export async function createCategory(doing: Doing, input: CategoryInput): Promise<number> {
  return write(doing, async (tx) => {
    const parent = await getParent(tx, input.parentId);
    await demandFreeName(tx, input.parentId, input.name);
    const id = await insertCategory(tx, input);
    const after = { name: input.name, parent };
    tx.record({ kind: 'category.created', subject: ['category', categoryKey(parent, input.name)], after });
    return id;
  });
}

export async function renameCategory(doing: Doing, id: number, name: string): Promise<void> {
  await write(doing, async (tx) => {
    const before = found(await findCategory(tx, id));
    const parent = await getParent(tx, before.parentId);
    await demandFreeName(tx, before.parentId, name, id);
    await updateCategory(tx, id, { name });
    const subject = ['category', categoryKey(parent, name)] as const;
    tx.record({ kind: 'category.changed', subject, before: { name: before.name }, after: { name } });
  });
}

/** The main class's name; refuses a subclass as parent. */
async function getParent(tx: Tx, parentId: number | null): Promise<string | null> {
  if (parentId === null) return null;
  const parent = await findCategory(tx, parentId);
  if (!parent || parent.parentId !== null) throw new Refused('category-parent-unknown');
  return parent.name;
}

async function demandFreeName(tx: Tx, parentId: number | null, name: string, own?: number): Promise<void> {
  const holder = await findCategoryByName(tx, parentId, name);
  if (holder && holder.id !== own) throw new Refused('category-name-taken', { name });
}

/** What the trail calls a category: a subclass with its main class. */
export function categoryKey(parent: string | null, name: string): string {
  return parent === null ? name : `${parent}/${name}`;
}
