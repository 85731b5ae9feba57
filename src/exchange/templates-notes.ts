import { kindLabel } from '../duties/labels.ts';
import { TEMPLATES, type Column, type ColumnKind } from './templates.ts';

/** The words of the sheet that explains the template workbook. */
export const NOTES_COLUMNS = ['工作表', '列名', '必填', '怎么填', '示例'] as const;

/** Above the table of columns. */
export const NOTES_LINES = [
  '每张工作表的第一行是表头，从第二行起每行填一条；列的先后不限，选填的列可以删去。',
  '各表之间用代表证号、选区编号、活动编号对应，编号要与原表完全一致（001 不能写成 1）。',
];

/** Heading of a list of faults that belong to no row. */
export const FAULT_LIST_COLUMNS = ['文件', '错误原因'] as const;

const REQUIRED = '必填';

const BY_KIND: Readonly<Record<ColumnKind, string>> = {
  text: '文字',
  code: '编号，按文本填写',
  person: '姓名；少数民族姓名用间隔号“·”',
  day: '日期，写成年-月-日',
  month: '年月，写成年-月',
  int: '整数',
  decimal: '数字，最多两位小数',
  yesno: '填“是”或“否”，不填按“否”',
  'one-of': '',
  duty: '',
  names: '多个之间用顿号“、”隔开',
};

/** One row per column of each template. */
export function notesRows(): string[][] {
  return TEMPLATES.flatMap(({ sheet, columns }) =>
    columns.map((column) => [
      sheet,
      column.header,
      column.required ? REQUIRED : '',
      explain(column),
      column.example,
    ]),
  );
}

function explain(column: Column): string {
  const choices = choicesOf(column);
  const form =
    choices.length > 0 && column.kind !== 'yesno'
      ? `填其中之一：${choices.join('、')}`
      : BY_KIND[column.kind];
  return [form, column.hint].filter((part) => part !== '').join('。');
}

/** What the drop-down list of a column offers; nothing for free columns. */
export function choicesOf(column: Column): string[] {
  if (column.kind === 'yesno') return ['是', '否'];
  if (column.kind === 'duty') return column.duties.map(kindLabel);
  return column.choices.map((choice) => choice.label);
}
