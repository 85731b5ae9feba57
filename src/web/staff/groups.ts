import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Reader } from '../../db/store.ts';
import { listRoster, type RosterEntry } from '../../deputies/store.ts';
import { changeGroup, createGroup } from '../../groups/actions.ts';
import { groupForm } from '../../groups/forms.ts';
import { GROUP_REFUSAL_FIELDS, groupWarningLabel } from '../../groups/labels.ts';
import { groupWarnings } from '../../groups/rules.ts';
import { findGroup, listGroups, type Group } from '../../groups/store.ts';
import { found } from '../../refusals.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { editForm, submitEdit, type Edited } from '../edits.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, idParam, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { bodyRows, leaderOptions } from './bodies.ts';

export const groupRoutes: readonly Route[] = [
  get('/groups', CLERK, showGroups),
  get('/groups/new', CLERK, newGroup),
  post('/groups/new', CLERK, createGroupPage),
  get('/groups/:id/edit', CLERK, editGroup),
  post('/groups/:id/edit', CLERK, updateGroupPage),
];

const isMember = (group: Group) => (entry: RosterEntry) => entry.group?.id === group.id;

async function showGroups(request: FastifyRequest, reply: FastifyReply) {
  const { read } = request.register.store;
  const term = await getCurrentTerm(read);
  const [groups, roster] = await Promise.all([listGroups(read, term.id), listRoster(read, term.id)]);
  const warn = (leaderId: number | null, inOffice: RosterEntry[]) =>
    groupWarnings(leaderId, inOffice).map(groupWarningLabel);
  const rows = bodyRows(request, groups, roster, isMember, warn);
  const unassigned = roster.filter((entry) => entry.group === null).length;
  return page(reply, 'staff/groups/index', { term, rows, unassigned });
}

async function newGroup(_request: FastifyRequest, reply: FastifyReply) {
  return newPage(reply, emptyForm());
}

async function createGroupPage(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(request, groupForm, GROUP_REFUSAL_FIELDS, {
    wrong: (form) => newPage(reply, form, 422),
    right: async (input) => {
      await createGroup(doing(request), input);
      return goTo(reply, '/desk/groups', 'created');
    },
  });
}

async function editGroup(request: FastifyRequest, reply: FastifyReply) {
  const group = await getGroup(request);
  return editPage(request, reply, group, await editForm(request, edited(request)));
}

async function updateGroupPage(request: FastifyRequest, reply: FastifyReply) {
  const group = await getGroup(request);
  return submitEdit(request, edited(request), groupForm, GROUP_REFUSAL_FIELDS, {
    wrong: (form) => editPage(request, reply, group, form, 422),
    right: async (input, by) => {
      await changeGroup(by, group.id, input);
      return goTo(reply, '/desk/groups');
    },
  });
}

async function getGroup(request: FastifyRequest): Promise<Group> {
  return groupNow(request.register.store.read, request);
}

async function groupNow(reader: Reader, request: FastifyRequest): Promise<Group> {
  const term = await getCurrentTerm(reader);
  return found(await findGroup(reader, term.id, idParam(request)));
}

function edited(request: FastifyRequest): Edited {
  return {
    kinds: ['group.changed'],
    now: async (reader) => {
      const group = await groupNow(reader, request);
      return { values: valuesOf(group), subject: ['group', group.name] };
    },
  };
}

function valuesOf({ name, leaderId, focus, departments }: Group) {
  return { name, leaderId: String(leaderId ?? ''), focus, departments: departments.join('、') };
}

function newPage(reply: FastifyReply, form: FormState, status = 200) {
  return page(reply, 'staff/groups/new', { form }, status);
}

async function editPage(
  request: FastifyRequest,
  reply: FastifyReply,
  group: Group,
  form: FormState,
  status = 200,
) {
  const leaders = await leaderOptions(request, group, isMember(group));
  return page(reply, 'staff/groups/edit', { form, leaders }, status);
}
