import type { FastifyReply, FastifyRequest } from 'fastify';
import { shanghaiDay, yearOf } from '../../lib/dates.ts';
import { changeScheme, draftScheme } from '../../schemes/actions.ts';
import { compareSchemes, type SchemeComparison } from '../../schemes/compare.ts';
import { PART_CHANGE_LABELS } from '../../schemes/editor/labels.ts';
import { copiedScheme, startFrom } from '../../schemes/editor/start.ts';
import { changeForm, draftForm, readSchemeText } from '../../schemes/forms.ts';
import {
  SCHEME_DRAFT_REFUSAL_FIELDS,
  SCHEME_REFUSAL_FIELDS,
  START_LABELS,
  UPLOAD_TOO_LARGE,
  UPLOAD_UNREADABLE,
  versionOf,
} from '../../schemes/labels.ts';
import { markerOf } from '../../schemes/marker.ts';
import type { Scheme } from '../../schemes/rules.ts';
import { findScheme, listSchemes, type SchemeRow } from '../../schemes/store.ts';
import { found } from '../../refusals.ts';
import { CLERK } from '../access.ts';
import { doing, emptyForm, formWithError, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, post, query, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import type { Upload } from '../uploads.ts';
import { getDraft, unlessConflict } from './scheme-draft.ts';

export const schemeDraftRoutes: readonly Route[] = [
  get('/schemes/new', CLERK, newScheme),
  post('/schemes/new', CLERK, createScheme),
  get('/schemes/:id/edit', CLERK, editScheme),
  post('/schemes/:id/edit', CLERK, updateScheme),
];

/** `from` in the address: as a copy of that version, for the year after it. */
async function newScheme(request: FastifyRequest, reply: FastifyReply) {
  const year = yearOf(shanghaiDay(request.register.clock()));
  const schemes = await listSchemes(request.register.store.read);
  const source = schemes.find(({ id }) => String(id) === query(request, 'from'));
  const from = source
    ? { start: 'copy', from: String(source.id), year: String(source.year + 1) }
    : { start: 'additive', from: String(schemes[0]?.id ?? ''), year: String(year) };
  return draftPage(request, reply, emptyForm(from), []);
}

async function createScheme(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(request, draftForm, SCHEME_DRAFT_REFUSAL_FIELDS, {
    wrong: (form) => draftPage(request, reply, form, [], 422),
    right: async ({ start, from, year, json }) => {
      const create = async (body: Scheme) =>
        goTo(reply, `/desk/schemes/${await draftScheme(doing(request), body)}`, 'created');
      if (start === 'copy') return create(copiedScheme(await bodyOf(request, from), year));
      if (start !== 'json') return create(startFrom(start, year));
      return withScheme(request, json, create, (form, faults) =>
        draftPage(request, reply, form, faults, 422),
      );
    },
  });
}

async function bodyOf({ register }: FastifyRequest, id: number | null): Promise<Scheme> {
  return found(await findScheme(register.store.read, id ?? 0)).body;
}

async function editScheme(request: FastifyRequest, reply: FastifyReply) {
  const scheme = await getDraft(request);
  return changePage(reply, { scheme, form: emptyForm({ json: JSON.stringify(scheme.body, null, 2) }) });
}

async function updateScheme(request: FastifyRequest, reply: FastifyReply) {
  const scheme = await getDraft(request);
  return submitForm(request, changeForm, SCHEME_REFUSAL_FIELDS, {
    wrong: (form) => changePage(reply, { scheme, form }, 422),
    right: async ({ json, seen }) => {
      const change = async (body: Scheme, typed: string) =>
        unlessConflict(
          async () => {
            await changeScheme(doing(request), scheme.id, body, seen ?? '');
            return goTo(reply, `/desk/schemes/${scheme.id}`);
          },
          () => changeConflict(request, reply, body, typed),
        );
      return withScheme(request, json, change, (form, faults) =>
        changePage(reply, { scheme, form, faults }, 422),
      );
    },
  });
}

/** What was handed in comes back, with what differs from the draft that somebody else saved meanwhile. */
async function changeConflict(request: FastifyRequest, reply: FastifyReply, body: Scheme, json: string) {
  const scheme = await getDraft(request);
  const comparison = compareSchemes(scheme.body, body);
  return changePage(reply, { scheme, form: emptyForm({ json }), comparison }, 409);
}

/** Goes on with the scheme that was pasted or uploaded, or back with every fault and all that was handed in. */
async function withScheme(
  request: FastifyRequest,
  pasted: string,
  right: (scheme: Scheme, text: string) => Promise<unknown>,
  wrong: (form: FormState, faults: readonly string[]) => Promise<unknown>,
): Promise<unknown> {
  const upload = readUpload(request.upload);
  if (!upload.ok) return wrong(formWithError(request, { json: upload.message }), []);
  const text = upload.text === '' ? pasted : upload.text;
  const read = readSchemeText(text);
  if (read.ok) return right(read.scheme, text);
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

async function draftPage(
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
  faults: readonly string[],
  status = 200,
) {
  const schemes = await listSchemes(request.register.store.read);
  const model = {
    form,
    faults,
    starts: Object.entries(START_LABELS).filter(([start]) => start !== 'copy' || schemes.length > 0),
    versions: schemes.map((row) => [row.id, versionOf(row)]),
  };
  return page(reply, 'staff/schemes/new', model, status);
}

interface ChangePage {
  scheme: SchemeRow;
  form: FormState;
  faults?: readonly string[];
  comparison?: SchemeComparison;
}

function changePage(
  reply: FastifyReply,
  { scheme, form, faults = [], comparison }: ChangePage,
  status = 200,
) {
  const seen = form.values['seen'] ?? markerOf(scheme.body);
  const model = { scheme, form, faults, seen, comparison: comparison ?? null, kinds: PART_CHANGE_LABELS };
  return page(reply, 'staff/schemes/edit', model, status);
}
