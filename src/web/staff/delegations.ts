import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Reader } from '../../db/store.ts';
import { listRoster, type RosterEntry } from '../../deputies/store.ts';
import { changeDelegation, createDelegation } from '../../groups/actions.ts';
import { delegationForm } from '../../groups/forms.ts';
import { GROUP_REFUSAL_FIELDS, groupWarningLabel } from '../../groups/labels.ts';
import { leaderWarning } from '../../groups/rules.ts';
import { findDelegation, listDelegations, type Delegation } from '../../groups/store.ts';
import { found } from '../../refusals.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { editForm, submitEdit, type Edited } from '../edits.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, idParam, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { bodyRows, leaderOptions } from './bodies.ts';

export const delegationRoutes: readonly Route[] = [
  get('/delegations', CLERK, showDelegations),
  get('/delegations/new', CLERK, newDelegation),
  post('/delegations/new', CLERK, createDelegationPage),
  get('/delegations/:id/edit', CLERK, editDelegation),
  post('/delegations/:id/edit', CLERK, updateDelegationPage),
];

const isMember = (delegation: Delegation) => (entry: RosterEntry) => entry.delegation?.id === delegation.id;

async function showDelegations(request: FastifyRequest, reply: FastifyReply) {
  const { read } = request.register.store;
  const term = await getCurrentTerm(read);
  const [delegations, roster] = await Promise.all([
    listDelegations(read, term.id),
    listRoster(read, term.id),
  ]);
  const warn = (leaderId: number | null, inOffice: RosterEntry[]) => {
    const warning = leaderWarning(leaderId, inOffice);
    return warning ? [groupWarningLabel(warning)] : [];
  };
  const rows = bodyRows(request, delegations, roster, isMember, warn);
  const unassigned = roster.filter((entry) => entry.delegation === null).length;
  return page(reply, 'staff/delegations/index', { term, rows, unassigned });
}

async function newDelegation(_request: FastifyRequest, reply: FastifyReply) {
  return newPage(reply, emptyForm());
}

async function createDelegationPage(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(request, delegationForm, GROUP_REFUSAL_FIELDS, {
    wrong: (form) => newPage(reply, form, 422),
    right: async ({ name }) => {
      await createDelegation(doing(request), { name });
      return goTo(reply, '/desk/delegations', 'created');
    },
  });
}

async function editDelegation(request: FastifyRequest, reply: FastifyReply) {
  const delegation = await getDelegation(request);
  return editPage(request, reply, delegation, await editForm(request, edited(request)));
}

async function updateDelegationPage(request: FastifyRequest, reply: FastifyReply) {
  const delegation = await getDelegation(request);
  return submitEdit(request, edited(request), delegationForm, GROUP_REFUSAL_FIELDS, {
    wrong: (form) => editPage(request, reply, delegation, form, 422),
    right: async (input, by) => {
      await changeDelegation(by, delegation.id, input);
      return goTo(reply, '/desk/delegations');
    },
  });
}

async function getDelegation(request: FastifyRequest): Promise<Delegation> {
  return delegationNow(request.register.store.read, request);
}

async function delegationNow(reader: Reader, request: FastifyRequest): Promise<Delegation> {
  const term = await getCurrentTerm(reader);
  return found(await findDelegation(reader, term.id, idParam(request)));
}

function edited(request: FastifyRequest): Edited {
  return {
    kinds: ['delegation.changed'],
    now: async (reader) => {
      const { name, leaderId } = await delegationNow(reader, request);
      return { values: { name, leaderId: String(leaderId ?? '') }, subject: ['delegation', name] };
    },
  };
}

function newPage(reply: FastifyReply, form: FormState, status = 200) {
  return page(reply, 'staff/delegations/new', { form }, status);
}

async function editPage(
  request: FastifyRequest,
  reply: FastifyReply,
  delegation: Delegation,
  form: FormState,
  status = 200,
) {
  const leaders = await leaderOptions(request, delegation, isMember(delegation));
  return page(reply, 'staff/delegations/edit', { form, leaders }, status);
}
