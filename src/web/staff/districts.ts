import type { FastifyReply, FastifyRequest } from 'fastify';
import { changeDistrict, createDistrict } from '../../districts/actions.ts';
import { districtForm } from '../../districts/forms.ts';
import { DISTRICT_REFUSAL_FIELDS } from '../../districts/labels.ts';
import { findDistrict, listDistricts, type District } from '../../districts/store.ts';
import { found } from '../../refusals.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { editForm, submitEdit, type Edited } from '../edits.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, idParam, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';

export const districtRoutes: readonly Route[] = [
  get('/districts', CLERK, showDistricts),
  get('/districts/new', CLERK, newDistrict),
  post('/districts/new', CLERK, createDistrictPage),
  get('/districts/:id/edit', CLERK, editDistrict),
  post('/districts/:id/edit', CLERK, updateDistrictPage),
];

async function showDistricts({ register: { store } }: FastifyRequest, reply: FastifyReply) {
  const term = await getCurrentTerm(store.read);
  return page(reply, 'staff/districts/index', { term, districts: await listDistricts(store.read, term.id) });
}

async function newDistrict(_request: FastifyRequest, reply: FastifyReply) {
  return formPage(reply, '新增选区', emptyForm());
}

async function createDistrictPage(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(request, districtForm, DISTRICT_REFUSAL_FIELDS, {
    wrong: (form) => formPage(reply, '新增选区', form, 422),
    right: async (input) => {
      await createDistrict(doing(request), input);
      return goTo(reply, '/desk/districts', 'created');
    },
  });
}

async function editDistrict(request: FastifyRequest, reply: FastifyReply) {
  return formPage(reply, '修改选区', await editForm(request, edited(request)));
}

async function updateDistrictPage(request: FastifyRequest, reply: FastifyReply) {
  return submitEdit(request, edited(request), districtForm, DISTRICT_REFUSAL_FIELDS, {
    wrong: (form) => formPage(reply, '修改选区', form, 422),
    right: async (input, by) => {
      await changeDistrict(by, idParam(request), input);
      return goTo(reply, '/desk/districts');
    },
  });
}

function edited(request: FastifyRequest): Edited {
  return {
    kinds: ['district.changed'],
    now: async (reader) => {
      const district = found(await findDistrict(reader, idParam(request)));
      return { values: valuesOf(district), subject: ['district', district.number] };
    },
  };
}

function valuesOf(district: District) {
  return {
    number: district.number,
    name: district.name,
    villages: district.villages.join('、'),
    seats: String(district.seats ?? ''),
  };
}

function formPage(reply: FastifyReply, title: string, form: FormState, status = 200) {
  return page(reply, 'staff/districts/form', { title, form }, status);
}
