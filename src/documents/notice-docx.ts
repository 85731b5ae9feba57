import { CHARACTER, sectionProperties } from './docx/page.ts';
import { docxFile } from './docx/package.ts';
import { emptyLines, paragraph } from './docx/paragraph.ts';
import { listTable } from './docx/table.ts';
import { lineWidth } from './letterhead.ts';
import type { AnnexTable, NoticeDocument, Verification } from './models.ts';

/** 24 pt: some 25 rows a page. */
const ROW_HEIGHT = 480;

const body = (text: string, keepNext = false) => paragraph('BodyText', text, { keepNext });

function head(notice: NoticeDocument): string {
  if (notice.redHead === null) return '';
  const { organ, size } = notice.redHead;
  return (
    paragraph('HeadSpace', '') +
    paragraph('RedHead', organ, { size: size * 2 }) +
    paragraph('RedNumber', notice.number) +
    emptyLines(2)
  );
}

function title(notice: NoticeDocument): string {
  const number =
    notice.redHead === null && notice.number !== '' ? paragraph('PlainNumber', notice.number) : '';
  const subtitle =
    notice.correction === null ? '' : paragraph('DocumentSubtitle', `（更正${notice.correction.of}）`);
  return paragraph('DocumentTitle', notice.title) + subtitle + number + emptyLines(1);
}

function correction(notice: NoticeDocument): string {
  if (notice.correction === null) return '';
  const reasons = notice.correction.reasons.map((reason, index) => body(`${index + 1}. ${reason}`));
  return body('更正内容和原因：', true) + reasons.join('');
}

const annexNumber = (index: number, count: number) => (count === 1 ? '' : String(index + 1));

/** 附件说明: two characters in, the names below one another. */
function annexList(tables: readonly AnnexTable[]): string {
  if (tables.length === 0) return '';
  const names = tables.map(({ caption }, index) =>
    tables.length === 1 ? caption : `${index + 1}. ${caption}`,
  );
  const lines = names.map((name, index) => body((index === 0 ? '附件：' : '　　　') + name, true));
  return emptyLines(1, true) + lines.join('');
}

/** The date is centred below the organ, which ends two characters before the edge; a seal covers both. */
function signature({ organ, date }: NoticeDocument['signature']): string {
  const difference = (lineWidth(organ) - lineWidth(date)) / 2;
  const right = (characters: number) => Math.max(0, characters) * CHARACTER;
  return (
    emptyLines(2, true) +
    paragraph('Signature', organ, { right: right(2 + Math.max(0, -difference)), keepNext: true }) +
    paragraph('Signature', date, { right: right(2 + Math.max(0, difference)) })
  );
}

function annex(table: AnnexTable, index: number, count: number): string {
  return (
    paragraph('AnnexMark', `附件${annexNumber(index, count)}`, { pageBreakBefore: true }) +
    emptyLines(1, true) +
    paragraph('DocumentTitle', table.caption) +
    emptyLines(1, true) +
    listTable(table.columns, table.rows, ROW_HEIGHT)
  );
}

function verificationLines(verification: Verification | null): string {
  if (verification === null) return '';
  const { address, version, sha256, previousSha256, auditHead } = verification;
  const lines = [`核对：网上公示地址 ${address}（第${version}版）。`, `校验码（SHA-256）：${sha256}`];
  if (previousSha256 !== null) lines.push(`上一版校验码：${previousSha256}`);
  if (auditHead !== null) lines.push(`操作日志校验码：${auditHead}`);
  return lines.map((line) => paragraph('CheckSum', line)).join('');
}

/** Notes and check sums end the document, in small print. */
function closing({ notes, verification }: NoticeDocument): string {
  const numbered = notes.map((note, index) => paragraph('Note', `${index + 1}. ${note}`));
  const heading =
    numbered.length === 0 ? '' : paragraph('Note', '') + paragraph('Note', '说明：', { keepNext: true });
  return heading + numbered.join('') + verificationLines(verification);
}

/** A notice as .docx by GB/T 9704-2012; the tables follow the signature as annexes. */
export async function buildNoticeDocx(notice: NoticeDocument): Promise<Buffer> {
  const last = notice.paragraphs.length - 1;
  const content = [
    head(notice),
    title(notice),
    correction(notice),
    ...notice.paragraphs.map((text, index) => body(text, index === last)),
    annexList(notice.tables),
    signature(notice.signature),
    ...notice.tables.map((table, index) => annex(table, index, notice.tables.length)),
    closing(notice),
    sectionProperties(null),
  ];
  return docxFile(notice.title.replaceAll('\n', ''), content.join(''));
}
