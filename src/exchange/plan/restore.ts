import { fault, type Fault } from '../faults.ts';
import type { SchemeFile } from '../read.ts';
import { REST_FILE, type RegisterFile } from '../register-file.ts';
import type { PlannedTable } from './shapes.ts';

/** What register.json refers to and the other files of the export do not have: a file was lost on the way. */
export function missingFrom(
  rest: RegisterFile,
  tables: readonly PlannedTable[],
  schemes: readonly SchemeFile[],
): Fault[] {
  const files = new Set(schemes.map((scheme) => scheme.file));
  const papers = new Set(rest.schemes.map(({ year, version }) => `${year}-${version}`));
  const missing = new Set([
    ...without(keysOf(tables, 'deputies'), deputiesIn(rest)),
    ...without(
      keysOf(tables, 'activities'),
      rest.activities.map((one) => one.code),
    ),
    ...without(
      keysOf(tables, 'filings'),
      rest.filings.confirmed.map((one) => one.code),
    ),
    ...without(
      keysOf(tables, 'proposals'),
      rest.proposals.registered.map((one) => one.number),
    ),
    ...without(
      files,
      rest.schemes.map((one) => one.file),
    ),
    ...without(
      papers,
      rest.notices.map((one) => `${one.schemeYear}-${one.schemeVersion}`),
    ),
  ]);
  return [...missing].map((key) => fault({ file: REST_FILE, value: key }, 'register-incomplete'));
}

function keysOf(tables: readonly PlannedTable[], template: PlannedTable['template']): Set<string> {
  const own = tables.filter((table) => table.template === template);
  return new Set(own.flatMap((table) => table.add.map((row) => row.key)));
}

function without(known: ReadonlySet<string>, named: readonly (string | null)[]): string[] {
  return named.filter((key) => key !== null && !known.has(key)) as string[];
}

/** Certificate numbers that register.json names anywhere. */
function deputiesIn(rest: RegisterFile): (string | null)[] {
  return [
    ...[...rest.delegations, ...rest.groups].map((body) => body.leader),
    ...rest.deputies.map((one) => one.certificateNumber),
    ...rest.sessions.flatMap((session) =>
      session.sittings.flatMap((sitting) => sitting.speeches.map((speech) => speech.deputy)),
    ),
    ...rest.activities.flatMap((activity) => activity.invitees),
    ...rest.filings.others.map((filing) => filing.deputy),
    ...rest.proposals.others.flatMap(({ lead, cosigners }) => [lead, ...cosigners]),
    ...rest.reports.map((report) => report.deputy),
  ];
}
