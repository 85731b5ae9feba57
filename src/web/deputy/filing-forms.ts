import type { FastifyReply, FastifyRequest } from 'fastify';
import { findDraft } from '../../drafts/store.ts';
import { isFilingKind } from '../../duties/rules.ts';
import { EVIDENCE_REFUSAL_FIELDS } from '../../evidence/labels.ts';
import { ownFilingForm } from '../../filings/forms.ts';
import { FILING_REFUSAL_FIELDS } from '../../filings/labels.ts';
import { changeOwnFiling, createOwnFiling } from '../../filings/own.ts';
import { findFiling } from '../../filings/store.ts';
import { found } from '../../refusals.ts';
import { DEPUTY } from '../access.ts';
import { EVIDENCE_FILES } from '../evidence.ts';
import { editForm, submitEdit, type Edited } from '../edits.ts';
import { doing, emptyForm } from '../form.ts';
import { page } from '../page.ts';
import { get, param, postFiles, query, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { filingDraftKey } from './drafts.ts';
import { takeGoodFiles, withFileFaults, withLostFiles } from './filing-files.ts';
import { datedValuesOf, editPage, formPage, todayOf, valuesOf, withDayOf } from './filing-form-page.ts';
import { kindsPage } from './filing-kinds.ts';
import { ownFilingAddress } from './filing-words.ts';
import { getOwnFiling } from './filings.ts';
import { ownDeputy, type OwnDeputy } from './own.ts';

export const filingFormRoutes: readonly Route[] = [
  get('/filings/new', DEPUTY, newOwnFiling),
  postFiles('/filings/new', DEPUTY, EVIDENCE_FILES, createOwnFilingPage),
  get('/filings/:code/edit', DEPUTY, editOwnFiling),
  postFiles('/filings/:code/edit', DEPUTY, EVIDENCE_FILES, updateOwnFilingPage),
];

const FIELDS = { ...FILING_REFUSAL_FIELDS, ...EVIDENCE_REFUSAL_FIELDS };

/** First what kind, then the rest on one page. `resume`: with what was kept of it. */
async function newOwnFiling(request: FastifyRequest, reply: FastifyReply) {
  const own = await ownDeputy(request);
  if (!own) return page(reply, 'deputy/home/none', {});
  const draft = await findDraft(request.register.store.read, filingDraftKey(request, ''));
  const resumed = query(request, 'resume') !== '' ? draft?.values : undefined;
  const kind = resumed?.['kind'] ?? query(request, 'kind');
  if (!isFilingKind(kind)) return kindsPage(request, reply, own, emptyForm());
  const values = resumed ?? { kind, on: 'today', quantity: '1' };
  return formPage(request, reply, own, emptyForm(values), { kind, filing: null });
}

async function createOwnFilingPage(request: FastifyRequest, reply: FastifyReply) {
  const own = found((await ownDeputy(request)) ?? undefined);
  const { files, faults } = await takeGoodFiles(request.uploads);
  return submitForm(request, schemaOf(request), FIELDS, {
    wrong: (form) => {
      const kind = String(form.values['kind'] ?? '');
      if (!isFilingKind(kind)) return kindsPage(request, reply, own, form, 422);
      return formPage(
        request,
        reply,
        own,
        withLostFiles(form, request.uploads, faults),
        { kind, filing: null },
        422,
      );
    },
    right: async (input) => {
      const code = await createOwnFiling(doing(request), input, files);
      if (faults.length === 0) return reply.redirect(ownFilingAddress(code, 'check'), 303);
      return withoutSomeFiles(request, reply, own, code, faults);
    },
  });
}

async function editOwnFiling(request: FastifyRequest, reply: FastifyReply) {
  const filing = await getOwnFiling(request);
  const own = found((await ownDeputy(request)) ?? undefined);
  const draft = await findDraft(request.register.store.read, filingDraftKey(request, filing.code));
  const resumed = query(request, 'resume') !== '' ? draft?.values : undefined;
  const form = await editForm(request, edited(request));
  const values = resumed ?? valuesOf(filing, todayOf(request));
  return editPage(request, reply, own, filing, { ...form, values });
}

/** The day by its date: what is today's on the page is yesterday's tomorrow. */
function edited(request: FastifyRequest, code = param(request, 'code')): Edited {
  return {
    kinds: ['filing.changed'],
    now: async (reader) => {
      const filing = await getOwnFiling(request, reader, code);
      return { values: datedValuesOf(filing), subject: ['filing', filing.code] };
    },
    typed: (values) => withDayOf(values, todayOf(request)),
  };
}

async function updateOwnFilingPage(request: FastifyRequest, reply: FastifyReply) {
  const filing = await getOwnFiling(request);
  const own = found((await ownDeputy(request)) ?? undefined);
  const { files, faults } = await takeGoodFiles(request.uploads);
  return submitEdit(request, edited(request), schemaOf(request), FIELDS, {
    wrong: (form) => editPage(request, reply, own, filing, withLostFiles(form, request.uploads, faults), 422),
    right: async (input, by) => {
      await changeOwnFiling(by, filing.code, input, files);
      if (faults.length === 0) return reply.redirect(ownFilingAddress(filing.code, 'check'), 303);
      return withoutSomeFiles(request, reply, own, filing.code, faults);
    },
  });
}

/** The words and the good files are stored; what was refused is said where it can be sent again. */
async function withoutSomeFiles(
  request: FastifyRequest,
  reply: FastifyReply,
  own: OwnDeputy,
  code: string,
  faults: readonly string[],
) {
  const scope = { termId: own.term.id, deputyId: own.entry.id };
  const filing = found(await findFiling(request.register.store.read, scope, code));
  const stored = {
    ...(await editForm(request, edited(request, code))),
    values: valuesOf(filing, todayOf(request)),
  };
  const form = withFileFaults(stored, faults);
  return editPage(request, reply, own, filing, form, 422);
}

function schemaOf(request: FastifyRequest) {
  const on = (request.body as Record<string, unknown> | undefined)?.['on'];
  return ownFilingForm(todayOf(request), typeof on === 'string' ? on : '');
}
