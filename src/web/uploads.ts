import { createHash } from 'node:crypto';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Received } from '../db/files.ts';
import { typedText } from '../lib/text.ts';

/** One file of at most 10 MB beside a few fields, in memory: what a route takes that says nothing else. */
export const UPLOAD_LIMITS = {
  fileSize: 10 * 1024 * 1024,
  files: 1,
  fields: 300,
  fieldSize: 100_000,
  parts: 420,
};

/** The largest form with one file: what says it is longer holds a file that is too large, and none of it is gathered. */
const LARGEST_SINGLE = UPLOAD_LIMITS.fileSize + 1024 * 1024;

/** How many files a route takes, and how large each may be. They wait on disk until the answer is sent. */
export interface FileRule {
  count: number;
  bytes: number;
}

/** A file that came with a form. */
export interface UploadedFile {
  readonly fileName: string;
  readonly size: number;
  readonly sha256: string;
  /** The file was larger than the limit and was not kept. */
  readonly tooLarge: boolean;
  read(): Promise<Buffer>;
}

/** A file in memory. */
export interface Upload extends UploadedFile {
  readonly bytes: Buffer;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    files?: FileRule;
  }
  interface FastifyRequest {
    /** The one file of a route that declares no `files`. */
    upload: Upload | null;
    /** Every file that was chosen, in order; beyond the count of the route they are named but not kept. */
    uploads: UploadedFile[];
  }
}

/** A form that says it is longer than this is not read at all. */
export const LONGEST_FORM = 100 * 1024 * 1024;

/** More than this are not even named: the answer is 413. */
const MOST_NAMED = 100;

/** What of a request waits on disk. */
const waiting = new WeakMap<FastifyRequest, Received[]>();

/**
 * Reads a multipart form when it is known that whoever sends it may, and before the token among its fields is looked
 * at: its fields become the body, a repeated one a list, and its files wait.
 */
export function useUploads(app: FastifyInstance): void {
  app.decorateRequest('upload', null);
  app.decorateRequest('uploads');
  app.addHook('onRequest', async (request) => {
    request.uploads = [];
  });
  app.addHook('preValidation', async (request) => {
    if (!request.isMultipart() || request.is404) return;
    if (lengthOf(request) > LONGEST_FORM) throw new FormTooLong();
    try {
      await readForm(request);
    } catch (error) {
      await dropFiles(request);
      throw error;
    }
  });
  app.addHook('onResponse', dropFiles);
  app.addHook('onRequestAbort', dropFiles);
}

/** Nine files of ten megabytes and their fields are the most that anybody may send. */
class FormTooLong extends Error {
  readonly statusCode = 413;
}

function lengthOf({ headers }: FastifyRequest): number {
  return Number(headers['content-length'] ?? 0);
}

async function readForm(request: FastifyRequest): Promise<void> {
  const rule = request.routeOptions.config.files;
  const limits = rule ? { ...UPLOAD_LIMITS, files: MOST_NAMED, fileSize: rule.bytes + 1 } : UPLOAD_LIMITS;
  const fields: Record<string, string[]> = {};
  let fault: Error | undefined;
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') (fields[part.fieldname] ??= []).push(typedText(String(part.value)));
    else if (!rule) await takeToMemory(request, part);
    else {
      fault ??= await faultOf(takeToDisk(request, part, rule));
      if (fault) part.file.resume();
    }
  }
  request.body = Object.fromEntries(
    Object.entries(fields).map(([name, [first, ...more]]) => [
      name,
      more.length > 0 ? [first, ...more] : first,
    ]),
  );
  if (fault) throw fault;
}

/** A disk that takes no file is told of when the fields after it have been read: what was typed is shown again. */
async function faultOf(work: Promise<void>): Promise<Error | undefined> {
  return work.then(
    () => undefined,
    (error: Error) => error,
  );
}

/** A form in which no file was chosen sends an empty name, which arrives as undefined. */
const nameOf = ({ filename }: MultipartFile): string => typedText((filename as string | undefined) ?? '');

async function takeToMemory(request: FastifyRequest, part: MultipartFile): Promise<void> {
  const chunks: Buffer[] = [];
  const isAnnounced = lengthOf(request) > LARGEST_SINGLE;
  for await (const chunk of part.file) if (!isAnnounced) chunks.push(chunk as Buffer);
  const tooLarge = isAnnounced || part.file.truncated;
  const bytes = tooLarge ? Buffer.alloc(0) : Buffer.concat(chunks);
  request.upload = {
    fileName: nameOf(part),
    bytes,
    tooLarge,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    read: () => Promise.resolve(bytes),
  };
  if (request.upload.fileName !== '') request.uploads.push(request.upload);
}

async function takeToDisk(request: FastifyRequest, part: MultipartFile, rule: FileRule): Promise<void> {
  const fileName = nameOf(part);
  const isBeyond = request.uploads.length >= rule.count;
  const received = await request.register.store.files.receive(part.file, isBeyond ? 0 : rule.bytes);
  waiting.set(request, [...(waiting.get(request) ?? []), received]);
  if (fileName !== '') request.uploads.push({ ...received, fileName });
}

/** Whatever came of the request, and also when it was cut off. */
async function dropFiles(request: FastifyRequest): Promise<void> {
  for (const received of waiting.get(request) ?? []) await received.drop();
  waiting.delete(request);
}
