import { sectionProperties } from './docx/page.ts';
import { docxFile } from './docx/package.ts';
import { emptyLines, paragraph } from './docx/paragraph.ts';
import { listTable } from './docx/table.ts';
import type { SignInSheet } from './models.ts';

/** One line of the grid: room for a signature, and some twenty rows a page. */
const ROW_HEIGHT = 579;

/** A sign-in book as .docx. */
export async function buildSignInDocx(sheet: SignInSheet): Promise<Buffer> {
  const content = [
    paragraph('DocumentTitle', sheet.title),
    emptyLines(1),
    ...sheet.lines.map((line) => paragraph('Line', line)),
    listTable(sheet.columns, sheet.rows, ROW_HEIGHT),
    paragraph('Note', sheet.order),
    sectionProperties(null),
  ];
  return docxFile(sheet.title.replaceAll('\n', ''), content.join(''));
}
