import type { FastifyInstance } from 'fastify';

/** One file of at most 10 MB beside a few fields. */
export const UPLOAD_LIMITS = {
  fileSize: 10 * 1024 * 1024,
  files: 1,
  fields: 20,
  fieldSize: 100_000,
  parts: 25,
};

export interface Upload {
  fileName: string;
  bytes: Buffer;
  /** The file was larger than the limit and was not kept. */
  tooLarge: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    upload: Upload | null;
  }
}

/** Reads a multipart form before it is guarded: its fields become the body, its file waits in memory. */
export function useUploads(app: FastifyInstance): void {
  app.decorateRequest('upload', null);
  app.addHook('preValidation', async (request) => {
    if (!request.isMultipart() || request.is404) return;
    const body: Record<string, string> = {};
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        body[part.fieldname] = String(part.value);
        continue;
      }
      const chunks: Buffer[] = [];
      for await (const chunk of part.file) chunks.push(chunk as Buffer);
      const tooLarge = part.file.truncated;
      request.upload = {
        // A form in which no file was chosen sends an empty name, which arrives as undefined.
        fileName: (part.filename as string | undefined) ?? '',
        bytes: tooLarge ? Buffer.alloc(0) : Buffer.concat(chunks),
        tooLarge,
      };
    }
    request.body = body;
  });
}
