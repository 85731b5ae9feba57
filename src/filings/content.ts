import { statusOn, type MandateState } from '../deputies/rules.ts';
import type { RosterEntry } from '../deputies/store.ts';
import { shanghaiDay, type Day } from '../lib/dates.ts';
import { Refused } from '../refusals.ts';
import type { FilingForm } from './forms.ts';
import type { Filing } from './store.ts';

/** What is entered: `deputy` is the id of a deputy of the current term, `amount` cents, `quantity` hundredths. */
export type FilingInput = FilingForm;

const OUT_OF_OFFICE: Readonly<Record<Exclude<MandateState, 'in-office'>, string>> = {
  'not-yet': 'filing-not-yet',
  suspended: 'filing-suspended',
  ended: 'filing-ended',
};

/** A duty lies inside the mandate, outside a suspension, and not ahead. */
export function demandDutyDay({ mandate, name }: RosterEntry, day: Day, at: number): void {
  if (day > shanghaiDay(at)) throw new Refused('filing-in-future');
  const { status } = statusOn(mandate, day);
  if (status !== 'in-office') throw new Refused(OUT_OF_OFFICE[status], { name, day });
}

/** The stored columns of what was entered. */
export function columnsOf({
  deputy,
  kind,
  occurredOn,
  content,
  quantity,
  amount,
  place,
  result,
}: FilingInput) {
  return {
    deputyId: deputy,
    kind,
    occurredOn,
    content,
    place,
    result,
    quantityHundredths: quantity,
    amountCents: amount,
  };
}

/** What the trail keeps of a filing: what was done, not the row. */
export function contentOf({ kind, occurredOn, content, quantity, amount, place, result }: FilingInput) {
  return {
    kind,
    occurredOn,
    content,
    quantity: quantity / 100,
    amount: amount === null ? null : amount / 100,
    place,
    result,
  };
}

/** The same of a filing as it stands. */
export function recordedContent({
  kind,
  occurredOn,
  content,
  quantityHundredths,
  amountCents,
  place,
  result,
}: Filing) {
  return contentOf({
    deputy: 0,
    occurredOn,
    content,
    place,
    result,
    kind: kind as FilingInput['kind'],
    quantity: quantityHundredths,
    amount: amountCents,
  });
}
