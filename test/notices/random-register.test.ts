import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/db/store.ts';
import { quarterEnd } from '../../src/lib/dates.ts';
import { toHundredths } from '../../src/lib/hundredths.ts';
import type { NoticeBody } from '../../src/notices/body.ts';
import { listClosings } from '../../src/notices/closings.ts';
import { loadPublishedYear } from '../../src/notices/published.ts';
import { firstUnexplained } from '../../src/notices/replay.ts';
import { findNotice, listChain } from '../../src/notices/store.ts';
import { computePoints } from '../../src/points/compute.ts';
import { factsOf } from '../../src/points/facts.ts';
import { countedRecords } from '../../src/points/published.ts';
import { recordsOf } from '../../src/points/records.ts';
import { score } from '../../src/points/score.ts';
import { loadRegisterRows } from '../../src/points/store.ts';
import { found } from '../../src/refusals.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { beginYear, choose, take, type Passing } from './random-register.ts';

const SEED = Number(process.env['SEED'] ?? 20261124);
const YEARS = 10;
const OPERATIONS = 1_000;
/** A year and a quarter in that many operations. */
const HOURS = (455 * 24) / OPERATIONS;

/** Everything that was known when a notice was published, read apart from the code that published it. */
async function knownNow(store: Store) {
  const term = await getCurrentTerm(store.read);
  const [rows, closings, published] = await Promise.all([
    loadRegisterRows(store.read, term.id),
    listClosings(store.read),
    loadPublishedYear(store.read, term.number, 2026),
  ]);
  return { rows, closings, published };
}

type Known = Awaited<ReturnType<typeof knownNow>>;

/** The points of a quarter from what was known before it was closed. */
function pointsFrom({ rows, closings, published }: Known, { scheme, quarter, deputies }: NoticeBody) {
  const { records } = recordsOf(scheme, factsOf(rows), closings, rows.deputies);
  const result = score({
    scheme,
    asOf: quarterEnd(quarter),
    deputies: deputies.map(({ deputy }) => ({ id: deputy, category: null })),
    records: countedRecords(records, published),
  });
  return result.deputies.map(({ deputy, rank, total }) => ({ deputy, rank, total }));
}

/** The current notice of each closed quarter says what the desk computes for its last day. */
async function isAsPublished({ store }: Passing): Promise<void> {
  const term = await getCurrentTerm(store.read);
  for (const { quarter } of await listClosings(store.read)) {
    const { body } = found(await findNotice(store.read, quarter));
    const asOf = quarterEnd(body.quarter);
    const computed = found(await computePoints(store.read, { termId: term.id, year: 2026, asOf }));
    const now = new Map(computed.result.map((entry) => [entry.deputy, entry.totalHundredths]));
    for (const { deputy, total } of body.deputies)
      if (now.has(deputy))
        expect([quarter, deputy, now.get(deputy)]).toEqual([quarter, deputy, toHundredths(total)]);
  }
}

async function liveThrough(seed: number): Promise<Passing> {
  const year = await beginYear(seed);
  const texts = new Map<string, string>();
  for (let count = 0; count < OPERATIONS; count += 1) {
    const { operation, mayPublish } = choose(year);
    const known = mayPublish ? await knownNow(year.store) : null;
    const before = texts.size;
    await take(year, operation, HOURS);
    if (known === null) continue;
    await lookAtNotices(year, texts, known);
    if (texts.size > before) await isAsPublished(year);
  }
  await isAsPublished(year);
  return year;
}

/** What was published before stands as it was; what is new follows from what was known. */
async function lookAtNotices({ store }: Passing, texts: Map<string, string>, known: Known): Promise<void> {
  for (const row of await listChain(store.read)) {
    const name = `${row.quarter}/${row.version}`;
    expect(row.body).toBe(texts.get(name) ?? row.body);
    if (texts.has(name)) continue;
    texts.set(name, row.body);
    const body = JSON.parse(row.body) as NoticeBody;
    expect([name, firstUnexplained(body)]).toEqual([name, null]);
    if (row.version > 1) continue;
    const told = body.deputies.map(({ deputy, rank, total }) => ({ deputy, rank, total }));
    expect(told).toEqual(pointsFrom(known, body));
  }
}

describe(`a register in which anything happens (SEED=${SEED})`, { timeout: 300_000 }, () => {
  it.each(Array.from({ length: YEARS }, (_, index) => SEED + index))(
    'publishes nothing that cannot be computed from what was known then, and changes nothing published: %i',
    async (seed) => {
      const year = await liveThrough(seed);
      const chain = await listChain(year.store.read);
      expect(chain.length).toBeGreaterThan(4);
      expect(chain.some(({ version }) => version > 1)).toBe(true);
    },
  );
});
