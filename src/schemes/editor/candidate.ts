import { schemeFaultText, schemeFaultWords } from '../labels.ts';
import { checkScheme, type Scheme, type SchemeFault } from '../rules.ts';

const FIELDS: ReadonlySet<string> = new Set([
  'title',
  'unit',
  'cap',
  'quarterCap',
  'bestOf',
  'split',
  'base',
  'floor',
]);

/**
 * What the whole scheme has against an edit that is well by itself, such as 只计最高 across sections: by the field of
 * the form that it was typed in. A draft is stored only when nothing has (checkScheme): so a draft can be tried,
 * exported and imported at any time, and what it still lacks is a matter for its adoption (review.ts).
 */
export function faultsAtFields(candidate: Scheme, code: string): Record<string, string> {
  const check = checkScheme(candidate);
  if (check.ok) return {};
  const errors: Record<string, string> = {};
  for (const fault of check.faults) errors[fieldOf(fault)] ??= wordsOf(fault, code);
  return errors;
}

function fieldOf(fault: SchemeFault): string {
  return FIELDS.has(fault.field) ? fault.field : 'title';
}

const wordsOf = (fault: SchemeFault, code: string): string =>
  fault.place.code === code ? schemeFaultWords(fault) : schemeFaultText(fault);
