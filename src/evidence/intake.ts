import { checkDocx } from './docx.ts';
import { remakeImage } from './images.ts';
import { FAULT_TEXTS, type FaultCode } from './labels.ts';
import { isUnsafePdf } from './pdf.ts';
import { kindOf, LARGEST_FILE, MEDIA_TYPES, MOST_FILES, plainName, shownName } from './rules.ts';

/** A file as it came in over the network; `Upload` of the web is one. */
export interface Incoming {
  readonly fileName: string;
  readonly size: number;
  readonly tooLarge: boolean;
  read(): Promise<Buffer>;
}

/** A file that was checked, and made anew if it is an image: what may be attached. */
export interface PreparedFile {
  readonly fileName: string;
  readonly mediaType: string;
  read(): Promise<Buffer>;
}

export type Taken = { ok: true; files: PreparedFile[] } | { ok: false; faults: string[] };

type Checked = { ok: true; file: PreparedFile } | { ok: false; code: FaultCode };

/**
 * Checks uploads and makes images anew (佐证、附件收件), one at a time because memory matters. Nothing is kept yet: that
 * is done inside a write (keep.ts). The faults are sentences, each naming its file.
 */
export async function takeFiles(uploads: readonly Incoming[]): Promise<Taken> {
  if (uploads.length > MOST_FILES)
    return { ok: false, faults: [FAULT_TEXTS['too-many'](String(uploads.length))] };
  const checks: [string, Checked][] = [];
  for (const upload of uploads) checks.push([plainName(upload.fileName), await inTurn(() => check(upload))]);
  const faults = checks.flatMap(([name, checked]) => (checked.ok ? [] : [FAULT_TEXTS[checked.code](name)]));
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, files: checks.flatMap(([, checked]) => (checked.ok ? [checked.file] : [])) };
}

let last: Promise<unknown> = Promise.resolve();

/** One file of one upload at a time in the whole process: a photo of 50 megapixels fills memory for a moment. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work);
  last = next.catch(() => undefined);
  return next;
}

async function check(upload: Incoming): Promise<Checked> {
  if (upload.tooLarge || upload.size > LARGEST_FILE) return { ok: false, code: 'too-large' };
  if (upload.size === 0) return { ok: false, code: 'empty' };
  const bytes = await upload.read();
  const kind = kindOf(bytes);
  if (kind === 'jpeg' || kind === 'png') return checkImage(upload.fileName, bytes, kind);
  if (kind === 'pdf') return isUnsafePdf(bytes) ? { ok: false, code: 'pdf-active' } : asItIs(upload, 'pdf');
  if (kind !== 'zip') return { ok: false, code: kind };
  const fault = checkDocx(bytes);
  return fault === null ? asItIs(upload, 'docx') : { ok: false, code: fault };
}

async function checkImage(fileName: string, bytes: Buffer, given: 'jpeg' | 'png'): Promise<Checked> {
  const image = await remakeImage(bytes, given);
  if (!image.ok) return { ok: false, code: image.code };
  const { kind } = image;
  const file = { fileName: shownName(fileName, kind), mediaType: MEDIA_TYPES[kind] };
  return { ok: true, file: { ...file, read: () => Promise.resolve(image.bytes) } };
}

function asItIs(upload: Incoming, kind: 'pdf' | 'docx'): Checked {
  const file = { fileName: shownName(upload.fileName, kind), mediaType: MEDIA_TYPES[kind] };
  return { ok: true, file: { ...file, read: () => upload.read() } };
}
