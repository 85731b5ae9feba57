import type { FastifyRequest } from 'fastify';
import { typedText } from '../lib/text.ts';
import { LONGEST_FORM, UPLOAD_LIMITS } from './uploads.ts';

const MOST_FILES = 100;

/**
 * The fields of a multipart form that nobody may send, so that what was typed can be shown again. Its files are read
 * past and kept nowhere. A form that does not say how long it is is not read.
 */
export async function fieldsOnly(request: FastifyRequest): Promise<Record<string, string[]>> {
  const fields: Record<string, string[]> = {};
  const length = Number(request.headers['content-length']);
  if (!(length <= LONGEST_FORM)) return fields;
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
