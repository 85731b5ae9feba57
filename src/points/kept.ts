import type { Store } from '../db/store.ts';
import { publishedLoader } from '../notices/published.ts';
import { factsOf, type Fact, type RegisterRows } from './facts.ts';
import type { PublishedYear } from './published.ts';
import { loadRegisterRows } from './store.ts';

/** A term's rows, the facts that they give, and what was published of them. */
export interface TermFacts {
  readonly rows: RegisterRows;
  readonly facts: readonly Fact[];
  /** What notices of a year hold, read once. */
  readonly publishedIn: (year: number) => Promise<PublishedYear>;
}

interface Kept {
  version: number;
  terms: Map<number, Promise<TermFacts>>;
}

const keptOf = new WeakMap<Store, Kept>();

/**
 * A term's facts, derived once for each version of the register: some hundred public pages are made from the same.
 * The version is read before the rows, so what is given is never older than it.
 */
export async function termFacts(store: Store, termId: number): Promise<TermFacts> {
  const version = await store.version();
  let kept = keptOf.get(store);
  if (kept?.version !== version) {
    kept = { version, terms: new Map() };
    keptOf.set(store, kept);
  }
  const known = kept.terms.get(termId);
  if (known) return known;
  const derived = derive(store, termId);
  kept.terms.set(termId, derived);
  derived.catch(() => kept.terms.delete(termId));
  return derived;
}

async function derive(store: Store, termId: number): Promise<TermFacts> {
  const rows = await loadRegisterRows(store.read, termId);
  const load = publishedLoader(store.read, termId);
  const years = new Map<number, Promise<PublishedYear>>();
  const publishedIn = (year: number) => {
    const known = years.get(year) ?? load(year);
    years.set(year, known);
    known.catch(() => years.delete(year));
    return known;
  };
  return { rows, facts: factsOf(rows), publishedIn };
}
