import type { FastifyReply, FastifyRequest } from 'fastify';
import { changeDeputy, createDeputy } from '../../deputies/actions.ts';
import { deputyForm, newDeputyForm } from '../../deputies/forms.ts';
import { DEPUTY_REFUSAL_FIELDS } from '../../deputies/labels.ts';
import { listNamesakes } from '../../deputies/people.ts';
import { typedReading } from '../../deputies/readings.ts';
import { findRosterEntry, type RosterEntry } from '../../deputies/store.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { normaliseName } from '../../lib/names.ts';
import { found } from '../../refusals.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { editForm, submitEdit, type Edited } from '../edits.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, param, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { loadPlaces } from './deputies.ts';
import { deputyAddress, getEntry } from './deputy.ts';

export const deputyFormRoutes: readonly Route[] = [
  get('/deputies/new', CLERK, newDeputy),
  post('/deputies/new', CLERK, createDeputyPage),
  get('/deputies/:certificate/edit', CLERK, editDeputy),
  post('/deputies/:certificate/edit', CLERK, updateDeputyPage),
];

async function newDeputy(request: FastifyRequest, reply: FastifyReply) {
  return newPage(request, reply, emptyForm());
}

async function createDeputyPage(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(request, newDeputyForm(shanghaiDay(request.register.clock())), DEPUTY_REFUSAL_FIELDS, {
    wrong: (form) => newPage(request, reply, form, 422),
    right: async (input) => {
      await createDeputy(doing(request), input);
      return goTo(reply, deputyAddress(input.certificateNumber), 'created');
    },
  });
}

async function editDeputy(request: FastifyRequest, reply: FastifyReply) {
  const { entry } = await getEntry(request);
  return editPage(request, reply, entry, await editForm(request, edited(request)));
}

async function updateDeputyPage(request: FastifyRequest, reply: FastifyReply) {
  const { entry } = await getEntry(request);
  const schema = deputyForm(shanghaiDay(request.register.clock()));
  return submitEdit(request, edited(request), schema, DEPUTY_REFUSAL_FIELDS, {
    wrong: (form) => editPage(request, reply, entry, form, 422),
    right: async (change, by) => {
      await changeDeputy(by, entry.certificateNumber, change);
      return goTo(reply, deputyAddress(change.certificateNumber));
    },
  });
}

function edited(request: FastifyRequest): Edited {
  return {
    kinds: ['deputy.changed'],
    now: async (reader) => {
      const { id } = await getCurrentTerm(reader);
      const entry = found(await findRosterEntry(reader, id, param(request, 'certificate')));
      return { values: valuesOf(entry), subject: ['deputy', entry.certificateNumber] };
    },
  };
}

async function newPage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const { read } = request.register.store;
  const term = await getCurrentTerm(read);
  const name = normaliseName(String(form.values['name'] ?? ''));
  const namesakes = name === '' ? [] : await listNamesakes(read, term.id, name);
  const choices = await loadPlaces(read, term.id);
  return page(reply, 'staff/deputies/new', { form, choices, namesakes, term }, status);
}

async function editPage(
  request: FastifyRequest,
  reply: FastifyReply,
  entry: RosterEntry,
  form: FormState,
  status = 200,
) {
  const { read } = request.register.store;
  const term = await getCurrentTerm(read);
  const choices = await loadPlaces(read, term.id);
  const back = deputyAddress(entry.certificateNumber);
  return page(reply, 'staff/deputies/edit', { form, choices, entry, back }, status);
}

function valuesOf(entry: RosterEntry): Record<string, string> {
  const { person } = entry;
  return {
    certificateNumber: entry.certificateNumber,
    name: entry.name,
    reading: typedReading(entry.name, person),
    sex: person.sex,
    ethnicity: person.ethnicity,
    bornMonth: person.bornMonth,
    party: person.party,
    education: person.education,
    occupation: entry.occupation,
    phone: person.phone,
    stateWorker: entry.stateWorker ? 'yes' : '',
    districtId: String(entry.district.id),
    delegationId: String(entry.delegation?.id ?? ''),
    groupId: String(entry.group?.id ?? ''),
    categoryId: String(entry.subcategory?.id ?? entry.category?.id ?? ''),
    electedOn: entry.electedOn,
    byElection: entry.byElection ? 'yes' : '',
    upperPost: entry.upperPost,
    oathOn: entry.oathOn ?? '',
    oathText: entry.oathText,
  };
}
