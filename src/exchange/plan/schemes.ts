import { canonicalJson } from '../../lib/canonical-json.ts';
import { quarterYear } from '../../lib/dates.ts';
import type { Closing } from '../../points/records.ts';
import { schemeFaultText } from '../../schemes/labels.ts';
import { checkScheme, type Scheme } from '../../schemes/rules.ts';
import type { SchemeRow } from '../../schemes/store.ts';
import { fault, type Fault } from '../faults.ts';
import type { SchemeFile } from '../read.ts';

export interface PlannedScheme {
  file: string;
  scheme: Scheme;
  /** The draft that it is already; null for a new one. */
  draftId: number | null;
  /** Put into force, not only drafted. */
  adopt: boolean;
}

export interface SchemePlan {
  schemes: PlannedScheme[];
  same: number;
  faults: Fault[];
  warnings: Fault[];
}

export interface SchemeGround {
  /** Every scheme of the register. */
  rows: readonly SchemeRow[];
  closings: readonly Closing[];
  /** Whether schemes are to be put into force as far as that can be. */
  adopt: boolean;
}

/** What the schemes (积分办法) of a folder add to the register, in the order of their files. */
export function planSchemes(files: readonly SchemeFile[], ground: SchemeGround): SchemePlan {
  const plan: SchemePlan = { schemes: [], same: 0, faults: [], warnings: [] };
  const checked = files.flatMap(({ file, json }) => {
    const check = checkScheme(json);
    if (check.ok) return [{ file, scheme: check.scheme }];
    plan.faults.push(
      ...check.faults.map((one) => fault({ file, column: one.path }, 'scheme-fault', schemeFaultText(one))),
    );
    return [];
  });
  const years = checked.map(({ scheme }) => scheme.year);
  for (const { file, scheme } of checked) {
    const known = ground.rows.find((row) => isSame(row.body, scheme));
    const isOnly = years.filter((year) => year === scheme.year).length === 1;
    const adopt = ground.adopt && isOnly && isFree(scheme.year, ground);
    if (known && !(adopt && known.state === 'draft')) plan.same += 1;
    else plan.schemes.push({ file, scheme, adopt, draftId: known?.id ?? null });
    if (ground.adopt && !adopt && known?.state !== 'in_force')
      plan.warnings.push(fault({ file }, isOnly ? 'scheme-stays-draft' : 'scheme-same-year', scheme.year));
  }
  return plan;
}

/** The version is the register's own count. */
function isSame(a: Scheme, b: Scheme): boolean {
  return canonicalJson({ ...a, version: 0 }) === canonicalJson({ ...b, version: 0 });
}

/** Nothing is in force in the year, and nothing of it is published: nothing is retroactive. */
function isFree(year: number, { rows, closings }: SchemeGround): boolean {
  const isTaken = rows.some((row) => row.year === year && row.state === 'in_force');
  return !isTaken && !closings.some(({ quarter }) => quarterYear(quarter) === year);
}
