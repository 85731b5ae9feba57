import type { Day } from '../lib/dates.ts';
import type { Scheme, SchemeItem } from '../schemes/rules.ts';
import type { LineReason } from './shapes.ts';

/** A line of the computation with the words that a page shows beside it. Points in hundredths. */
export interface ExplainedLine {
  record: string;
  item: string;
  /** What it was, such as the title of a meeting. */
  what: string;
  /** Where it can be opened; empty where the reader may not. */
  href: string;
  day: Day;
  /** Differs from `day` on a late entry (补登). */
  countedOn: Day;
  quantity: number;
  grade: string;
  grossHundredths: number;
  grantedHundredths: number;
  reason: LineReason | null;
}

export interface ExplainedItem {
  rule: SchemeItem;
  lines: ExplainedLine[];
  grantedHundredths: number;
}

export interface ExplainedSection {
  code: string;
  title: string;
  cap: number | null;
  items: ExplainedItem[];
  grantedHundredths: number;
}

export interface Explanation {
  /** Sections and items with at least one line, in the scheme's order. */
  sections: ExplainedSection[];
  /** Lines of items that the scheme does not have. */
  strays: ExplainedLine[];
}

/** Every line under its item and section: how the points came about, down to record and rule. */
export function explain(scheme: Scheme, lines: readonly ExplainedLine[]): Explanation {
  const known = new Set(scheme.items.map((item) => item.code));
  const sections = scheme.sections.map(({ code, title, cap }) => {
    const items = scheme.items
      .filter((item) => item.section === code)
      .map((rule) => explainItem(rule, lines));
    const shown = items.filter((item) => item.lines.length > 0);
    return { code, title, cap, items: shown, grantedHundredths: sum(shown) };
  });
  return {
    sections: sections.filter((section) => section.items.length > 0),
    strays: lines.filter((line) => !known.has(line.item)),
  };
}

function explainItem(rule: SchemeItem, lines: readonly ExplainedLine[]): ExplainedItem {
  const own = lines.filter((line) => line.item === rule.code);
  return { rule, lines: own, grantedHundredths: sum(own) };
}

function sum(parts: readonly { grantedHundredths: number }[]): number {
  return parts.reduce((total, part) => total + part.grantedHundredths, 0);
}
