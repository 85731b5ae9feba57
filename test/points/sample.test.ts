import { describe, expect, test } from 'vitest';
import { factsOf, recordsOf, type Fact } from '../../src/points/facts.ts';
import { score } from '../../src/points/score.ts';
import { checkScheme } from '../../src/schemes/rules.ts';
import { readJson, sampleRows } from './sample-rows.ts';

interface Expected {
  facts: Record<string, Record<string, number>>;
  points: Record<string, { deputy: string; rank: number; total: number; quarters: unknown[] }[]>;
}

const expected = readJson('expected.json') as Expected;
const rows = sampleRows();
const facts = factsOf(rows);

function scheme() {
  const check = checkScheme(readJson('schemes/sample-2026.json'));
  if (!check.ok) throw new Error(JSON.stringify(check.faults));
  return check.scheme;
}

function tally(all: readonly Fact[]): Expected['facts'] {
  const tallies: Expected['facts'] = {};
  for (const { deputy, kind, quantityHundredths } of all) {
    const kinds = (tallies[deputy] ??= {});
    kinds[kind] = (kinds[kind] ?? 0) + quantityHundredths / 100;
  }
  return tallies;
}

describe('the sample township', () => {
  test('gives every deputy exactly the expected facts of the year', () => {
    expect(tally(facts)).toStrictEqual(expected.facts);
  });

  test('gives facts ids made of natural keys, each once', () => {
    const ids = new Set(facts.map(({ id }) => id));
    expect(ids.size).toBe(facts.length);
    for (const id of [
      'activity/A01/001',
      'filing/F01',
      'session/第六届第一次会议/001',
      'sitting/第六届第一次会议/2026-01-15/am/004',
      'suggestion.led/2026-001',
      'cosign/2026-023/006',
      'adopted/2026-002',
    ]) {
      expect(ids).toContain(id);
    }
  });

  test('has a scheme that passes its check', () => {
    expect(checkScheme(readJson('schemes/sample-2026.json'))).toMatchObject({ ok: true, warnings: [] });
  });

  for (const [asOf, deputies] of Object.entries(expected.points)) {
    test(`has the expected points, ranks and quarters as of ${asOf}`, () => {
      const { records } = recordsOf(scheme(), facts, [], rows.deputies);
      const people = rows.deputies.map(({ certificateNumber, name, category }) => ({
        id: certificateNumber,
        name,
        category,
      }));
      const result = score({ scheme: scheme(), deputies: people, records, asOf });
      const shown = result.deputies.map(({ deputy, rank, total, quarters }) => ({
        deputy,
        rank,
        total,
        quarters,
      }));
      expect(shown).toStrictEqual(deputies);
    });
  }

  test('shows the adopted proposals, which its scheme does not name, as not counted', () => {
    const { uncounted } = recordsOf(scheme(), facts, [], rows.deputies);
    expect(new Set(uncounted.map(({ kind }) => kind))).toStrictEqual(new Set(['proposal.adopted']));
    expect(uncounted).toHaveLength(31);
  });
});
