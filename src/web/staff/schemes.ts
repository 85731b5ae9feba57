import type { FastifyReply, FastifyRequest } from 'fastify';
import { adoptScheme, hasClosedQuarter, retireScheme } from '../../schemes/actions.ts';
import { adoptionForm } from '../../schemes/forms.ts';
import { SCHEME_REFUSAL_FIELDS, SCHEME_STATE_LABELS, SCHEME_STATE_TONES } from '../../schemes/labels.ts';
import { schemeStepsOf } from '../../schemes/procedure.ts';
import { findScheme, findSchemeInForce, listSchemes, type SchemeRow } from '../../schemes/store.ts';
import { schemeTable } from '../../schemes/table.ts';
import { groupBy } from '../../lib/group-by.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { found } from '../../refusals.ts';
import { CLERK, PRESIDIUM } from '../access.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, idParam, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';

export const schemeRoutes: readonly Route[] = [
  get('/schemes', CLERK, showSchemes),
  get('/schemes/:id', CLERK, showScheme),
  post('/schemes/:id/adoption', PRESIDIUM, createAdoption),
  post('/schemes/:id/retirement', PRESIDIUM, createRetirement),
];

async function showSchemes({ server: { store } }: FastifyRequest, reply: FastifyReply) {
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

export async function getScheme(request: FastifyRequest): Promise<SchemeRow> {
  return found(await findScheme(request.server.store.read, idParam(request)));
}

async function showScheme(request: FastifyRequest, reply: FastifyReply) {
  return schemePage(request, reply, emptyForm({ adoptedOn: shanghaiDay(request.server.clock()) }));
}

async function createAdoption(request: FastifyRequest, reply: FastifyReply) {
  const { id } = await getScheme(request);
  return submitForm(request, adoptionForm(shanghaiDay(request.server.clock())), SCHEME_REFUSAL_FIELDS, {
    wrong: (form) => schemePage(request, reply, form, 422),
    right: async (input) => {
      await adoptScheme(doing(request), id, input);
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
  const { read } = request.server.store;
  const scheme = await getScheme(request);
  const quarterClosed = await hasClosedQuarter(read, scheme.year);
  const steps = schemeStepsOf(request.viewer?.roles ?? [], { state: scheme.state, quarterClosed });
  const inForce = (await findSchemeInForce(read, scheme.year)) ?? null;
  const model = {
    form,
    quarterClosed,
    scheme: headOf(scheme),
    table: schemeTable(scheme.body),
    may: steps.map((step) => step.label),
    replaces: scheme.state === 'draft' && inForce ? headOf(inForce) : null,
  };
  return page(reply, 'staff/schemes/show', model, status);
}
