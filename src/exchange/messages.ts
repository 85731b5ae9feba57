import { PLAN_MESSAGES } from './messages-plan.ts';

/** Every Chinese text about an imported file: what is wrong, and what to do about it. */

const SAVE_AS_XLSX =
  '请用 WPS 或 Excel 打开它，点“文件”→“另存为”，类型选“Excel 工作簿(*.xlsx)”，再上传新存的文件';
const SAVE_AS_CSV =
  '请用 WPS 或 Excel 打开它，点“文件”→“另存为”，类型选“CSV UTF-8（逗号分隔）(*.csv)”，再上传新存的文件';

const quoted = (words: readonly string[]): string => words.map((word) => `“${word}”`).join('、');

const FILE_MESSAGES = {
  'empty-file': () => '这是一个空文件（0 字节）。请确认保存成功后重新上传',
  'file-too-big': (mb: number, limitMb: number) =>
    `文件有 ${mb} MB，超过 ${limitMb} MB 的上限。请删去图片和多余的表，或者分成几个文件上传`,
  'old-excel': () => `这是旧版 Excel 或 WPS 表格格式（.xls、.et），不能直接导入。${SAVE_AS_XLSX}`,
  'password-protected': () =>
    '这个工作簿设了打开密码，无法读取。请在 WPS 或 Excel 中取消密码（“文件”→“文档加密”），保存后再上传',
  'word-file': () => '这是 Word 文档，不是表格。请下载导入模板，把内容填到模板里再上传',
  'pdf-file': () => '这是 PDF 文件，不能读出表格。请上传原来的表格，或者把内容填到导入模板里',
  'image-file': () => '这是图片，不能读出表格。请把内容填到导入模板里再上传',
  'other-office-file': () => `这不是 .xlsx 格式的表格。${SAVE_AS_XLSX}`,
  'web-page-file': () => `这个文件其实是网页或 XML，只是用了表格的扩展名。${SAVE_AS_XLSX}`,
  'archive-file': () => '这是压缩包，不是表格。请先解压，再上传里面的表格',
  'unknown-file': () => '认不出这个文件的格式。只能导入 .xlsx 工作簿和 .csv 文件，请下载导入模板填写',
  'xlsx-misnamed': () => '这个文件的内容是 Excel 工作簿，扩展名却不是 .xlsx。请把扩展名改成 .xlsx 再上传',
  'csv-misnamed': () =>
    '这个文件的内容是纯文本，扩展名却是表格的。如果是 CSV，请把扩展名改成 .csv；否则请另存为 .xlsx 再上传',
  'utf16-text': () => `这个文件是 UTF-16（“Unicode 文本”）编码，不能读取。${SAVE_AS_CSV}`,
  'unknown-encoding': () => `文字编码既不是 UTF-8 也不是 GB18030（GBK），不能读取。${SAVE_AS_CSV}`,
  'damaged-workbook': () =>
    `工作簿不完整或已损坏，可能没有传完。请在 WPS 或 Excel 中确认能打开，另存一份 .xlsx 再上传`,
  'workbook-too-many-parts': (limit: number) =>
    `工作簿里的部件超过 ${limit} 个（图片、图表太多）。请把数据复制到导入模板里再上传`,
  'workbook-too-big': (limitMb: number) =>
    `工作簿解开后超过 ${limitMb} MB，通常是表格下方有大量设了格式的空白行。请把有内容的行复制到导入模板里再上传`,
  'workbook-suspicious': () =>
    '工作簿的压缩内容不正常（压缩比过大，或登记的大小与实际不符），为安全起见不予读取。请把数据复制到导入模板里再上传',
  'workbook-macros': () => `工作簿里有宏，为安全起见不予读取。${SAVE_AS_XLSX}`,
  'workbook-links': () =>
    '工作簿里有指向其他文件的链接，为安全起见不予读取。请把数据“选择性粘贴”→“数值”到导入模板里再上传',
  'workbook-entities': () =>
    '工作簿里有不允许的内容（XML 实体定义），为安全起见不予读取。请把数据复制到导入模板里再上传',
  'workbook-too-slow': (seconds: number) =>
    `读取这个工作簿用了 ${seconds} 秒还没有完成，已停止。请把有内容的行复制到导入模板里，分几个文件上传`,
  'workbook-too-heavy': () =>
    '读取这个文件占用的内存太多，已停止。请把有内容的行复制到导入模板里，分几个文件上传',
  'csv-quote': (line: number) =>
    `第 ${line} 行开始的一个英文双引号 " 没有配对，后面的内容读不出来。请检查这一行附近的双引号`,
  'path-missing': () => '没有这个文件或文件夹。请检查路径',
  'folder-empty': (files: readonly string[]) => `文件夹里没有可以导入的表。文件名应为：${files.join('、')}`,
  'scheme-damaged': () => '积分办法文件不是有效的 JSON，读不出来。请重新导出这个文件',
};

