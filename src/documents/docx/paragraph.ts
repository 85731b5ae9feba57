import { element, escapeXml, linesOf } from './xml.ts';
import type { StyleId } from './styles.ts';

/** What a paragraph adds to its style; `right` and `firstLine` in twips, `size` in half-points. */
export interface ParagraphOptions {
  align?: 'left' | 'center' | 'right';
  right?: number;
  size?: number;
  keepNext?: boolean;
  pageBreakBefore?: boolean;
  /** Section properties: the section ends with this paragraph. */
  section?: string;
}

/** A piece of text; tabs and line ends become what Word has for them. */
export function run(text: string, size?: number): string {
  const pieces = linesOf(text).map((line) =>
    element('w:t', { 'xml:space': 'preserve' }, escapeXml(line.replaceAll('\t', ' '))),
  );
  // The hint makes “”、·、— and … full-width Chinese signs, not those of Times New Roman.
  const properties = element(
    'w:rPr',
    {},
    element('w:rFonts', { 'w:hint': 'eastAsia' }),
    size === undefined ? '' : element('w:sz', { 'w:val': size }) + element('w:szCs', { 'w:val': size }),
  );
  return element('w:r', {}, properties, pieces.join('<w:br/>'));
}

export function paragraph(style: StyleId, text: string, options: ParagraphOptions = {}): string {
  const properties = element(
    'w:pPr',
    {},
    element('w:pStyle', { 'w:val': style }),
    options.keepNext ? '<w:keepNext/>' : '',
    options.pageBreakBefore ? '<w:pageBreakBefore/>' : '',
    options.right === undefined ? '' : element('w:ind', { 'w:right': Math.round(options.right) }),
    options.align === undefined ? '' : element('w:jc', { 'w:val': options.align }),
    options.section ?? '',
  );
  return element('w:p', {}, properties, text === '' ? '' : run(text, options.size));
}

/** Empty lines of the grid, `kept` on one page with what follows. */
export function emptyLines(count: number, kept = false): string {
  return paragraph('Normal', '', { keepNext: kept }).repeat(count);
}
