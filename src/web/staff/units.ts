import type { FastifyReply, FastifyRequest } from 'fastify';
import { createUnit, renameUnit } from '../../units/actions.ts';
import { unitForm } from '../../units/forms.ts';
import { UNIT_REFUSAL_FIELDS } from '../../units/labels.ts';
import { findUnit, listUnitWork } from '../../units/store.ts';
import { found } from '../../refusals.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { editForm, submitEdit, type Edited } from '../edits.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, idParam, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';

export const unitRoutes: readonly Route[] = [
  get('/units', CLERK, showUnits),
  get('/units/new', CLERK, newUnit),
  post('/units/new', CLERK, createUnitPage),
  get('/units/:id/edit', CLERK, editUnit),
  post('/units/:id/edit', CLERK, updateUnitPage),
];

async function showUnits({ register: { store } }: FastifyRequest, reply: FastifyReply) {
  const term = await getCurrentTerm(store.read);
  return page(reply, 'staff/units/index', { term, units: await listUnitWork(store.read, term.id) });
}

async function newUnit(_request: FastifyRequest, reply: FastifyReply) {
  return formPage(reply, null, emptyForm());
}

async function createUnitPage(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(request, unitForm, UNIT_REFUSAL_FIELDS, {
    wrong: (form) => formPage(reply, null, form, 422),
    right: async ({ name }) => {
      await createUnit(doing(request), name);
      return goTo(reply, '/desk/units', 'created');
    },
  });
}

async function editUnit(request: FastifyRequest, reply: FastifyReply) {
  const unit = found(await findUnit(request.register.store.read, idParam(request)));
  return formPage(reply, unit.name, await editForm(request, edited(request)));
}

async function updateUnitPage(request: FastifyRequest, reply: FastifyReply) {
  const unit = found(await findUnit(request.register.store.read, idParam(request)));
  return submitEdit(request, edited(request), unitForm, UNIT_REFUSAL_FIELDS, {
    wrong: (form) => formPage(reply, unit.name, form, 422),
    right: async ({ name }, by) => {
      await renameUnit(by, unit.id, name);
      return goTo(reply, '/desk/units');
    },
  });
}

function edited(request: FastifyRequest): Edited {
  return {
    kinds: ['unit.renamed'],
    now: async (reader) => {
      const { name } = found(await findUnit(reader, idParam(request)));
      return { values: { name }, subject: ['unit', name] };
    },
  };
}

/** `name`: of the unit that is changed, null for a new one. */
function formPage(reply: FastifyReply, name: string | null, form: FormState, status = 200) {
  return page(reply, 'staff/units/form', { name, form }, status);
}
