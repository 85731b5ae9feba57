import type { FastifyReply, FastifyRequest } from 'fastify';
import { authenticate, type Authenticity } from '../../notices/authenticity.ts';
import { DEVIATION_LABELS, NOTICE_CHECK_FAULTS } from '../../notices/labels.ts';
import { emptyForm, formWithError, type FormState } from '../form.ts';
import { page } from '../page.ts';
import { get, post, type Route } from '../routes.ts';

/** Anybody can learn whether a notice they were sent is the one that was published; nothing is kept of it. */
export const noticeCheckRoutes: readonly Route[] = [
  get('/notices/check', 'anyone', showCheck),
  post('/notices/check', 'anyone', checkNotice),
];

/** What a form field can hold; larger ones come as a file. */
const LONGEST_TYPED = 90_000;

async function showCheck(_request: FastifyRequest, reply: FastifyReply) {
  return checkPage(reply, emptyForm({ text: '' }), null);
}

async function checkNotice(request: FastifyRequest, reply: FastifyReply) {
  const { body, upload, register } = request;
  const typed = (body as Record<string, unknown> | undefined)?.['text'];
  const pasted = typeof typed === 'string' ? typed : '';
  const isFile = upload !== null && upload.fileName !== '';
  const text = isFile ? upload.bytes.toString('utf8') : pasted;
  const fault = faultOf(text, isFile && upload.tooLarge, pasted);
  const form = formWithError(request, fault === null ? {} : { text: NOTICE_CHECK_FAULTS[fault] });
  if (fault !== null) return checkPage(reply, form, null, 422);
  return checkPage(reply, form, await authenticate(register.store.read, text));
}

function faultOf(text: string, tooLarge: boolean, pasted: string): keyof typeof NOTICE_CHECK_FAULTS | null {
  if (tooLarge) return 'too-large';
  if (pasted.length > LONGEST_TYPED) return 'too-long';
  return text.trim() === '' ? 'missing' : null;
}

async function checkPage(reply: FastifyReply, form: FormState, result: Authenticity | null, status = 200) {
  return page(reply, 'public/notices/check', { form, result, fields: DEVIATION_LABELS }, status);
}
