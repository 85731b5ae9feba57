import { refuseEntry, type EntryRefusal } from '../../deputies/entry-rules.ts';
import type { Mandate } from '../../deputies/rules.ts';
import { quarterOf } from '../../lib/dates.ts';
import { fault, type Fault, type Place } from '../faults.ts';
import { found, placeOf, type Candidate, type Findings } from './shapes.ts';
import { atBrokenRow, enterDeputy, nameKey, type World } from './world.ts';

const SHOWN_DISTRICTS = 20;
const DISTRICT_NUMBER_MAX = 10;
const CERTIFICATE_MAX = 20;
/** Numbers stand in addresses, and in lists of several, so nothing that separates. */
const UNFIT = /[\s,;、，；/\\?#%]/u;

function refuseNumber(place: Place & { column: string }, number: string, max: number): Fault | null {
  const unfit = UNFIT.test(number) || number === 'new' || number.length > max;
  return unfit ? fault(place, 'number-characters', place.column, max) : null;
}

export function checkDistrict(row: Candidate<'districts'>, world: World): Findings {
  const { number } = row.values;
  const unfit = refuseNumber(placeOf(row, 'number'), number, DISTRICT_NUMBER_MAX);
  if (unfit === null) world.districts.add(number);
  return { faults: found([unfit]), warnings: [] };
}

export function checkDeputy(row: Candidate<'deputies'>, world: World): Findings {
  const { certificateNumber, name, district } = row.values;
  const mandate = mandateAfter(row, world);
  const faults = found([
    refuseNumber(placeOf(row, 'certificateNumber'), certificateNumber, CERTIFICATE_MAX),
    refuseDistrict(row, world),
    refuseSubclass(row),
    world.trusted ? null : refuseDates(row, mandate),
    refuseClosed(row, world),
  ]);
  const warnings = faults.length > 0 ? [] : warnAboutName(row, world);
  if (faults.length === 0) enterDeputy(world, certificateNumber, { name, district, mandate });
  return { faults, warnings };
}

function mandateAfter({ values }: Candidate<'deputies'>, { data, deputies }: World): Mandate {
  const events = deputies.get(values.certificateNumber)?.mandate.events ?? [];
  return { electedOn: values.electedOn, endsOn: data.term.endOn, events };
}

function refuseDistrict(row: Candidate<'deputies'>, world: World): Fault | null {
  const { district } = row.values;
  if (world.districts.has(district)) return null;
  const place = placeOf(row, 'district');
  const known = [...world.districts].slice(0, SHOWN_DISTRICTS);
  return atBrokenRow(world, place, 'districts', district) ?? fault(place, 'unknown-district', known);
}

function refuseSubclass(row: Candidate<'deputies'>): Fault | null {
  const { category, subcategory } = row.values;
  return category === '' && subcategory !== '' ? fault(placeOf(row, 'subcategory'), 'subclass-alone') : null;
}

const DATE_COLUMNS = {
  'elected-after-term': 'electedOn',
  'elected-after-event': 'electedOn',
  'oath-before-election': 'oathOn',
  'under-age': 'bornMonth',
} as const satisfies Record<EntryRefusal, string>;

function refuseDates(row: Candidate<'deputies'>, mandate: Mandate): Fault | null {
  const { bornMonth, oathOn } = row.values;
  const refusal = refuseEntry({ bornMonth: bornMonth ?? '', oathOn, mandate });
  if (refusal === null) return null;
  const place = placeOf(row, DATE_COLUMNS[refusal]);
  return refusal === 'elected-after-term'
    ? fault(place, refusal, mandate.endsOn ?? '')
    : fault(place, refusal);
}

/** A mandate that begins on another day makes or unmakes facts of the days between. */
function refuseClosed(row: Candidate<'deputies'>, { closings, data }: World): Fault | null {
  const { before, values, changed } = row;
  if (before === null || closings.length === 0) return null;
  if (changed.has('category') && data.categoriesCount)
    return fault(placeOf(row, 'category'), 'category-counted');
  if (!changed.has('electedOn')) return null;
  const [from = '', to = ''] = [before.electedOn, values.electedOn].toSorted();
  const closed = closings.find(({ quarter }) => quarterOf(from) <= quarter && quarter <= quarterOf(to));
  return closed ? fault(placeOf(row, 'electedOn'), 'closed-quarter', closed.quarter) : null;
}

function warnAboutName(row: Candidate<'deputies'>, world: World): Fault[] {
  const { before, values } = row;
  const place = placeOf(row, 'name');
  if (before !== null) return before.name === values.name ? [] : [fault(place, 'name-changed', before.name)];
  const twin = world.numbers.byName.get(nameKey(values));
  return twin === undefined ? [] : [fault(place, 'name-twice-in-district', twin)];
}
