import { quarterOf } from '../../lib/dates.ts';
import { isFrozen } from '../../meetings/rules.ts';
import { FILING_STATE_LABELS } from '../../filings/labels.ts';
import { fault, type Fault } from '../faults.ts';
import { found, placeOf, type Candidate, type Findings } from './shapes.ts';
import { refuseDeputy, type World } from './world.ts';

export function checkFiling(row: Candidate<'filings'>, world: World): Findings {
  const { deputy, occurredOn } = row.values;
  const faults = found([
    refuseDeputy(world, placeOf(row, 'deputy'), deputy, occurredOn),
    refuseTaken(row, world),
    refuseEdit(row, world),
  ]);
  return { faults, warnings: [] };
}

/** Only confirmed filings are among the rows of the register. */
function refuseTaken(row: Candidate<'filings'>, world: World): Fault | null {
  if (row.before !== null) return null;
  const holder = world.filings.get(row.values.code);
  return holder ? fault(placeOf(row, 'code'), 'filing-code-taken', FILING_STATE_LABELS[holder.state]) : null;
}

/** A confirmed filing is never edited; one without a grade may still be given one while its quarter is open. */
function refuseEdit(row: Candidate<'filings'>, world: World): Fault | null {
  const { before, changed, values } = row;
  if (before === null || changed.size === 0) return null;
  const isGrading = changed.size === 1 && changed.has('grade') && before.grade === '';
  if (!isGrading) return fault(placeOf(row, 'code'), 'filing-confirmed');
  const recordedAt = world.filings.get(values.code)?.confirmedAt ?? 0;
  return isFrozen(values.occurredOn, recordedAt, world.closings)
    ? fault(placeOf(row, 'grade'), 'closed-quarter', quarterOf(values.occurredOn))
    : null;
}
