import type { Tx } from '../db/store.ts';
import { DEFAULT_SETTINGS, type Settings } from '../settings/rules.ts';
import { getCurrentTerm, insertTerm, putSetting, putTownship } from '../settings/store.ts';
import { checkScheme, type Scheme } from '../schemes/rules.ts';
import { startApplying, type Applying } from './apply/applying.ts';
import { applyActivities, applyAttendance, applySessions } from './apply/meetings.ts';
import { applyDeputies, applyDistricts } from './apply/people.ts';
import { restoreMeetings, restoreSessions } from './apply/rest-meetings.ts';
import { restoreMore } from './apply/more.ts';
import { restoreNames, restorePapers, restorePeople, restoreWork } from './apply/rest.ts';
import { applySchemes } from './apply/schemes.ts';
import { applyFilings, applyProposals } from './apply/work.ts';
import type { Examined } from './examine.ts';
import type { Founding } from './founding.ts';
import type { PlannedAs, PlannedTable } from './plan.ts';
import type { SchemeFile } from './read.ts';
import { REST_FILE, type RegisterFile } from './register-file.ts';
import type { TemplateId } from './templates.ts';

type Appliers = { [T in TemplateId]: (applying: Applying, table: PlannedAs<T>) => Promise<void> };

const APPLIERS: Appliers = {
  districts: applyDistricts,
  deputies: applyDeputies,
  sessions: applySessions,
  activities: applyActivities,
  attendance: applyAttendance,
  filings: applyFilings,
  proposals: applyProposals,
};

/** What an import has done, as plain JSON. */
export interface ImportSummary {
  tables: { template: TemplateId; file: string; added: number; updated: number; same: number }[];
  schemes: { file: string; year: number; adopted: boolean }[];
  founded: Founding | null;
  restored: boolean;
}

/** Does what was examined, inside the write that examined it. Each table has one entry in the trail. */
export async function applyExamined(
  tx: Tx,
  at: number,
  { plan, schemes, founding, restore }: Examined,
  files: readonly SchemeFile[],
): Promise<ImportSummary> {
  if (founding) await found(tx, founding);
  const { id: termId } = await getCurrentTerm(tx);
  const applying = await startApplying(tx, at, termId, restore);
  if (restore) await prepareRestore(applying, restore);
  for (const table of plan.tables) await applyTable(applying, table);
  if (restore) await finishRestore(applying, restore, files);
  else await applySchemes(tx, at, schemes.schemes);
  return {
    tables: plan.tables.map(countsOf),
    schemes: restore
      ? []
      : schemes.schemes.map(({ file, scheme, adopt }) => ({ file, year: scheme.year, adopted: adopt })),
    founded: founding,
    restored: restore !== null,
  };
}

function countsOf({ template, file, add, update, same }: PlannedTable) {
  return { template, file, added: add.length, updated: update.length, same };
}

async function found(tx: Tx, { township, term }: Founding): Promise<void> {
  await putTownship(tx, township);
  await insertTerm(tx, term);
  tx.record({ kind: 'register.set-up', subject: ['township', township.name], after: { township, term } });
}

async function applyTable(applying: Applying, table: PlannedTable): Promise<void> {
  const { template, file, add, update, same } = table;
  if (add.length + update.length === 0) return;
  // The compiler cannot follow that a table goes to the applier of its own template.
  await (APPLIERS[template] as (applying: Applying, table: PlannedTable) => Promise<void>)(applying, table);
  applying.tx.record({
    kind: 'import.applied',
    subject: ['import', template],
    before: update.map(({ key, before }) => ({ key, ...before })),
    after: {
      file,
      same,
      added: add.map(({ key }) => key),
      updated: update.map(({ key, after }) => ({ key, ...after })),
    },
  });
}

async function prepareRestore(applying: Applying, rest: RegisterFile): Promise<void> {
  await putTownship(applying.tx, rest.township);
  for (const [key, value] of Object.entries(knownSettings(rest)))
    await putSetting(applying.tx, key as keyof Settings, value);
  await restoreNames(applying, rest);
  await restoreSessions(applying, rest);
}

/** Settings of this program, each of its kind. */
function knownSettings({ settings }: RegisterFile): Partial<Settings> {
  const defaults: Readonly<Record<string, unknown>> = { ...DEFAULT_SETTINGS };
  const known = Object.entries(settings).filter(
    ([key, value]) => Object.hasOwn(defaults, key) && typeof value === typeof defaults[key],
  );
  return Object.fromEntries(known);
}

async function finishRestore(
  applying: Applying,
  rest: RegisterFile,
  files: readonly SchemeFile[],
): Promise<void> {
  await restorePeople(applying, rest);
  await restoreMeetings(applying, rest);
  await restoreWork(applying, rest);
  await restorePapers(applying, rest, schemesOf(files));
  await restoreMore(applying, rest);
  const { notices, reports, schemes } = rest;
  applying.tx.record({
    kind: 'import.applied',
    subject: ['import', 'register'],
    after: {
      file: REST_FILE,
      settings: rest.settings,
      schemes: schemes.map(({ year, version, state }) => `${year}-${version} ${state}`),
      notices: notices.map(({ quarter, version, sha256 }) => `${quarter}/${version} ${sha256}`),
      reports: reports.map(({ deputy, year }) => `${year}/${deputy}`),
    },
  });
}

function schemesOf(files: readonly SchemeFile[]): Map<string, Scheme> {
  return new Map(
    files.flatMap(({ file, json }) => {
      const check = checkScheme(json);
      return check.ok ? [[file, check.scheme] as const] : [];
    }),
  );
}
