import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Reader } from '../../db/store.ts';
import { inStrokeOrder } from '../../deputies/order.ts';
import { listRoster } from '../../deputies/store.ts';
import { FILING_KINDS } from '../../duties/rules.ts';
import { listEvidence } from '../../evidence/store.ts';
import { createFiling, submitFiling } from '../../filings/actions.ts';
import { filingForm } from '../../filings/forms.ts';
import { FILING_REFUSAL_FIELDS, kindChoiceLabel } from '../../filings/labels.ts';
import { standingOf } from '../../filings/reach.ts';
import { checkFilingStep } from '../../filings/rules.ts';
import type { Filing } from '../../filings/store.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { formatHundredths } from '../../lib/hundredths.ts';
import { NotFound, Refused } from '../../refusals.ts';
import { getCurrentTerm, getSettings } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { EVIDENCE_FILES, evidenceLines, submitWithFiles } from '../evidence.ts';
import { editForm, type Edited } from '../edits.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, postFiles, query, type Route } from '../routes.ts';
import { actorOf, filingAddress, getFiling } from './filing-reading.ts';

export const filingFormRoutes: readonly Route[] = [
  get('/filings/new', CLERK, newFiling),
  postFiles('/filings/new', CLERK, EVIDENCE_FILES, createFilingPage),
  get('/filings/:code/edit', CLERK, editFiling),
  postFiles('/filings/:code/edit', CLERK, EVIDENCE_FILES, createSubmission),
];

async function newFiling(request: FastifyRequest, reply: FastifyReply) {
  const { read } = request.register.store;
  const term = await getCurrentTerm(read);
  const chosen = (await listRoster(read, term.id)).find(
    (entry) => entry.certificateNumber === query(request, 'deputy'),
  );
  return formPage(request, reply, emptyForm({ deputy: String(chosen?.id ?? ''), quantity: '1' }), null);
}

async function createFilingPage(request: FastifyRequest, reply: FastifyReply) {
  return submitWithFiles(request, filingForm(todayOf(request)), FILING_REFUSAL_FIELDS, {
    wrong: (form) => formPage(request, reply, form, null, 422),
    right: async (input, files) =>
      goTo(reply, filingAddress(await createFiling(doing(request), input, files)), 'created'),
  });
}

async function editFiling(request: FastifyRequest, reply: FastifyReply) {
  const filing = await getReturned(request);
  return formPage(request, reply, await editForm(request, edited(request)), filing);
}

async function createSubmission(request: FastifyRequest, reply: FastifyReply) {
  const filing = await getFiling(request);
  const check = await mayPutRight(request, filing);
  if (!check.ok) throw new Refused(check.reason, { code: filing.code });
  return submitWithFiles(
    request,
    filingForm(todayOf(request)),
    FILING_REFUSAL_FIELDS,
    {
      wrong: (form) => formPage(request, reply, form, filing, 422),
      right: async (input, files, by) => {
        await submitFiling(by, filing.code, input, files);
        return goTo(reply, filingAddress(filing.code));
      },
    },
    edited(request),
  );
}

function edited(request: FastifyRequest): Edited {
  return {
    kinds: ['filing.changed', 'filing.submitted'],
    now: async (reader) => {
      const filing = await getFiling(request, reader);
      return { values: valuesOf(filing), subject: ['filing', filing.code] };
    },
  };
}

/** A filing that whoever looks may put right. */
async function getReturned(request: FastifyRequest): Promise<Filing> {
  const filing = await getFiling(request);
  if (!(await mayPutRight(request, filing)).ok) throw new NotFound();
  return filing;
}

async function mayPutRight(request: FastifyRequest, filing: Filing) {
  const standing = await standingOf(request.register.store.read, filing);
  return checkFilingStep(actorOf(request), standing, 'submit', '');
}

function todayOf({ register }: FastifyRequest) {
  return shanghaiDay(register.clock());
}

function valuesOf(filing: Filing) {
  const { deputyId, kind, occurredOn, content, place, result, quantityHundredths, amountCents } = filing;
  return {
    deputy: String(deputyId),
    kind,
    occurredOn,
    content,
    place,
    result,
    quantity: formatHundredths(quantityHundredths),
    amount: amountCents === null ? '' : formatHundredths(amountCents),
  };
}

async function formPage(
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
  filing: Filing | null,
  status = 200,
) {
  const { read } = request.register.store;
  const term = await getCurrentTerm(read);
  const deputies = await deputyChoices(read, term.id);
  const kinds = FILING_KINDS.map((kind) => [kind, kindChoiceLabel(kind)]);
  const back = filing ? filingAddress(filing.code) : '/desk/filings';
  const known = filing ? evidenceLines(await listEvidence(read, filing.id), '/desk/evidence') : [];
  return page(reply, 'staff/filings/form', { form, filing, deputies, kinds, back, evidence: known }, status);
}

async function deputyChoices(reader: Reader, termId: number): Promise<[number, string][]> {
  const [roster, { nameOrder }] = await Promise.all([listRoster(reader, termId), getSettings(reader)]);
  return inStrokeOrder(roster, nameOrder).map((entry) => [
    entry.id,
    `${entry.name}（${entry.certificateNumber}，${entry.district.name}）`,
  ]);
}