const TABLE_MESSAGES = {
  'no-table': (sheets: readonly string[]) =>
    `没有认出可以导入的表。工作表名称应为：${sheets.join('、')}；第一行是表头。请下载导入模板对照`,
  'unknown-table': (files: readonly string[]) =>
    `看不出这是哪一张表：表头与各模板都对不上。请把文件名改成 ${files.join('、')} 之一，并对照导入模板检查第一行表头。如果打开后是乱码，请另存为 UTF-8 编码`,
  'ambiguous-table': (sheets: readonly string[]) =>
    `看不出这是哪一张表：表头与${quoted(sheets)}都对得上。请把文件（工作表）名改成其中一个`,
  'same-table-twice': (other: string, sheet: string) =>
    `“${sheet}”已经在 ${other} 里有了。请合并成一张表再导入`,
  'empty-table': () => '表里没有内容。第一行应为表头，从第二行起每行一条',
  'missing-columns': (headers: readonly string[]) =>
    `缺少必填的列：${headers.join('、')}。请在表头行补上这些列名`,
  'doubled-column': (written: readonly string[], header: string) =>
    `${quoted(written)}都是“${header}”，不知道以哪一列为准。请删去多余的列`,
  'too-many-rows': (limit: number) => `有内容的行超过 ${limit} 行的上限。请分成几个文件导入`,
  'extra-cells': (count: number) =>
    `这一行比表头多出 ${count} 格。内容里如果有英文逗号，请给这一格加上英文双引号，或改用中文逗号`,
  'unknown-columns': (headers: readonly string[]) => `不认识的列，已忽略：${headers.join('、')}`,
  'unlabelled-columns': (letters: readonly string[]) => `第 ${letters.join('、')} 列有内容但没有列名，已忽略`,
  'optional-columns': (headers: readonly string[]) =>
    `没有这些选填的列：${headers.join('、')}。新增的行留空，已有的行不变`,
  'unknown-sheet': () => '这张工作表与各模板都对不上，已忽略',
  'hidden-sheet': () => '这张工作表是隐藏的，已忽略。如需导入，请取消隐藏',
  'file-not-read': () => '文件夹里的这个文件没有读取：只读 .csv 文件。工作簿请单独导入',
};

const CELL_MESSAGES = {
  required: (header: string, example: string) =>
    `“${header}”必须填写${example === '' ? '' : `，例如 ${example}`}。如果是合并的单元格，请取消合并后逐行填写`,
  'identity-number': () => '登记册不保存身份证号码。请删去',
  'too-long': (length: number, max: number) => `有 ${length} 个字，最多 ${max} 个字。请缩短`,
  'formula-error': () => '这一格是公式错误的结果。请改正公式，或者直接填写内容',
  'number-mangled': () =>
    '这个号码被表格软件变成了科学计数，后面的数字已经丢失。请把这一列设为“文本”格式后重新填写完整的号码',
  'not-a-day': (example: string) => `看不出是哪一天。请写成年-月-日，例如 ${example}`,
  'no-such-day': (example: string) => `没有这一天。请核对月份和日子，写成年-月-日，例如 ${example}`,
  'day-without-year': (example: string) => `日期没有写年份。请写全，例如 ${example}`,
  'not-a-month': (example: string) => `看不出是哪年哪月。请写成年-月，例如 ${example}`,
  'month-ahead': () => '年月晚于今天。请核对',
  'not-an-int': (example: string) => `应为整数，只填数字，例如 ${example}`,
  'not-a-decimal': (example: string) => `应为数字，不写单位，例如 ${example}`,
  'too-many-decimals': (example: string) => `小数最多两位，例如 ${example}`,
  'out-of-range': (least: number, most: number) => `应在 ${least} 到 ${most} 之间`,
  'not-one-of': (labels: readonly string[]) => `只能填：${labels.join('、')}`,
  'not-yes-no': () => '只能填：是、否',
  'unknown-duty': (nearest: readonly string[], all: readonly string[]) =>
    `没有这个履职类别。${nearest.length > 0 ? `最接近的是：${nearest.join('、')}` : `可填：${all.join('、')}`}`,
  'duty-elsewhere': (label: string, all: readonly string[]) =>
    `“${label}”不能填在这张表里。可填：${all.join('、')}`,
  'name-too-long': (name: string, max: number) => `其中“${name}”超过 ${max} 个字。多个之间请用顿号“、”隔开`,
  'name-twice': (name: string) => `“${name}”写了两次。请删去一个`,
  duplicate: (headers: readonly string[], lines: readonly number[]) =>
    `第 ${lines.join('、')} 行的${headers.join('、')}相同。每个只能有一行，请改正编号或删去多余的行`,
  'same-row-twice': (line: number) => `与第 ${line} 行完全相同。请删去一行`,
  'zeros-lost': (example: string) =>
    `看起来丢失了前导零（同一列里有 ${example} 这样的编号）。如果确实丢了，请把这一列设为“文本”格式后重新填写`,
  'zeros-unsure': () =>
    '这一列的编号长短不一，又都不是 0 开头，可能被表格软件去掉了前导零（001 变成 1）。如果证号本来是 001，请把这一列设为“文本”格式后重新填写',
  'day-ahead': () => '日期晚于今天。请核对是否写错了年份',
};

export const MESSAGES = { ...FILE_MESSAGES, ...TABLE_MESSAGES, ...CELL_MESSAGES, ...PLAN_MESSAGES };

export type FaultCode = keyof typeof MESSAGES;
export type FaultArguments<C extends FaultCode> = Parameters<(typeof MESSAGES)[C]>;

/** What a spreadsheet says when something else than the drop-down list offers is typed. */
export const CHOICE_REFUSED = '请从下拉列表中选择';
