import type { RosterEntry } from '../../deputies/store.ts';
import { quarterOf, type Day, type Quarter } from '../../lib/dates.ts';
import type { ComputedPoints } from '../../points/compute.ts';
import { WRITE_LABELS } from '../../statements/labels.ts';
import { kindsOf } from '../../statements/lines.ts';
import { takesStatement } from '../../statements/rules.ts';
import type { DeputyStatements } from '../../statements/shown.ts';
import type { Beside } from '../beside.ts';
import { HELPERS } from '../views.ts';

/** A deputy's words beside the lines as the desk sees them, and where staff may take them down for the deputy. */
export function besideOnDesk(
  { certificateNumber }: RosterEntry,
  computed: ComputedPoints,
  statements: DeputyStatements,
) {
  const kindOf = kindsOf(computed, certificateNumber);
  const writing = (quarter: Quarter, record: string): Beside['links'] => {
    const existing = statements.find(quarter, record);
    if (existing) return [[`/desk/statements/${existing.id}`, WRITE_LABELS.open]];
    const query = { deputy: certificateNumber, quarter, record };
    return [[HELPERS.address('/desk/statements/new', query), WRITE_LABELS.forDeputy]];
  };
  return {
    quarter: (quarter: Quarter): Beside => ({
      statement: statements.shown(quarter, ''),
      links: writing(quarter, ''),
    }),
    beside: (line: { record: string; day: Day; grantedHundredths?: number }): Beside => {
      const { record, day, grantedHundredths = 0 } = line;
      const kind = kindOf(record)?.kind ?? null;
      const takesOne = takesStatement({ record, kind, grantedHundredths });
      return {
        statement: statements.shown(quarterOf(day), record),
        links: takesOne ? writing(quarterOf(day), record) : [],
      };
    },
  };
}
