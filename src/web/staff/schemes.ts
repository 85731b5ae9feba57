import type { FastifyReply, FastifyRequest } from 'fastify';
import { listCategories } from '../../categories/store.ts';
import { groupBy } from '../../lib/group-by.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { adoptScheme, hasClosedQuarter, retireScheme } from '../../schemes/actions.ts';
import { orderOf } from '../../schemes/editor/edits.ts';
import { adoptionForm } from '../../schemes/forms.ts';
import { SCHEME_REFUSAL_FIELDS, SCHEME_STATE_LABELS, SCHEME_STATE_TONES } from '../../schemes/labels.ts';
import { markerOf } from '../../schemes/marker.ts';
import { schemeStepsOf } from '../../schemes/procedure.ts';
import { partText, reviewWords } from '../../schemes/review-labels.ts';
import { reviewScheme, type ReviewFinding } from '../../schemes/review.ts';
import { findSchemeInForce, listSchemes, type SchemeRow } from '../../schemes/store.ts';
import { schemeTable } from '../../schemes/table.ts';
import { CLERK } from '../access.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { getScheme } from './scheme-draft.ts';

export const schemeRoutes: readonly Route[] = [
  get('/schemes', CLERK, showSchemes),
  get('/schemes/:id', CLERK, showScheme),
  // Clerks may knock: the action tells them that it takes a member of the presidium.
  post('/schemes/:id/adoption', CLERK, createAdoption),
  post('/schemes/:id/retirement', CLERK, createRetirement),
];

async function showSchemes({ register: { store } }: FastifyRequest, reply: FastifyReply) {
  const schemes = (await listSchemes(store.read)).map(headOf);
  return page(reply, 'staff/schemes/index', {
    years: [...groupBy(schemes, (row) => row.year)],
    total: schemes.length,
  });
}

/** A scheme without its body, in words. */
function headOf({ body, ...row }: SchemeRow) {
  return {
    ...row,
    items: body.items.length,
    stateLabel: SCHEME_STATE_LABELS[row.state],
    tone: SCHEME_STATE_TONES[row.state],
  };
}

async function showScheme(request: FastifyRequest, reply: FastifyReply) {
  return schemePage(request, reply, emptyForm({ adoptedOn: shanghaiDay(request.register.clock()) }));
}

async function createAdoption(request: FastifyRequest, reply: FastifyReply) {
  const { id } = await getScheme(request);
  return submitForm(request, adoptionForm(shanghaiDay(request.register.clock())), SCHEME_REFUSAL_FIELDS, {
    wrong: (form) => schemePage(request, reply, form, 422),
    right: async ({ seen = '', ...input }) => {
      await adoptScheme(doing(request), id, { ...input, seen });
      return goTo(reply, `/desk/schemes/${id}`, 'adopted');
    },
  });
}

async function createRetirement(request: FastifyRequest, reply: FastifyReply) {
  const { id } = await getScheme(request);
  await retireScheme(doing(request), id);
  return goTo(reply, `/desk/schemes/${id}`);
}

async function schemePage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const { read } = request.register.store;
  const scheme = await getScheme(request);
  const quarterClosed = await hasClosedQuarter(read, scheme.year);
  const steps = schemeStepsOf(request.viewer?.roles ?? [], { state: scheme.state, quarterClosed });
  const may = steps.map((step) => step.label);
  const inForce = (await findSchemeInForce(read, scheme.year)) ?? null;
  const model = {
    form,
    quarterClosed,
    may,
    scheme: headOf(scheme),
    table: schemeTable(scheme.body),
    review: scheme.state === 'draft' ? await reviewOf(request, scheme, may.includes('change')) : null,
    seen: markerOf(scheme.body),
    order: markerOf(orderOf(scheme.body)),
    replaces: scheme.state === 'draft' && inForce ? headOf(inForce) : null,
    others: (await listSchemes(read)).length - 1,
  };
  return page(reply, 'staff/schemes/show', model, status);
}

/** What a draft still lacks, and what looks wrong with it; each with a link to where it is put right. */
async function reviewOf(request: FastifyRequest, { id, body }: SchemeRow, mayChange: boolean) {
  const categories = (await listCategories(request.register.store.read)).map(({ name }) => name);
  const findings = reviewScheme(body, categories).map((finding) => ({
    part: partText(finding.place),
    words: reviewWords(finding),
    href: mayChange ? editAddress(id, finding) : null,
    forbidsAdoption: finding.forbidsAdoption,
  }));
  return {
    obstacles: findings.filter((one) => one.forbidsAdoption),
    doubts: findings.filter((one) => !one.forbidsAdoption),
  };
}

function editAddress(id: number, { place, field }: ReviewFinding): string {
  const address = `/desk/schemes/${id}`;
  if (field === 'items') return `${address}/items/new`;
  if (place.part === 'scheme') return `${address}/head`;
  return `${address}/${place.part}s/${encodeURIComponent(place.code ?? '')}`;
}
