import { mandateEventLabel, mandateStateLabel } from '../../deputies/labels.ts';
import type { PublicDeputy } from '../../deputies/public.ts';
import { chineseDate } from '../../lib/dates.ts';

/** Where a mandate stands, in a sentence for everybody. */
export function standingText({ state, event, electedOn }: PublicDeputy): string {
  if (state === 'not-yet') return `${mandateStateLabel(state)}，${chineseDate(electedOn)}起任职`;
  if (state === 'in-office') return mandateStateLabel(state);
  if (event === null) return '本届任期已满';
  const since = `${chineseDate(event.on)}`;
  if (state === 'suspended') return `${since}起${mandateEventLabel(event.kind)}`;
  return `不再担任代表（${since}，${mandateEventLabel(event.kind)}）`;
}
