import type { Store } from '../db/store.ts';
import { factsOf, type Fact, type RegisterRows } from './facts.ts';
import { loadRegisterRows } from './store.ts';

/** A term's rows and the facts that they give. */
export interface TermFacts {
  readonly rows: RegisterRows;
  readonly facts: readonly Fact[];
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
  return { rows, facts: factsOf(rows) };
}
