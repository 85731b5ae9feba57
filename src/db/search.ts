/**
 * Full-text search in proposals, whichever engine does it; another engine brings a module with the same functions and is
 * chosen here. What is looked for: src/lib/grams.ts. The index is no part of the register: it follows from the rows and
 * can be made again from them at any time.
 */
export { countIndexed, dropWords, holdsWords, putWords } from './sqlite/search.ts';
