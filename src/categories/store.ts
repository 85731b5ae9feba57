import { and, asc, eq, isNull } from 'drizzle-orm';
import { category } from '../db/schema/index.ts';
import type { Reader, Tx } from '../db/store.ts';
import { found } from '../refusals.ts';

export type Category = typeof category.$inferSelect;

/** A main class (大类) with its subclasses (小类). */
export interface MainCategory extends Category {
  subclasses: Category[];
}

/** Main classes and, below each, its subclasses, in the order in which they were set up. */
export async function listCategories(reader: Reader): Promise<MainCategory[]> {
  const rows = await reader.select().from(category).orderBy(asc(category.id));
  return rows
    .filter((row) => row.parentId === null)
    .map((row) => ({ ...row, subclasses: rows.filter((sub) => sub.parentId === row.id) }));
}

export async function findCategory(reader: Reader, id: number): Promise<Category | undefined> {
  const [row] = await reader.select().from(category).where(eq(category.id, id));
  return row;
}

export async function findCategoryByName(
  reader: Reader,
  parentId: number | null,
  name: string,
): Promise<Category | undefined> {
  const ofParent = parentId === null ? isNull(category.parentId) : eq(category.parentId, parentId);
  const [row] = await reader
    .select()
    .from(category)
    .where(and(ofParent, eq(category.name, name)));
  return row;
}

export async function insertCategory(
  tx: Tx,
  row: { name: string; parentId: number | null },
): Promise<number> {
  const [made] = await tx.insert(category).values(row).returning({ id: category.id });
  return found(made).id;
}

export async function updateCategory(tx: Tx, id: number, change: { name: string }): Promise<void> {
  await tx.update(category).set(change).where(eq(category.id, id));
}
