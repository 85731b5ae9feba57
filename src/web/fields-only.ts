import type { FastifyRequest } from 'fastify';
import { typedText } from '../lib/text.ts';
import { UPLOAD_LIMITS } from './uploads.ts';

/** Nine files of ten megabytes and their fields; whatever is longer, or does not say how long it is, is not read. */
const LONGEST = 100 * 1024 * 1024;
const MOST_FILES = 100;

/**
 * The fields of a multipart form that nobody may send, so that what was typed can be shown again. Its files are read
 * past and kept nowhere.
 */
export async function fieldsOnly(request: FastifyRequest): Promise<Record<string, string[]>> {
  const fields: Record<string, string[]> = {};
  const length = Number(request.headers['content-length']);
  if (!(length <= LONGEST)) return fields;
  try {
    for await (const part of request.parts({ limits: { ...UPLOAD_LIMITS, files: MOST_FILES } })) {
      if (part.type === 'file') part.file.resume();
      else (fields[part.fieldname] ??= []).push(typedText(String(part.value)));
    }
  } catch (error) {
    request.log.info(error);
  }
  return fields;
}
