/**
 * The page of GB/T 9704-2012 in twips (1 mm = 56.69): A4, margins 37/26/35/28 mm, text area 156 × 225 mm of 22 lines
 * of 28 characters, page number `— 1 —` in the outer corner with its dash 7 mm below the text area.
 */
import { element } from './xml.ts';

export const TEXT_WIDTH = 8845;
/** 225 mm ÷ 22, rounded down so that the last line still fits. */
export const LINE = 579;
/** 156 mm ÷ 28: narrower than 三号 (16 pt = 320), which is why 28 characters of it do not fit without the grid. */
export const CHARACTER = TEXT_WIDTH / 28;
const SIZE_3_POINTS = 16;

const PAGE_SIZE = { 'w:w': 11906, 'w:h': 16838 };
const MARGINS = {
  'w:top': 2098,
  'w:right': 1474,
  'w:bottom': 1984,
  'w:left': 1587,
  'w:header': 851,
  'w:footer': 1446,
  'w:gutter': 0,
};
/** Difference to the pitch of the Normal style's size, in 1/4096 pt (ECMA-376, 17.6.5). */
const CHARACTER_SPACE = Math.floor((CHARACTER / 20 - SIZE_3_POINTS) * 4096);

/** Section properties; `numbered` is the first page's number where a section starts to count anew, on a sheet of its own. */
export function sectionProperties(numbered: number | null): string {
  return element(
    'w:sectPr',
    {},
    element('w:footerReference', { 'w:type': 'default', 'r:id': 'rIdFooterOdd' }),
    element('w:footerReference', { 'w:type': 'even', 'r:id': 'rIdFooterEven' }),
    numbered === null ? '' : element('w:type', { 'w:val': 'oddPage' }),
    element('w:pgSz', PAGE_SIZE),
    element('w:pgMar', MARGINS),
    numbered === null ? '' : element('w:pgNumType', { 'w:start': numbered }),
    element('w:docGrid', { 'w:type': 'linesAndChars', 'w:linePitch': LINE, 'w:charSpace': CHARACTER_SPACE }),
  );
}
