import { setImmediate } from 'node:timers/promises';
import type { AssessmentPaper, AssessmentRun, AssessmentSummary } from './assessment-words.ts';
import { docxFile } from './docx/package.ts';
import { sectionProperties } from './docx/page.ts';
import { emptyLines, paragraph } from './docx/paragraph.ts';
import { listTable, tableXml, type Row } from './docx/table.ts';

/** The form's grid: 40 equal columns; the scored lines take their widths, a label takes five. */
const GRID: readonly number[] = Array.from({ length: 40 }, () => 1);
const LABEL = 5;
const ROW_HEIGHT = 400;
/** 20 mm to sign in. */
const SIGNATURE_HEIGHT = 1134;

const head = (text: string, span: number) => ({ span, content: paragraph('TableHead', text) });

function personRow(pairs: AssessmentPaper['person'][number]): Row {
  const cells = pairs.flatMap(([label, value], index) => [
    head(label, LABEL),
    {
      span: index === 0 ? 8 : index === 1 ? 8 : 9,
      content: paragraph('TableText', value, { align: 'center' }),
    },
  ]);
  return { height: ROW_HEIGHT, cells };
}

function scoreRows({ columns, rows }: AssessmentPaper): Row[] {
  const heading: Row = {
    header: true,
    height: ROW_HEIGHT,
    cells: columns.map(({ title, width }) => head(title, width)),
  };
  return [
    heading,
    ...rows.map((row): Row => {
      return {
        height: ROW_HEIGHT,
        cells: columns.map(({ width, align }, index) => ({
          span: width,
          content: paragraph('TableText', row[index] ?? '', { align }),
        })),
      };
    }),
  ];
}

function signatureRow([title, line]: AssessmentPaper['signatures'][number]): Row {
  return {
    height: SIGNATURE_HEIGHT,
    cells: [head(title, LABEL), { span: 40 - LABEL, content: paragraph('TableSignature', line) }],
  };
}

/** Two tables: the heading row of the scores comes again on every page. */
function paperXml(paper: AssessmentPaper): string {
  return (
    paragraph('DocumentTitle', paper.title) +
    paragraph('DocumentSubtitle', paper.subtitle) +
    tableXml(GRID, paper.person.map(personRow), 60) +
    paragraph('Note', '') +
    tableXml(GRID, [...scoreRows(paper), ...paper.signatures.map(signatureRow)], 60)
  );
}

/** Papers written between two turns of the event loop: some 10 ms. */
const BATCH = 10;

/** Assessment forms (年度积分核定表) as one .docx; each form is a section of its own and starts on a new sheet. */
export async function buildAssessmentDocx({ title, papers }: AssessmentRun): Promise<Buffer> {
  const last = papers.length - 1;
  const properties = sectionProperties(1);
  let content = '';
  for (const [index, paper] of papers.entries()) {
    content += paperXml(paper) + paragraph('Note', paper.note, index === last ? {} : { section: properties });
    if (index % BATCH === BATCH - 1) await setImmediate();
  }
  return docxFile(title, content + properties);
}

/** The summary table (汇总表) of a year as .docx. */
export async function buildAssessmentSummaryDocx(summary: AssessmentSummary): Promise<Buffer> {
  const content = [
    paragraph('DocumentTitle', summary.title),
    emptyLines(1),
    ...summary.lines.map((line) => paragraph('Line', line)),
    listTable(summary.columns, summary.rows, ROW_HEIGHT),
    paragraph('Note', summary.order),
    emptyLines(1),
    paragraph('Signature', summary.signature),
    sectionProperties(null),
  ];
  return docxFile(summary.title, content.join(''));
}
