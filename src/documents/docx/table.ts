import { element } from './xml.ts';
import { TEXT_WIDTH } from './page.ts';
import { paragraph } from './paragraph.ts';
import type { StyleId } from './styles.ts';
import type { TableColumn } from '../models.ts';

/** A cell: content as paragraphs in XML; `span` grid columns wide. `merge` joins it with the cell above. */
export interface Cell {
  content: string;
  span?: number;
  merge?: 'start' | 'below';
  top?: boolean;
}

export interface Row {
  cells: Cell[];
  /** Least height in twips. */
  height?: number;
  /** Repeated on every page; only rows at the top of the table are. */
  header?: boolean;
  /** May a page end inside the row? */
  split?: boolean;
}

const BORDERS = element(
  'w:tblBorders',
  {},
  ...['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) =>
    element(`w:${side}`, { 'w:val': 'single', 'w:sz': 4, 'w:space': 0, 'w:color': '000000' }),
  ),
);

const side = (name: string, width: number) => element(`w:${name}`, { 'w:w': width, 'w:type': 'dxa' });

/** Whole twips for the shares, adding up to the text area. */
export function columnWidths(shares: readonly number[]): number[] {
  const sum = shares.reduce((total, share) => total + share, 0);
  let before = 0;
  let edge = 0;
  return shares.map((share) => {
    before += share;
    const end = Math.round((before / sum) * TEXT_WIDTH);
    const width = end - edge;
    edge = end;
    return width;
  });
}

function cellXml(cell: Cell, width: number): string {
  const properties = element(
    'w:tcPr',
    {},
    element('w:tcW', { 'w:w': width, 'w:type': 'dxa' }),
    cell.span === undefined ? '' : element('w:gridSpan', { 'w:val': cell.span }),
    cell.merge === undefined ? '' : element('w:vMerge', cell.merge === 'start' ? { 'w:val': 'restart' } : {}),
    cell.top ? '' : element('w:vAlign', { 'w:val': 'center' }),
  );
  return element('w:tc', {}, properties, cell.content);
}

function rowXml(row: Row, widths: readonly number[]): string {
  const properties = element(
    'w:trPr',
    {},
    row.split ? '' : '<w:cantSplit/>',
    row.height === undefined ? '' : element('w:trHeight', { 'w:val': row.height, 'w:hRule': 'atLeast' }),
    row.header ? '<w:tblHeader/>' : '',
  );
  let column = 0;
  const cells = row.cells.map((cell) => {
    const span = cell.span ?? 1;
    const width = widths.slice(column, column + span).reduce((sum, one) => sum + one, 0);
    column += span;
    return cellXml(cell, width);
  });
  return element('w:tr', {}, properties, ...cells);
}

/** A bordered table as wide as the text area; `shares` are the relative widths of the grid columns. */
export function tableXml(shares: readonly number[], rows: readonly Row[], padding = 30): string {
  const widths = columnWidths(shares);
  const properties = element(
    'w:tblPr',
    {},
    element('w:tblW', { 'w:w': TEXT_WIDTH, 'w:type': 'dxa' }),
    element('w:jc', { 'w:val': 'center' }),
    BORDERS,
    element('w:tblLayout', { 'w:type': 'fixed' }),
    element(
      'w:tblCellMar',
      {},
      side('top', 28),
      side('left', padding),
      side('bottom', 28),
      side('right', padding),
    ),
  );
  const grid = element('w:tblGrid', {}, ...widths.map((width) => element('w:gridCol', { 'w:w': width })));
  return element('w:tbl', {}, properties, grid, ...rows.map((row) => rowXml(row, widths)));
}

/** 四号 where there is room for it, 小四 in wide tables. */
function tableStyles(columns: number): { head: StyleId; text: StyleId } {
  return columns <= 7
    ? { head: 'TableHeadLarge', text: 'TableTextLarge' }
    : { head: 'TableHead', text: 'TableText' };
}

/** A list with its heading row on every page and no row broken by a page end; `height` is a row's least, in twips. */
export function listTable(
  columns: readonly TableColumn[],
  lines: readonly string[][],
  height: number,
): string {
  const { head, text } = tableStyles(columns.length);
  const header: Row = {
    header: true,
    height,
    cells: columns.map(({ title }) => ({ content: paragraph(head, title) })),
  };
  const rows = lines.map((line): Row => ({
    height,
    cells: columns.map(({ align }, index) => ({ content: paragraph(text, line[index] ?? '', { align }) })),
  }));
  const shares = columns.map(({ width }) => width);
  return tableXml(shares, [header, ...rows]);
}
