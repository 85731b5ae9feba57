import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Half a character has no bytes in UTF-8. */
function wellFormed(name: string): string {
  return name.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** A file to keep, under a name in Chinese that every browser understands. */
export function sendFile(
  reply: FastifyReply,
  name: string,
  type: string,
  bytes: Buffer | string | Readable,
): FastifyReply {
  const known = wellFormed(name);
  const plain = known.replace(/[^\w.-]/g, '_');
  reply.header(
    'content-disposition',
    `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(known)}`,
  );
  return reply.type(type).send(bytes);
}

export function sendDocx(reply: FastifyReply, name: string, bytes: Buffer): FastifyReply {
  return sendFile(reply, name, DOCX, bytes);
}

export function sendXlsx(reply: FastifyReply, name: string, bytes: Buffer): FastifyReply {
  return sendFile(reply, name, XLSX, bytes);
}

export function sendCsv(reply: FastifyReply, name: string, text: string): FastifyReply {
  return sendFile(reply, name, 'text/csv; charset=utf-8', text);
}
