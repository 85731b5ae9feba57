import type { Day } from '../lib/dates.ts';
import { enter, grant, type Ledger } from './ledger.ts';
import type { PreparedItem, PreparedScheme } from './prepared.ts';
import type { ScoredDeputy, Settlement } from './shapes.ts';
import { targetWorth } from './worth.ts';

export interface Settling {
  readonly scheme: PreparedScheme;
  readonly asOf: Day;
}

/**
 * What no record makes, booked once all records are: targets on the last day of the year, then the floors of the
 * sections at the end of each quarter, of a running one as it stands. Defined in ledger.ts.
 */
export function settle(
  settling: Settling,
  ledger: Ledger,
  deputy: ScoredDeputy,
  applies: (item: PreparedItem) => boolean,
): readonly Settlement[] {
  const { scheme, asOf } = settling;
  const targets =
    asOf < scheme.lastDay
      ? []
      : scheme.targets.filter(applies).map((item) => settleTarget(scheme, ledger, deputy, item));
  if (!scheme.hasFloors) return targets;
  return [...targets, ...settleFloors(settling, ledger)].toSorted((a, b) =>
    a.quarter === b.quarter ? 0 : a.quarter < b.quarter ? -1 : 1,
  );
}

function settleTarget(
  scheme: PreparedScheme,
  ledger: Ledger,
  deputy: ScoredDeputy,
  item: PreparedItem,
): Settlement {
  const index = scheme.quarters.length - 1;
  const done = ledger.units[item.index] ?? 0;
  const gross = item.target === null ? 0 : targetWorth(item.target, done);
  const isSpared = gross < 0 && deputy.partYear === true;
  const { granted, reason } = grant(ledger, scheme, item, index, isSpared ? 0 : gross);
  return {
    kind: 'target',
    section: item.section,
    item: item.code,
    quarter: scheme.quarters[index]?.quarter ?? '',
    countedOn: scheme.lastDay,
    quantityHundredths: done,
    grossHundredths: gross,
    grantedHundredths: granted,
    reason: isSpared ? 'part-year' : reason,
  };
}

function settleFloors({ scheme, asOf }: Settling, ledger: Ledger): Settlement[] {
  const begun = scheme.quarters.filter(({ start }) => start <= asOf);
  return scheme.sections.flatMap(({ code, base, floor }, section) => {
    if (floor === null) return [];
    let sum = base;
    let given = 0;
    return begun.flatMap(({ quarter, end }, index): Settlement[] => {
      sum += ledger.sectionQuarters[section * scheme.quarters.length + index] ?? 0;
      const change = Math.max(0, floor - sum) - given;
      if (change === 0) return [];
      given += change;
      enter(ledger.quarters, index, change);
      return [
        {
          kind: 'section-floor',
          section: code,
          item: null,
          quarter,
          countedOn: asOf < end ? asOf : end,
          quantityHundredths: null,
          grossHundredths: change,
          grantedHundredths: change,
          reason: null,
        },
      ];
    });
  });
}
