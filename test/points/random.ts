import fc from 'fast-check';
import type { DeputyPoints, Line, PointRecord, ScoreInput } from '../../src/points/score.ts';
import type { Scheme, SchemeItem } from '../../src/schemes/rules.ts';

/** Random schemes and records for the properties of points; printed with every failure: SEED=… runs the same again. */
export const SEED = Number(process.env['SEED'] ?? 20260115);
const RUNS = 300;

export const DEPUTIES = ['001', '002', '003'].map((id) => ({
  id,
  category: id === '003' ? '企业类' : '农业类',
  partYear: id === '002',
}));
const SECTIONS = ['session', 'recess'];
const ITEMS = ['a', 'b', 'c', 'd'];

const hundredths = (min: number, max: number) => fc.integer({ min, max }).map((whole) => whole / 100);
const bound = (max: number) => fc.option(hundredths(0, max), { nil: null, freq: 2 });
const rarely = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 1 });
const points = hundredths(-600, 600).filter((value) => value !== 0);
const categories = fc.option(fc.constantFrom(['农业类'], ['企业类']), { nil: null, freq: 1 });
const split = rarely(fc.oneof(fc.constant('equal' as const), fc.integer({ min: 1, max: 99 })));
const grades = fc.tuple(points, points).map(([high, low]) => ({ A: high, B: low }));
const caps = fc.record({ cap: bound(2000), quarterCap: bound(1000) });

type Worth = Pick<
  SchemeItem,
  'points' | 'grades' | 'tiers' | 'target' | 'cap' | 'quarterCap' | 'bestOf' | 'split'
>;

const plain: fc.Arbitrary<Worth> = fc
  .tuple(
    fc.oneof(
      points.map((value) => ({ points: value })),
      grades.map((table) => ({ grades: table })),
    ),
    caps,
    split,
  )
  .map(([worth, bounds, share]) => ({ ...worth, ...bounds, split: share }));

const best: fc.Arbitrary<Worth> = fc
  .tuple(grades, split)
  .map(([table, share]) => ({ grades: table, split: share, bestOf: '最高' }));

const tiers: fc.Arbitrary<Worth> = fc
  .tuple(
    hundredths(1, 600),
    fc.uniqueArray(fc.integer({ min: 2, max: 9 }), { maxLength: 3 }),
    fc.array(hundredths(0, 600), { minLength: 3, maxLength: 3 }),
    fc.constantFrom(1, -1),
    bound(2000),
  )
  .map(([first, steps, worths, sign, cap]) => {
    const froms = steps.toSorted((one, other) => one - other);
    const rows = froms.map((from, index) => ({ from, points: sign * (worths[index] ?? 0) || 0 }));
    return { tiers: [{ from: 1, points: sign * first }, ...rows], cap };
  });

const target: fc.Arbitrary<Worth> = fc
  .tuple(hundredths(1, 800), hundredths(0, 1000), hundredths(0, 600), hundredths(1, 600), bound(2000))
  .map(([quantity, exact, more, less, cap]) => ({ target: { quantity, points: exact, more, less }, cap }));

const worth = fc.oneof(
  { weight: 4, arbitrary: plain },
  { weight: 2, arbitrary: best },
  { weight: 2, arbitrary: tiers },
  { weight: 2, arbitrary: target },
);

const item = (code: string): fc.Arbitrary<SchemeItem> =>
  fc
    .record({ section: fc.constantFrom(...SECTIONS), worth, categories })
    // Of which only the best counts is all in one section.
    .map(({ section, worth: value, categories: only }) => ({
      code,
      section: value.bestOf ? 'session' : section,
      title: code,
      unit: '次',
      categories: only,
      ...value,
    }));

const section = (code: string) =>
  fc
    .record({ cap: bound(3000), base: rarely(hundredths(-300, 2000)), floor: rarely(hundredths(-500, 2500)) })
    .map((bounds) => ({ code, title: code, ...bounds }));

const scheme: fc.Arbitrary<Scheme> = fc
  .record({
    base: hundredths(-500, 6000),
    floor: bound(1000),
    cap: bound(10_000),
    sections: fc.tuple(...SECTIONS.map(section)),
    items: fc.tuple(...ITEMS.map(item)),
  })
  .map(({ base, floor, cap, sections, items }) => ({
    id: 's',
    title: 's',
    year: 2026,
    base,
    floor: floor === null || cap === null ? floor : Math.min(floor, cap),
    cap,
    sections,
    items,
  }));

export const day = fc
  .integer({ min: -20, max: 390 })
  .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10));

export const record = fc.record({
  deputy: fc.constantFrom(...DEPUTIES.map(({ id }) => id)),
  item: fc.constantFrom(...ITEMS, 'gone'),
  date: day,
  countedOn: fc.option(day, { nil: null, freq: 1 }),
  quantity: fc.option(hundredths(0, 400), { nil: null }),
  grade: fc.option(fc.constantFrom('A', 'B', 'E'), { nil: null }),
  signers: fc.option(fc.integer({ min: 1, max: 9 }), { nil: null, freq: 2 }),
  lead: fc.boolean(),
});

const records: fc.Arbitrary<PointRecord[]> = fc
  .array(record, { maxLength: 40 })
  .map((all) => all.map((one, index) => ({ id: `r${index}`, ...one })));

export const input: fc.Arbitrary<ScoreInput> = fc.record({
  scheme,
  deputies: fc.constant(DEPUTIES),
  records,
  asOf: fc.oneof(day, fc.constantFrom('2026-03-31', '2026-09-30', '2026-12-31')),
});

export function holds<T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void): void {
  fc.assert(fc.property(arbitrary, check), { seed: SEED, numRuns: RUNS });
}

/** The granted points of every line, those that no record makes among them. */
export function grantsOf({ lines, settlements }: DeputyPoints): Granting[] {
  const settled = settlements.map(({ item: code, ...rest }) => ({ ...rest, record: { item: code ?? '' } }));
  return [...lines, ...settled];
}

export interface Granting extends Pick<
  Line,
  'section' | 'quarter' | 'grossHundredths' | 'grantedHundredths'
> {
  readonly record: Pick<PointRecord, 'item'>;
}

export const linesOf = (deputies: readonly DeputyPoints[]): Line[] =>
  deputies.flatMap(({ lines }) => [...lines]);
export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
export const toWhole = (value: number | null | undefined): number =>
  (value ?? null) === null ? Infinity : Math.round((value ?? 0) * 100);

/** The granted points of both signs, apart, by a key. */
export function sizesBy(lines: readonly Granting[], keyOf: (line: Granting) => string): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const line of lines) {
    const key = `${line.grossHundredths < 0 ? '-' : '+'} ${keyOf(line)}`;
    sizes.set(key, (sizes.get(key) ?? 0) + Math.abs(line.grantedHundredths));
  }
  return sizes;
}
