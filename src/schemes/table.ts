import { kindLabel } from '../duties/labels.ts';
import { boundsText, ruleText, schemeWarningText, sectionCapText, totalsText } from './labels.ts';
import { checkScheme, type Scheme, type SchemeItem } from './rules.ts';

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
    }[];
  }[];
  readonly warnings: readonly string[];
}

export function schemeTable(scheme: Scheme): SchemeTable {
  const check = checkScheme(scheme);
  return {
    totals: totalsText(scheme),
    sections: scheme.sections.map((section) => ({
      code: section.code,
      title: section.title,
      bounds: sectionCapText(section),
      items: scheme.items.filter((item) => item.section === section.code).map(itemRow),
    })),
    warnings: check.ok ? check.warnings.map(schemeWarningText) : [],
  };
}

function itemRow(item: SchemeItem) {
  const { code, title, kinds = [], evidence = false } = item;
  return {
    code,
    title,
    rule: ruleText(item),
    bounds: boundsText(item),
    counts: kinds.map(kindLabel),
    evidence,
  };
}
