import type { FaultCode } from '../messages.ts';
import { listZip } from './zip.ts';

/** What a file is by its content, whatever its name says. */
export type FileForm =
  | 'xlsx'
  | 'text'
  | Extract<FaultCode, 'old-excel' | `${string}-file` | 'password-protected' | 'damaged-workbook'>;

const OLE2 = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP = [0x50, 0x4b];
const IMAGES = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x42, 0x4d],
];

/** Looks at the first bytes, and at the names inside a ZIP container. */
export function formOf(bytes: Buffer): FileForm {
  if (bytes.length === 0) return 'empty-file';
  if (startsWith(bytes, OLE2)) return ole2Form(bytes);
  if (startsWith(bytes, ZIP)) return zipForm(bytes);
  if (bytes.subarray(0, 1024).includes('%PDF-')) return 'pdf-file';
  if (IMAGES.some((magic) => startsWith(bytes, magic)) || isWebp(bytes)) return 'image-file';
  if (bytes.subarray(0, 5).toString('latin1') === '{\\rtf') return 'word-file';
  if (isMarkup(bytes)) return 'web-page-file';
  return 'text';
}

function startsWith(bytes: Buffer, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function isWebp(bytes: Buffer): boolean {
  return (
    bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP'
  );
}

/** .xls, .et, .doc and password-protected .xlsx share a container; its directory names the streams in UTF-16. */
function ole2Form(bytes: Buffer): FileForm {
  const holds = (stream: string): boolean => bytes.includes(Buffer.from(stream, 'utf16le'));
  if (holds('EncryptedPackage')) return 'password-protected';
  return holds('WordDocument') ? 'word-file' : 'old-excel';
}

function zipForm(bytes: Buffer): FileForm {
  const entries = listZip(bytes);
  if (entries === null) return 'damaged-workbook';
  const holds = (name: string): boolean => entries.some((entry) => entry.name === name);
  if (holds('xl/workbook.xml')) return 'xlsx';
  if (holds('word/document.xml')) return 'word-file';
  const office = holds('[Content_Types].xml') || holds('content.xml');
  return office ? 'other-office-file' : 'archive-file';
}

/** HTML or "XML spreadsheet 2003" under a spreadsheet's name, which many export buttons produce. */
function isMarkup(bytes: Buffer): boolean {
  const start = bytes
    .subarray(0, 512)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  return /^<(?:!doctype|html|\?xml|table|meta|head)/.test(start);
}
