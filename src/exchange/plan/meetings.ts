import { chineseNumber, quarterOf, type Day } from '../../lib/dates.ts';
import { isFrozen, mayBeMoved, needsExplanation, wasThere } from '../../meetings/rules.ts';
import { fault, type Fault, type Place } from '../faults.ts';
import { termOfTitle } from '../templates-titles.ts';
import { found, placeOf, type Candidate, type Findings } from './shapes.ts';
import { atBrokenRow, closedQuarter, refuseDeputy, type World } from './world.ts';

export function checkSessionRow(row: Candidate<'sessions'>, world: World): Findings {
  const { session, heldOn, deputy, state } = row.values;
  const place = placeOf(row, 'state');
  const faults = found([
    refuseTerm(row, world),
    refuseDeputy(world, placeOf(row, 'deputy'), deputy, heldOn),
    refuseMovedSession(row, world),
    refuseFrozen(place, row, heldOn, world),
    !wasThere(state) && world.spoken.has(row.key)
      ? fault(place, 'has-spoken', world.deputies.get(deputy)?.name ?? deputy)
      : null,
  ]);
  if (faults.length === 0 && heldOn > (world.lastDays.get(session) ?? ''))
    world.lastDays.set(session, heldOn);
  return { faults, warnings: faults.length > 0 ? [] : warnAboutLeave(place, row.values) };
}

export function checkAttendanceRow(row: Candidate<'attendance'>, world: World): Findings {
  const { activity, deputy } = row.values;
  const known = world.activities.get(activity);
  if (known === undefined) {
    const place = placeOf(row, 'activity');
    const unknown = atBrokenRow(world, place, 'activities', activity) ?? fault(place, 'unknown-activity');
    return { faults: [unknown], warnings: [] };
  }
  const place = placeOf(row, 'state');
  const faults = found([
    refuseDeputy(world, placeOf(row, 'deputy'), deputy, known.heldOn),
    refuseFrozen(place, row, known.heldOn, world),
  ]);
  return { faults, warnings: faults.length > 0 ? [] : warnAboutLeave(place, row.values) };
}

export function checkActivity(row: Candidate<'activities'>, world: World): Findings {
  const { code, heldOn } = row.values;
  const known = world.activities.get(code);
  const moved = (['heldOn', 'kind'] as const).find((column) => row.changed.has(column));
  if (known && moved && !mayBeMoved(known.heldOn, heldOn, known.rollTaken, world.closings)) {
    const quarter = closedQuarter(world, known.heldOn) ?? quarterOf(heldOn);
    return { faults: [fault(placeOf(row, moved), 'closed-quarter', quarter)], warnings: [] };
  }
  world.activities.set(code, { heldOn, rollTaken: known?.rollTaken ?? false });
  return { faults: [], warnings: [] };
}

/** A session of 第五届 does not belong into the register of 第六届. */
function refuseTerm(row: Candidate<'sessions'>, { data }: World): Fault | null {
  const named = termOfTitle(row.values.session);
  if (named === null || named === data.term.number) return null;
  return fault(placeOf(row, 'session'), 'other-term', chineseNumber(data.term.number));
}

/** Attendance counts on a session's last day: a later day would take it out of a quarter that is closed. */
function refuseMovedSession(row: Candidate<'sessions'>, world: World): Fault | null {
  const { session, heldOn } = row.values;
  const lastOn = world.lastDays.get(session);
  if (lastOn === undefined || heldOn <= lastOn || quarterOf(heldOn) === quarterOf(lastOn)) return null;
  const quarter = closedQuarter(world, lastOn);
  return quarter === null ? null : fault(placeOf(row, 'heldOn'), 'session-would-move', lastOn, quarter);
}

function refuseFrozen(
  place: Place,
  { key, changed }: { key: string; changed: ReadonlySet<string> },
  heldOn: Day,
  world: World,
): Fault | null {
  const recordedAt = world.marked.get(key);
  if (recordedAt === undefined || changed.size === 0) return null;
  return isFrozen(heldOn, recordedAt, world.closings)
    ? fault(place, 'closed-quarter', quarterOf(heldOn))
    : null;
}

function warnAboutLeave(
  place: Place,
  { state, reason, approver }: Pick<Candidate<'sessions'>['values'], 'state' | 'reason' | 'approver'>,
): Fault[] {
  const missing = needsExplanation(state) && (reason === '' || approver === '');
  return missing ? [fault(place, 'leave-unexplained')] : [];
}
