import type { Store } from '../../src/db/store.ts';
import type { FilingInput } from '../../src/filings/actions.ts';
import { findFiling, type Filing } from '../../src/filings/store.ts';
import { found } from '../../src/refusals.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';

/** One resident visited on the last day before tests happen. */
export function visitOf(deputy: number, more: Partial<FilingInput> = {}): FilingInput {
  return {
    deputy,
    kind: 'contact.visit',
    occurredOn: '2026-03-19',
    content: '走访楠新村困难户',
    quantity: 300,
    amount: null,
    place: '楠新村',
    result: '',
    ...more,
  };
}

export async function getFiling(store: Store, code: string): Promise<Filing> {
  const { id: termId } = await getCurrentTerm(store.read);
  return found(await findFiling(store.read, { termId }, code));
}
