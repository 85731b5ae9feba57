import type { FastifyReply, FastifyRequest } from 'fastify';
import { shanghaiDay, yearOf } from '../../lib/dates.ts';
import { NotFound } from '../../refusals.ts';
import { changeScheme, draftScheme } from '../../schemes/actions.ts';
import { changeForm, draftForm, readSchemeText } from '../../schemes/forms.ts';
import {
  SCHEME_REFUSAL_FIELDS,
  TEMPLATE_LABELS,
  UPLOAD_TOO_LARGE,
  UPLOAD_UNREADABLE,
} from '../../schemes/labels.ts';
import type { Scheme } from '../../schemes/rules.ts';
import type { SchemeRow } from '../../schemes/store.ts';
import { TEMPLATES } from '../../schemes/templates.ts';
import { CLERK } from '../access.ts';
import { doing, emptyForm, formWithError, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import type { Upload } from '../uploads.ts';
import { getScheme } from './schemes.ts';

export const schemeDraftRoutes: readonly Route[] = [
  get('/schemes/new', CLERK, newScheme),
  post('/schemes/new', CLERK, createScheme),
  get('/schemes/:id/edit', CLERK, editScheme),
  post('/schemes/:id/edit', CLERK, updateScheme),
];

async function newScheme(request: FastifyRequest, reply: FastifyReply) {
  const year = yearOf(shanghaiDay(request.server.clock()));
  return draftPage(reply, emptyForm({ start: 'additive', year: String(year) }), []);
}

async function createScheme(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(request, draftForm, SCHEME_REFUSAL_FIELDS, {
    wrong: (form) => draftPage(reply, form, [], 422),
    right: async ({ start, year, json }) => {
      const create = async (body: Scheme) =>
        goTo(reply, `/desk/schemes/${await draftScheme(doing(request), body)}`, 'created');
      if (start !== 'json') return create(TEMPLATES[start](year));
      return withScheme(request, json, create, (form, faults) => draftPage(reply, form, faults, 422));
    },
  });
}

async function editScheme(request: FastifyRequest, reply: FastifyReply) {
  const scheme = await getDraft(request);
  return changePage(reply, scheme, emptyForm({ json: JSON.stringify(scheme.body, null, 2) }), []);
}

async function updateScheme(request: FastifyRequest, reply: FastifyReply) {
  const scheme = await getDraft(request);
  return submitForm(request, changeForm, SCHEME_REFUSAL_FIELDS, {
    wrong: (form) => changePage(reply, scheme, form, [], 422),
    right: async ({ json }) => {
      const change = async (body: Scheme) => {
        await changeScheme(doing(request), scheme.id, body);
        return goTo(reply, `/desk/schemes/${scheme.id}`);
      };
      return withScheme(request, json, change, (form, faults) =>
        changePage(reply, scheme, form, faults, 422),
      );
    },
  });
}

/** A scheme that can still be changed. */
async function getDraft(request: FastifyRequest): Promise<SchemeRow> {
  const scheme = await getScheme(request);
  if (scheme.state !== 'draft') throw new NotFound();
  return scheme;
}

/** Goes on with the scheme that was pasted or uploaded, or back with every fault and all that was handed in. */
async function withScheme(
  request: FastifyRequest,
  pasted: string,
  right: (scheme: Scheme) => Promise<unknown>,
  wrong: (form: FormState, faults: readonly string[]) => Promise<unknown>,
): Promise<unknown> {
  const upload = readUpload(request.upload);
  if (!upload.ok) return wrong(formWithError(request, { json: upload.message }), []);
  const text = upload.text === '' ? pasted : upload.text;
  const read = readSchemeText(text);
  if (read.ok) return right(read.scheme);
  const form = formWithError(request, { json: read.message });
  return wrong({ ...form, values: { ...form.values, json: text } }, read.faults);
}

type ReadUpload = { ok: true; text: string } | { ok: false; message: string };

/** The text of the file, '' when none was chosen. */
function readUpload(upload: Upload | null): ReadUpload {
  if (!upload || upload.fileName === '') return { ok: true, text: '' };
  if (upload.tooLarge) return { ok: false, message: UPLOAD_TOO_LARGE };
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(upload.bytes) };
  } catch {
    return { ok: false, message: UPLOAD_UNREADABLE };
  }
}

function draftPage(reply: FastifyReply, form: FormState, faults: readonly string[], status = 200) {
  return page(
    reply,
    'staff/schemes/new',
    { form, faults, templates: Object.entries(TEMPLATE_LABELS) },
    status,
  );
}

function changePage(
  reply: FastifyReply,
  scheme: SchemeRow,
  form: FormState,
  faults: readonly string[],
  status = 200,
) {
  return page(reply, 'staff/schemes/edit', { scheme, form, faults }, status);
}
