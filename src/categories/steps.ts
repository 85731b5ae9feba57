/** Steps for writes of other nouns and of the importer; they record nothing, the write's owner does. */
import type { Tx } from '../db/store.ts';
import { Refused } from '../refusals.ts';
import { findCategory, findCategoryByName, insertCategory, type Category } from './store.ts';

/**
 * The id of a class as it is named in files, set up when there is none: the subclass if one is named, else the main
 * class; null for two blanks. It is what a deputy's `categoryId` takes.
 */
export async function ensureCategory(tx: Tx, main: string, sub: string): Promise<number | null> {
  if (main === '' && sub !== '') throw new Refused('subclass-without-class', { name: sub });
  if (main === '') return null;
  const mainId = await ensure(tx, null, main);
  return sub === '' ? mainId : ensure(tx, mainId, sub);
}

async function ensure(tx: Tx, parentId: number | null, name: string): Promise<number> {
  const known = await findCategoryByName(tx, parentId, name);
  return known?.id ?? insertCategory(tx, { parentId, name });
}

/** The class and its main class, outermost first: one for a main class, two for a subclass. */
export async function categoryPath(tx: Tx, id: number): Promise<Category[] | undefined> {
  const own = await findCategory(tx, id);
  if (!own || own.parentId === null) return own && [own];
  const parent = await findCategory(tx, own.parentId);
  return parent && [parent, own];
}
