import { describe, expect, it } from 'vitest';
import { recordMandateEvent } from '../../src/deputies/actions.ts';
import { computePoints, explainPoints } from '../../src/points/compute.ts';
import { rankedDeputies } from '../../src/points/ranking.ts';
import { score } from '../../src/points/score.ts';
import { found } from '../../src/refusals.ts';
import { draftScheme } from '../../src/schemes/actions.ts';
import { findScheme, type SchemeRow } from '../../src/schemes/store.ts';
import { additive } from '../../src/schemes/templates.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { doingAt } from '../support/world.ts';
import { expectedPoints, openImported, withoutLines } from './imported.ts';

const WORDS = { what: () => '', href: () => null };

describe('points computed from the register', () => {
  it('are exactly those expected of the sample township, as of each day', async () => {
    const store = await openImported();
    const { id: termId } = await getCurrentTerm(store.read);
    for (const [asOf, expected] of Object.entries(expectedPoints())) {
      const { input } = found(await computePoints(store.read, { termId, year: 2026, asOf }));
      const shown = score(input).deputies.map(withoutLines);
      expect([asOf, shown]).toStrictEqual([asOf, expected]);
    }
  });

  it('are none without a scheme in force, and those of a draft when one is tried', async () => {
    const store = await openImported();
    const { id: termId } = await getCurrentTerm(store.read);
    expect(await computePoints(store.read, { termId, year: 2027, asOf: '2027-03-31' })).toBeNull();
    const draft = found(await findScheme(store.read, await draftScheme(doingAt(store), additive(2026))));
    const tried = found(
      await computePoints(store.read, { termId, year: 2026, asOf: '2026-12-31', scheme: draft }),
    );
    expect(tried.input.scheme.id).toBe('additive-2026');
    expect(tried.uncounted).toEqual([]);
  });

  it('rank whoever held the mandate in the quarter of the day, as its notice does', async () => {
    const store = await openImported();
    const { id: termId } = await getCurrentTerm(store.read);
    await recordMandateEvent(doingAt(store, Date.UTC(2026, 11, 29)), '003', {
      kind: 'resigned',
      on: '2026-05-10',
      ground: 'resignation_accepted',
      document: '',
    });
    const deputiesOn = async (asOf: string) =>
      found(await computePoints(store.read, { termId, year: 2026, asOf })).result.map(
        (entry) => entry.deputy,
      );
    expect(await deputiesOn('2026-05-09')).toContain('003');
    expect(await deputiesOn('2026-06-30')).toContain('003');
    expect(await deputiesOn('2026-07-01')).not.toContain('003');
    expect(await deputiesOn('2026-01-09')).toEqual([]);
  });

  it('know who serves a part of the year, where the scheme has a target', async () => {
    const store = await openImported();
    const { id: termId } = await getCurrentTerm(store.read);
    await recordMandateEvent(doingAt(store, Date.UTC(2026, 11, 29)), '003', {
      kind: 'resigned',
      on: '2026-12-10',
      ground: 'resignation_accepted',
      document: '',
    });
    const target = { quantity: 99, points: 10, more: 0, less: 0.1 };
    const rules = additive(2026);
    const items = rules.items.map(({ points, ...item }, index) =>
      index === 0 ? { ...item, target } : { ...item, points: points ?? 1 },
    );
    const id = await draftScheme(doingAt(store), { ...rules, items });
    const spared = async (scheme?: SchemeRow) => {
      const question = { termId, year: 2026, asOf: '2026-12-31', scheme };
      const { input } = found(await computePoints(store.read, question));
      return input.deputies.filter(({ partYear }) => partYear).map((deputy) => deputy.id);
    };
    expect(await spared(await findScheme(store.read, id))).toEqual(['003']);
    expect(await spared()).toEqual([]);
  });

  it('list equals by name strokes', async () => {
    const store = await openImported();
    const { id: termId } = await getCurrentTerm(store.read);
    const computed = found(await computePoints(store.read, { termId, year: 2026, asOf: '2026-12-31' }));
    const names = (order: 'rank' | 'name', nameOrder: 'compact' | 'slot') =>
      rankedDeputies(computed, order, nameOrder).map(({ entry }) => entry.name);
    expect(names('name', 'compact').slice(0, 4)).toEqual(['邓有田', '石兰', '田大利', '田富']);
    expect(names('name', 'slot').slice(0, 4)).toEqual(['邓有田', '石兰', '田富', '田大利']);
    expect(names('rank', 'compact')[0]).toBe('田大利');
  });

  it('are explained so that everything adds up', async () => {
    const store = await openImported();
    const { id: termId } = await getCurrentTerm(store.read);
    const computed = found(await computePoints(store.read, { termId, year: 2026, asOf: '2026-12-31' }));
    for (const points of computed.result) {
      const all = explainPoints(computed, points, WORDS);
      const sum = all.sections.reduce((total, section) => total + section.grantedHundredths, 0);
      const adjusted = all.quarters.reduce(
        (total, row) => total + row.baseHundredths + row.boundedHundredths,
        0,
      );
      expect([points.deputy, sum + adjusted]).toEqual([points.deputy, points.totalHundredths]);
      const lines = all.sections.flatMap((section) => section.items.flatMap((item) => item.lines));
      expect(lines).toHaveLength(points.lines.length);
      for (const row of all.quarters) {
        const one = explainPoints(computed, points, WORDS, row.quarter);
        expect(one.sections.reduce((total, section) => total + section.grantedHundredths, 0)).toBe(
          row.grantedHundredths,
        );
      }
    }
  });
});
