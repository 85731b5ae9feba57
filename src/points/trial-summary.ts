/** What a trial run (试算) comes to, over all the deputies that are looked at. Pure. */
import type { Scheme } from '../schemes/scheme.ts';
import { spreadOf } from './picture.ts';
import type { DeputyPoints } from './shapes.ts';
import { netOf, partsOf, sumOf, type TrialRow } from './trial.ts';

/** What the new scheme does to these deputies. */
export interface TrialSummary {
  readonly n: number;
  /** By rank. */
  readonly up: number;
  readonly down: number;
  readonly same: number;
  /** By points. */
  readonly more: number;
  readonly less: number;
  readonly medianHundredths: number;
  /** Who wins and who loses most points; null where nobody does. */
  readonly most: TrialRow | null;
  readonly least: TrialRow | null;
}

/** Null where there is nothing to compare. */
export function summariseTrial(rows: readonly TrialRow[]): TrialSummary | null {
  const changes = rows.flatMap(({ changeHundredths }) =>
    changeHundredths === null ? [] : [changeHundredths],
  );
  const spread = spreadOf(changes);
  if (spread === null) return null;
  const places = rows.map((row) => row.places ?? 0);
  return {
    n: changes.length,
    up: places.filter((one) => one > 0).length,
    down: places.filter((one) => one < 0).length,
    same: places.filter((one) => one === 0).length,
    more: changes.filter((one) => one > 0).length,
    less: changes.filter((one) => one < 0).length,
    medianHundredths: spread.median,
    most: spread.highest > 0 ? (rows.find((row) => row.changeHundredths === spread.highest) ?? null) : null,
    least: spread.lowest < 0 ? (rows.find((row) => row.changeHundredths === spread.lowest) ?? null) : null,
  };
}

/** Points of everybody by section, under both schemes; null where a scheme has no such section. */
export interface TrialSection {
  readonly part: 'section' | 'base' | 'section-floor' | 'bounds';
  readonly title: string;
  readonly beforeHundredths: number | null;
  readonly afterHundredths: number | null;
}

/** Sections are the same by code, else by title. The rows add up to the totals of these deputies. */
export function trialSections(
  rows: readonly TrialRow[],
  before: Scheme | null,
  after: Scheme,
): TrialSection[] {
  const old = before
    ? sumsOf(
        before,
        rows.flatMap((row) => row.before ?? []),
      )
    : null;
  const now = sumsOf(
    after,
    rows.map((row) => row.after),
  );
  const left = new Set(before?.sections);
  const sections = after.sections.map(({ code, title }): TrialSection => {
    const own = [...left].find((one) => one.code === code) ?? [...left].find((one) => one.title === title);
    if (own) left.delete(own);
    const was = own && old ? (old.sections.get(own.code) ?? 0) : null;
    return { part: 'section', title, beforeHundredths: was, afterHundredths: now.sections.get(code) ?? 0 };
  });
  const gone = [...left].map(({ code, title }): TrialSection => ({
    part: 'section',
    title,
    beforeHundredths: old?.sections.get(code) ?? 0,
    afterHundredths: null,
  }));
  const others = (['base', 'section-floor', 'bounds'] as const)
    .map((part): TrialSection => ({
      part,
      title: '',
      beforeHundredths: old && old[part],
      afterHundredths: now[part],
    }))
    .filter((row) => row.beforeHundredths || row.afterHundredths);
  return [...sections, ...gone, ...others];
}

function sumsOf(scheme: Scheme, all: readonly DeputyPoints[]) {
  const parts = all.map((points) => partsOf([scheme, points]));
  const sum = (part: 'base' | 'section-floor' | 'bounds') => sumOf(parts.map((one) => one[part]));
  const sections = new Map(
    scheme.sections.map(({ code }) => [
      code,
      sumOf(all.flatMap((points) => points.sections.filter((one) => one.code === code).map(netOf))),
    ]),
  );
  return { sections, base: sum('base'), 'section-floor': sum('section-floor'), bounds: sum('bounds') };
}
