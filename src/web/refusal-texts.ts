import type { Refused } from '../refusals.ts';
import { ACCOUNT_REFUSALS } from '../accounts/labels.ts';
import { DISTRICT_REFUSALS } from '../districts/labels.ts';

/** Reason codes of every noun, with their words; `{name}` is filled from the refusal's detail. */
const TEXTS: Record<string, string> = {
  ...ACCOUNT_REFUSALS,
  ...DISTRICT_REFUSALS,
};

export function refusalText(refused: Refused): string {
  const text = TEXTS[refused.reason];
  if (text === undefined) throw new Error(`no words for the refusal ${refused.reason}`);
  return text.replace(/\{(\w+)\}/g, (_match, name: string) => String(refused.detail[name] ?? ''));
}
