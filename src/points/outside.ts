import { fromHundredths, toHundredths } from '../lib/hundredths.ts';
import type { DeputyPoints, Line, OutsideSettlement, ScoreResult, Settlement } from './shapes.ts';

type OutsideDeputy = ScoreResult['deputies'][number];

/** A deputy's points as interfaces.md, "score", has them: JSON numbers, nothing where there is nothing to say. */
export function toOutside({ settlements, ...deputy }: DeputyPoints): OutsideDeputy {
  return {
    deputy: deputy.deputy,
    rank: deputy.rank,
    total: fromHundredths(deputy.totalHundredths),
    quarters: deputy.quarters.map(({ quarter, pointsHundredths, totalHundredths }) => ({
      quarter,
      points: fromHundredths(pointsHundredths),
      total: fromHundredths(totalHundredths),
    })),
    lines: deputy.lines.map(outsideLine),
    ...(settlements.length === 0 ? {} : { settlements: settlements.map(outsideSettlement) }),
  };
}

function outsideLine({ record, grossHundredths, grantedHundredths, reason }: Line) {
  return {
    record: record.id,
    item: record.item,
    gross: fromHundredths(grossHundredths),
    granted: fromHundredths(grantedHundredths),
    ...(reason === null ? {} : { reason }),
  };
}

/** Also the form in which a notice keeps it. */
export function outsideSettlement(settlement: Settlement): OutsideSettlement {
  const { item, quantityHundredths, reason } = settlement;
  return {
    kind: settlement.kind,
    section: settlement.section,
    ...(item === null ? {} : { item }),
    quarter: settlement.quarter,
    date: settlement.countedOn,
    ...(quantityHundredths === null ? {} : { quantity: fromHundredths(quantityHundredths) }),
    gross: fromHundredths(settlement.grossHundredths),
    granted: fromHundredths(settlement.grantedHundredths),
    ...(reason === null ? {} : { reason }),
  };
}

/** The way back. */
export function settlementOf(settlement: OutsideSettlement): Settlement {
  const { kind, section, item = null, quarter, date, quantity, gross, granted, reason = null } = settlement;
  return {
    kind,
    section,
    item,
    quarter,
    countedOn: date,
    quantityHundredths: quantity === undefined ? null : toHundredths(quantity),
    grossHundredths: toHundredths(gross),
    grantedHundredths: toHundredths(granted),
    reason,
  };
}
