import { isInOffice, statusOn, type Mandate } from '../../deputies/rules.ts';
import { quarterOf, type Day, type Quarter } from '../../lib/dates.ts';
import type { Closing } from '../../points/records.ts';
import { keyOf } from '../cells.ts';
import { fault, type Fault, type Place } from '../faults.ts';
import type { HeldFiling, HeldProposal, RegisterData } from '../register/shapes.ts';
import { tablesOf } from '../register/tables.ts';
import { templateOf, type CellsOf, type TemplateId } from '../templates.ts';

export interface KnownDeputy {
  name: string;
  district: string;
  mandate: Mandate;
}

export interface KnownActivity {
  heldOn: Day;
  rollTaken: boolean;
}

type Rows = { [T in TemplateId]: Map<string, CellsOf<T>> };

/** The register as it would be after the rows planned so far: what the next row may refer to. */
export interface World {
  data: RegisterData;
  /** What the register holds now, by key. */
  rows: Rows;
  closings: readonly Closing[];
  districts: Set<string>;
  deputies: Map<string, KnownDeputy>;
  /** Certificate numbers by name and district, and by the number without its leading zeros. */
  numbers: { byName: Map<string, string>; byBareNumber: Map<string, string> };
  activities: Map<string, KnownActivity>;
  filings: ReadonlyMap<string, HeldFiling>;
  proposals: ReadonlyMap<string, HeldProposal>;
  /** The last day of each congress session. */
  lastDays: Map<string, Day>;
  /** When a mark of attendance was recorded, by the key of its row. */
  marked: Map<string, number>;
  /** Keys of the session rows of deputies with a noted speech. */
  spoken: Set<string>;
  /** Line of each row at fault, by table and key, as far as its key could be read. */
  broken: Map<string, number>;
  /** An export going back into an empty register: what was once recorded is not judged again. */
  trusted: boolean;
}

export function worldOf(data: RegisterData, trusted: boolean): World {
  const tables = tablesOf(data);
  const index = <T extends TemplateId>(id: T) =>
    new Map<string, CellsOf<T>>((tables[id] as CellsOf<T>[]).map((cells) => [keyOf(id, cells), cells]));
  const world: World = {
    data,
    trusted,
    closings: data.closings,
    rows: {
      districts: index('districts'),
      deputies: index('deputies'),
      sessions: index('sessions'),
      activities: index('activities'),
      attendance: index('attendance'),
      filings: index('filings'),
      proposals: index('proposals'),
    },
    districts: new Set(data.districts.map((row) => row.number)),
    deputies: new Map(),
    numbers: { byName: new Map(), byBareNumber: new Map() },
    activities: new Map(
      data.activities.map(({ code, heldOn, rollTakenAt }) => [
        code,
        { heldOn, rollTaken: rollTakenAt !== null },
      ]),
    ),
    filings: new Map(data.filings.map((row) => [row.code, row])),
    proposals: new Map(data.proposals.map((row) => [row.number, row])),
    ...meetingsOf(data),
    broken: new Map(),
  };
  for (const { certificateNumber, name, district, mandate } of data.deputies)
    enterDeputy(world, certificateNumber, { name, mandate, district: district.number });
  return world;
}

/** From here on, rows may refer to this deputy. */
export function enterDeputy(world: World, certificate: string, deputy: KnownDeputy): void {
  world.deputies.set(certificate, deputy);
  world.numbers.byName.set(nameKey(deputy), certificate);
  world.numbers.byBareNumber.set(withoutZeros(certificate), certificate);
}

export const nameKey = ({ name, district }: Pick<KnownDeputy, 'name' | 'district'>): string =>
  `${district} ${name}`;

function meetingsOf({ sessions, activities }: RegisterData): Pick<World, 'lastDays' | 'marked' | 'spoken'> {
  const lastDays = new Map<string, Day>();
  const marked = new Map<string, number>();
  const spoken = new Set<string>();
  for (const { title, sittings } of sessions) {
    for (const { heldOn, half, marks, speeches } of sittings) {
      const key = (deputy: string) => `${title}/${heldOn}/${half}/${deputy}`;
      if (heldOn > (lastDays.get(title) ?? '')) lastDays.set(title, heldOn);
      for (const mark of marks) marked.set(key(mark.deputy), mark.recordedAt);
      for (const one of speeches) spoken.add(key(one.deputy));
    }
  }
  for (const { code, marks } of activities)
    for (const mark of marks) marked.set(`${code}/${mark.deputy}`, mark.recordedAt);
  return { lastDays, marked, spoken };
}

/** Why somebody who is named in a row cannot be meant, or null: unknown, or not in office on that day. */
export function refuseDeputy(world: World, place: Place, certificate: string, day: Day): Fault | null {
  const known = world.deputies.get(certificate);
  if (known === undefined) return unknownDeputy(world, place, certificate);
  if (world.trusted || isInOffice(known.mandate, day)) return null;
  const { status, event } = statusOn(known.mandate, day);
  const { name, mandate } = known;
  if (status === 'not-yet') return fault(place, 'not-yet-elected', name, mandate.electedOn);
  if (status === 'suspended') return fault(place, 'suspended-then', name, event?.on ?? '');
  return fault(place, 'ended-then', name, event?.on ?? mandate.endsOn ?? '');
}

export function unknownDeputy(world: World, place: Place, certificate: string): Fault {
  const nearest = world.numbers.byBareNumber.get(withoutZeros(certificate)) ?? null;
  return atBrokenRow(world, place, 'deputies', certificate) ?? fault(place, 'unknown-deputy', nearest);
}

const withoutZeros = (text: string): string => text.replace(/^0+(?=.)/, '');

/** What a row refers to stands in the file, but is at fault itself. */
export function atBrokenRow(world: World, place: Place, id: TemplateId, key: string): Fault | null {
  const line = world.broken.get(brokenKey(id, key));
  return line === undefined ? null : fault(place, 'row-at-fault', templateOf(id).sheet, line);
}

export const brokenKey = (id: TemplateId, key: string): string => `${id} ${key}`;

/** The quarter of a day, where it is closed. */
export function closedQuarter(world: World, day: Day): Quarter | null {
  const quarter = quarterOf(day);
  return world.closings.some((closing) => closing.quarter === quarter) ? quarter : null;
}
