import type { FastifyReply, FastifyRequest } from 'fastify';
import { changeAccount, createAccount, type AccountChange } from '../../accounts/actions.ts';
import { accountForm, newAccountForm } from '../../accounts/forms.ts';
import { ACCOUNT_REFUSAL_FIELDS, ROLE_LABELS } from '../../accounts/labels.ts';
import { findAccount, listAccounts, rolesOf } from '../../accounts/store.ts';
import { inStrokeOrder } from '../../deputies/order.ts';
import { findPerson } from '../../deputies/people.ts';
import { listRoster } from '../../deputies/store.ts';
import type { Reader } from '../../db/store.ts';
import { found } from '../../refusals.ts';
import { findCurrentTerm, getSettings } from '../../settings/store.ts';
import { listUnits } from '../../units/store.ts';
import { ADMIN } from '../access.ts';
import { editForm, submitEdit, type Edited } from '../edits.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, idParam, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { sudo } from '../sudo.ts';
import { keepCards } from './account-cards.ts';
import { getAccountEntry } from './accounts.ts';

export const accountFormRoutes: readonly Route[] = [
  get('/accounts/new', ADMIN, newAccount),
  sudo(post('/accounts/new', ADMIN, createAccountPage)),
  get('/accounts/:id/edit', ADMIN, editAccount),
  sudo(post('/accounts/:id/edit', ADMIN, updateAccountPage)),
];

async function newAccount(request: FastifyRequest, reply: FastifyReply) {
  return newPage(request, reply, emptyForm());
}

async function createAccountPage(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(request, newAccountForm, ACCOUNT_REFUSAL_FIELDS, {
    wrong: (form) => newPage(request, reply, form, 422),
    right: async ({ login, ...input }) => {
      const account = await named(request.register.store.read, input);
      const { id, code } = await createAccount(doing(request), { login, ...account });
      keepCards(request, code === '' ? [] : [{ accountId: id, code }]);
      return reply.redirect('/desk/accounts/cards', 303);
    },
  });
}

async function editAccount(request: FastifyRequest, reply: FastifyReply) {
  return editPage(request, reply, await editForm(request, edited(request)));
}

function edited(request: FastifyRequest): Edited {
  return {
    kinds: ['account.changed'],
    now: async (reader) => {
      const { login, name, personId, unitId } = found(await findAccount(reader, idParam(request)));
      const roles = await rolesOf(reader, idParam(request));
      const values = { roles, personId: String(personId ?? ''), unitId: String(unitId ?? ''), name };
      return { values, subject: ['account', login] };
    },
  };
}

async function updateAccountPage(request: FastifyRequest, reply: FastifyReply) {
  return submitEdit(request, edited(request), accountForm, ACCOUNT_REFUSAL_FIELDS, {
    wrong: (form) => editPage(request, reply, form, 422),
    right: async (input, by) => {
      const id = idParam(request);
      await changeAccount(by, id, await named(request.register.store.read, input));
      return goTo(reply, `/desk/accounts/${id}`);
    },
  });
}

/** An account without a name of its own bears the deputy's. */
async function named(reader: Reader, account: AccountChange): Promise<AccountChange> {
  const { name, personId } = account;
  if (name !== '' || personId === null) return account;
  return { ...account, name: found(await findPerson(reader, personId)).name };
}

async function newPage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const choices = await choicesFor(request.register.store.read, null);
  return page(reply, 'staff/accounts/new', { form, choices }, status);
}

async function editPage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const entry = await getAccountEntry(request);
  const choices = await choicesFor(request.register.store.read, entry.id);
  return page(reply, 'staff/accounts/edit', { form, choices, entry }, status);
}

/** Deputies of the term without another account, by name strokes; the person linked now stays a choice. */
async function choicesFor(reader: Reader, ownId: number | null) {
  const [term, { nameOrder }, accounts, units] = await Promise.all([
    findCurrentTerm(reader),
    getSettings(reader),
    listAccounts(reader),
    listUnits(reader),
  ]);
  const others = new Set(
    accounts.filter((account) => account.id !== ownId).map((account) => account.personId),
  );
  const roster = inStrokeOrder(term ? await listRoster(reader, term.id) : [], nameOrder);
  const deputies = roster.filter((entry) => !others.has(entry.person.id));
  const linkedId = accounts.find((account) => account.id === ownId)?.personId ?? null;
  const isListed = linkedId === null || deputies.some((entry) => entry.person.id === linkedId);
  const former = isListed ? undefined : await findPerson(reader, linkedId);
  return { roles: Object.entries(ROLE_LABELS), deputies, former, units };
}
