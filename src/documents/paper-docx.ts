import { sectionProperties } from './docx/page.ts';
import { docxFile } from './docx/package.ts';
import { emptyLines, paragraph } from './docx/paragraph.ts';
import { tableXml, type Cell, type Row } from './docx/table.ts';
import { linesOf } from './docx/xml.ts';
import type { PaperForm, PaperRow } from './models.ts';

/** The grid of the annual report form: 24 equal columns, a label takes four. */
const GRID: readonly number[] = Array.from({ length: 24 }, () => 1);
const LABEL = 4;
const ROW_HEIGHT = 480;
/** 45 mm to write or sign in. */
const TALL = 2551;

const label = (text: string): Cell => ({ span: LABEL, content: paragraph('TableHead', text) });

function rowOf(row: PaperRow): Row {
  if ('cells' in row) {
    const room = Math.floor(24 / row.cells.length) - LABEL;
    const cells = row.cells.flatMap(({ label: title, text }, index) => {
      const isLast = index === row.cells.length - 1;
      const span = isLast ? 24 - index * (room + LABEL) - LABEL : room;
      return [label(title), { span, content: paragraph('TableText', text, { align: 'center' }) }];
    });
    return { height: ROW_HEIGHT, cells };
  }
  const prose = linesOf(row.text)
    .map((line) => paragraph('TableParagraph', line))
    .join('');
  const signature = row.signature === null ? '' : paragraph('TableSignature', row.signature);
  return {
    height: row.tall ? TALL : ROW_HEIGHT,
    split: row.tall,
    cells: [label(row.label), { span: 24 - LABEL, top: true, content: prose + signature }],
  };
}

/** A paper form as .docx. */
export async function buildPaperDocx(form: PaperForm): Promise<Buffer> {
  const content =
    paragraph('DocumentTitle', form.title) +
    (form.subtitle === '' ? '' : paragraph('DocumentSubtitle', form.subtitle)) +
    emptyLines(1) +
    tableXml(GRID, form.rows.map(rowOf), 60) +
    form.notes.map((note) => paragraph('Note', note)).join('') +
    sectionProperties(null);
  return docxFile(form.title, content);
}
