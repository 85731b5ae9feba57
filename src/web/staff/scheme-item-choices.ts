import { kindLabel, kindUnit, sectionLabel } from '../../duties/labels.ts';
import { KINDS, SECTIONS, type DutyKind } from '../../duties/rules.ts';
import { SIGN_LABELS, SPLIT_LABELS, WORTH_LABELS } from '../../schemes/editor/labels.ts';
import { MOST_ROWS } from '../../schemes/editor/item-values.ts';
import { sourceLabel } from '../../schemes/labels.ts';
import { SOURCES, type Scheme, type SchemeItem } from '../../schemes/rules.ts';

/** What the form of an item offers to choose from, in words. */
export function itemChoices(scheme: Scheme, own: SchemeItem | null, categories: readonly string[]) {
  return {
    sections: scheme.sections.map(({ code, title }) => [code, title]),
    kindGroups: SECTIONS.map((section) => ({
      label: sectionLabel(section),
      kinds: KINDS.filter((row) => row.section === section).map(({ kind }) => kindChoice(scheme, own, kind)),
    })),
    categories,
    sources: SOURCES.map((source) => [source, sourceLabel(source)]),
    worths: Object.entries(WORTH_LABELS),
    splits: Object.entries(SPLIT_LABELS),
    signs: Object.entries(SIGN_LABELS),
    mostRows: MOST_ROWS,
  };
}

/** A kind with the other items that name it: of those the first that fits a deputy counts. */
function kindChoice(scheme: Scheme, own: SchemeItem | null, kind: DutyKind) {
  const others = scheme.items.filter((item) => item.code !== own?.code && item.kinds?.includes(kind));
  return {
    kind,
    label: kindLabel(kind),
    unit: kindUnit(kind),
    others: others.map(({ title }) => title),
  };
}
