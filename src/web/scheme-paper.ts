import { explainScheme } from '../schemes/explain-labels.ts';
import type { SchemeRow } from '../schemes/store.ts';
import { schemeTable } from '../schemes/table.ts';

/** What the printed scheme (views/public/rules/print) shows; `state` is '' for what the public reads. */
export function schemePaper(
  { title, year, version, body, documentNumber, adoptedOn }: SchemeRow,
  state: string,
) {
  return {
    scheme: { title, year, version, documentNumber, adoptedOn, state },
    table: schemeTable(body),
    explanations: explainScheme(body),
  };
}
