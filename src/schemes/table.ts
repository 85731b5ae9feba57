import { kindLabel } from '../duties/labels.ts';
import { boundsText, ruleText, sectionCapText, totalsText } from './rule-labels.ts';
import type { Scheme, SchemeItem } from './scheme.ts';

/** A scheme as a table that people read: items by section, with rule, bounds and what each counts. */
export interface SchemeTable {
  readonly totals: string;
  readonly sections: readonly {
    readonly code: string;
    readonly title: string;
    readonly bounds: string;
    readonly items: readonly {
      readonly code: string;
      readonly title: string;
      readonly rule: string;
      readonly bounds: string;
      readonly counts: readonly string[];
      readonly evidence: boolean;
      /** Counted from 1 over the whole scheme: two items of one kind count in this order. */
      readonly number: number;
    }[];
  }[];
}

export function schemeTable(scheme: Scheme): SchemeTable {
  return {
    totals: totalsText(scheme),
    sections: scheme.sections.map((section) => ({
      code: section.code,
      title: section.title,
      bounds: sectionCapText(section),
      items: scheme.items.map(itemRow).filter((row) => row.section === section.code),
    })),
  };
}

function itemRow(item: SchemeItem, index: number) {
  const { code, section, title, kinds = [], evidence = false } = item;
  return {
    number: index + 1,
    code,
    section,
    title,
    rule: ruleText(item),
    bounds: boundsText(item),
    counts: kinds.map(kindLabel),
    evidence,
  };
}
