import type { Reader } from '../db/store.ts';
import type { Day } from '../lib/dates.ts';
import { listSchemes } from '../schemes/store.ts';
import { findCurrentTerm, findTownship, type Term, type Township } from '../settings/store.ts';
import { NO_TERM } from '../settings/terms.ts';
import { fault, type Fault } from './faults.ts';
import { foundingFrom, type Founding, type FoundingWishes } from './founding.ts';
import { checkIntake, type Checked, type Intake } from './intake.ts';
import { missingFrom } from './plan/restore.ts';
import { planSchemes, type SchemePlan } from './plan/schemes.ts';
import { planImport, sizeOf, type Plan } from './plan.ts';
import { REST_FILE, type RegisterFile } from './register-file.ts';
import { loadRegister } from './register/read.ts';
import { emptyRegister, type RegisterData } from './register/shapes.ts';

/** What an import would do to the register as it is now, and everything that stands in its way. */
export interface Examined {
  plan: Plan;
  schemes: SchemePlan;
  /** Township and term that it brings to a register that has none. */
  founding: Founding | null;
  /** An export that goes back into an empty register. */
  restore: RegisterFile | null;
  faults: Fault[];
  warnings: Fault[];
  /** Faults that cannot be passed over row by row. */
  blocked: boolean;
  /** Whether there is anything to do. */
  changes: boolean;
}

export interface Wishes {
  today: Day;
  /** Put schemes into force as far as possible; an empty register does so anyway. */
  adopt?: boolean;
  founding?: FoundingWishes;
}

export async function examine(reader: Reader, intake: Intake, wishes: Wishes): Promise<Examined> {
  const checked = checkIntake(intake, wishes.today);
  const [township, term, known] = await Promise.all([
    findTownship(reader),
    findCurrentTerm(reader),
    listSchemes(reader),
  ]);
  const founding = term ? null : foundingOf(intake, checked, wishes);
  const data = term ? await loadRegister(reader, term) : emptyRegister(founding?.term ?? NO_TERM);
  const isEmpty = hasNothing(data) && known.length === 0;
  const restore = isEmpty ? intake.rest : null;
  const obstacles = term ? refuseRest(intake.rest, term, township) : refuseFounding(intake, founding);
  const tables = term || founding ? checked.tables : [];
  const plan = planImport(tables, intake.tables, data, { trusted: restore !== null });
  const adopt = isEmpty || wishes.adopt === true;
  const schemes = planSchemes(intake.schemes, { rows: known, closings: data.closings, adopt });
  const wrong = [...obstacles, ...intake.faults, ...checked.faults, ...plan.faults, ...schemes.faults];
  const isWhole = restore === null || wrong.length > 0;
  const faults = isWhole ? wrong : missingFrom(restore, plan.tables, intake.schemes);
  const warnings = [...intake.warnings, ...checked.warnings, ...plan.warnings];
  const unused = intake.rest && !restore ? [fault({ file: REST_FILE }, 'register-not-empty')] : [];
  return {
    plan,
    schemes,
    founding,
    restore,
    faults,
    warnings: restore ? warnings : [...unused, ...warnings, ...schemes.warnings],
    blocked: obstacles.length > 0 || (restore !== null && faults.length > 0),
    changes: sizeOf(plan) > 0 || schemes.schemes.length > 0 || founding !== null || restore !== null,
  };
}

function foundingOf({ rest }: Intake, checked: Checked, wishes: Wishes): Founding | null {
  if (rest) return { township: rest.township, term: rest.term };
  return foundingFrom(checked.tables, wishes.founding ?? {});
}

function refuseFounding({ tables }: Intake, founding: Founding | null): Fault[] {
  return founding ? [] : [fault({ file: tables[0]?.file ?? '' }, 'term-unknown')];
}

function hasNothing(data: RegisterData): boolean {
  const { districts, deputies, sessions, activities, filings, proposals, delegations, groups } = data;
  const lists = [districts, deputies, sessions, activities, filings, proposals, delegations, groups];
  return lists.every((list) => list.length === 0) && data.closings.length === 0;
}

/** An export belongs to one township and term. */
function refuseRest(rest: RegisterFile | null, term: Term, township: Township | undefined): Fault[] {
  const place = { file: REST_FILE };
  if (rest === null) return [];
  if (term.number !== rest.term.number)
    return [fault(place, 'register-other-term', rest.term.number, term.number)];
  if (term.startOn !== rest.term.startOn || term.endOn !== rest.term.endOn)
    return [fault(place, 'register-other-days', rest.term.startOn, rest.term.endOn)];
  const isOther = township !== undefined && township.name !== rest.township.name;
  return isOther ? [fault(place, 'register-other-township', rest.township.name, township.name)] : [];
}
