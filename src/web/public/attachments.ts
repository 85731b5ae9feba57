import type { FastifyReply, FastifyRequest } from 'fastify';
import { isPublicKind } from '../../attachments/rules.ts';
import { findAttachment, listAttachments, type Attachment } from '../../attachments/store.ts';
import type { Reader } from '../../db/store.ts';
import { findPublicEntry, isWithheld } from '../../proposals/public.ts';
import type { Proposal } from '../../proposals/store.ts';
import { found, NotFound } from '../../refusals.ts';
import { sendEvidence } from '../evidence.ts';
import { attachmentLines } from '../proposal-page.ts';
import { get, param, type Route } from '../routes.ts';
import { shown } from './shown.ts';

export const attachmentRoutes: readonly Route[] = [
  get('/proposals/:number/attachments/:name', 'anyone', showAttachment),
];

/** An image or PDF of a proposal that may be read. It may be withheld at any time, so browsers ask again each time. */
async function showAttachment(request: FastifyRequest, reply: FastifyReply) {
  const { read, term } = await shown(request);
  const { row, entry } = found(await findPublicEntry(read, term, param(request, 'number')));
  if (isWithheld(entry)) throw new NotFound();
  const file = found(await findAttachment(read, row.id, param(request, 'name')));
  if (!isPublicAttachment(row, file)) throw new NotFound();
  const etag = `"${file.sha256.slice(0, 22)}"`;
  reply.headers({ etag, 'cache-control': 'no-cache' });
  if (request.headers['if-none-match'] === etag) return reply.status(304).send();
  return sendEvidence(reply, request.register.store.files, file);
}

/** Of an answer only while the round stands answered. */
function isPublicAttachment({ rounds }: Proposal, { handlingId, mediaType }: Attachment): boolean {
  const isShown = handlingId === null || rounds.some(({ id, answeredOn }) => id === handlingId && answeredOn);
  return isShown && isPublicKind(mediaType);
}

/** What views/partials/public-attachments.eta shows: the proposal's own files as round 0, and those of each answer. */
export async function publicAttachments(read: Reader, row: Proposal) {
  const files = (await listAttachments(read, row.id)).filter((file) => isPublicAttachment(row, file));
  const linesOf = (handlingId: number | null) =>
    attachmentLines(files, handlingId, `/proposals/${encodeURIComponent(row.number)}`);
  return [{ id: null, round: 0 }, ...row.rounds]
    .map(({ id, round }) => ({ round, lines: linesOf(id) }))
    .filter(({ lines }) => lines.length > 0);
}
