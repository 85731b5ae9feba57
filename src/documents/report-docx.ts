import { setImmediate } from 'node:timers/promises';
import { sectionProperties } from './docx/page.ts';
import { docxFile } from './docx/package.ts';
import { emptyLines, paragraph } from './docx/paragraph.ts';
import { tableXml, type Cell, type Row } from './docx/table.ts';
import { linesOf } from './docx/xml.ts';
import type {
  ReportDocument,
  ReportFigure,
  ReportPerson,
  ReportPoints,
  ReportRun,
  ReportSection,
} from './models.ts';

/** The form's grid: 24 equal columns, a label takes three. */
const GRID: readonly number[] = Array.from({ length: 24 }, () => 1);
const LABEL = 3;
const REST = 24 - LABEL;
const ROW_HEIGHT = 480;
/** 35 mm for an opinion with its signature. */
const OPINION_HEIGHT = 1984;

/** Four characters fit beside one another; five are set three and two (为民办 / 实事). */
const label = (text: string): Cell => ({
  span: LABEL,
  content: paragraph('TableHead', text.length === 5 ? `${text.slice(0, 3)}\n${text.slice(3)}` : text),
});
const value = (text: string, span: number): Cell => ({
  span,
  content: paragraph('TableText', text, { align: 'center' }),
});
const prose = (text: string) =>
  linesOf(text)
    .map((line) => paragraph('TableParagraph', line))
    .join('');
const signature = (line: string) => paragraph('TableSignature', line);

/** 出席人代会 3/4（请假1次）；审议发言 2 次。 */
function figureSentence(figures: readonly ReportFigure[]): string {
  const parts = figures.map(
    ({ label: name, value: figure, note }) => `${name} ${figure}${note === null ? '' : `（${note}）`}`,
  );
  return `${parts.join('；')}。`;
}

function personRows(person: ReportPerson): Row[] {
  const three = (...pairs: [string, string][]): Row => ({
    height: ROW_HEIGHT,
    cells: pairs.flatMap(([title, text]) => [label(title), value(text, 5)]),
  });
  return [
    three(['姓名', person.name], ['性别', person.sex], ['民族', person.ethnicity]),
    three(['出生年月', person.born], ['党派', person.party], ['文化程度', person.education]),
    { height: ROW_HEIGHT, cells: [label('职业职务'), value(person.occupation, REST)] },
    three(['选区', person.district], ['代表团', person.delegation], ['代表小组', person.group]),
    three(['代表证号', person.certificate], ['当选日期', person.electedOn], ['宣誓日期', person.oathOn]),
  ];
}

function sectionRow(section: ReportSection): Row {
  const figures = section.figures.length === 0 ? '' : prose(figureSentence(section.figures));
  const lists = section.lists.map(({ title, rows }) => {
    const numbered = rows.map((row, index) => prose(`${index + 1}. ${row}`));
    return rows.length === 0 ? prose(`${title}：无`) : prose(`${title}：`) + numbered.join('');
  });
  const words =
    section.words.trim() === '' ? prose('本人陈述：\n\n') : prose(`本人陈述：\n${section.words.trim()}`);
  return {
    split: true,
    cells: [label(section.title), { span: REST, top: true, content: figures + lists.join('') + words }],
  };
}

/** Widths of the quarters beside the row titles, adding up to the grid. */
function pointSpans(count: number): number[] {
  const room = REST - 5;
  return Array.from({ length: count }, (_, index) =>
    index === count - 1 ? room - index * Math.floor(room / count) : Math.floor(room / count),
  );
}

function pointRows(points: readonly ReportPoints[]): Row[] {
  if (points.length === 0) return [];
  const spans = pointSpans(points.length);
  const rows = [
    { title: '季度', texts: points.map(({ quarter }) => quarter) },
    { title: '本季积分', texts: points.map((one) => one.points) },
    { title: '累计积分', texts: points.map(({ total }) => total) },
    { title: '名次', texts: points.map(({ rank }) => rank) },
  ];
  return rows.map(({ title, texts }, index): Row => ({
    height: ROW_HEIGHT,
    cells: [
      index === 0
        ? { ...label('季度积分'), merge: 'start' }
        : { span: LABEL, merge: 'below', content: paragraph('TableHead', '') },
      value(title, 5),
      ...texts.map((text, column) => value(text, spans[column] ?? 1)),
    ],
  }));
}

function opinionRow(title: string, text: string, line: string): Row {
  return {
    height: OPINION_HEIGHT,
    cells: [label(title), { span: REST, top: true, content: prose(text) + signature(line) }],
  };
}

function formXml(form: ReportDocument): string {
  const rows = [
    ...personRows(form.person),
    ...form.sections.map(sectionRow),
    {
      height: ROW_HEIGHT * 2,
      cells: [label('本人签名'), { span: REST, content: signature(form.signatures.deputy) }],
    },
    ...pointRows(form.points),
    opinionRow('代表小组\n意见', form.groupOpinion, form.signatures.group),
    opinionRow('主席团\n意见', form.presidiumOpinion, form.signatures.presidium),
  ];
  return (
    paragraph('DocumentTitle', form.title) +
    paragraph('DocumentSubtitle', form.subtitle) +
    emptyLines(1) +
    tableXml(GRID, rows, 60)
  );
}

/** Forms written between two turns of the event loop: some 10 ms. */
const BATCH = 5;

/** Annual report forms as one .docx; each form is a section of its own: it starts on a new sheet with page 1. */
export async function buildReportDocx({ title, forms }: ReportRun): Promise<Buffer> {
  const last = forms.length - 1;
  const properties = sectionProperties(1);
  let content = '';
  for (const [index, form] of forms.entries()) {
    content += formXml(form) + paragraph('Note', form.asOf, index === last ? {} : { section: properties });
    if (index % BATCH === BATCH - 1) await setImmediate();
  }
  return docxFile(title, content + properties);
}
