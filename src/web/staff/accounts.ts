import type { FastifyReply, FastifyRequest } from 'fastify';
import { codeExpiry, resetPassword, setDisabled } from '../../accounts/actions.ts';
import { filterDirectory, listDirectory, type AccountEntry } from '../../accounts/directory.ts';
import { ACCOUNT_STATE_LABELS, ROLE_LABELS } from '../../accounts/labels.ts';
import { ACCOUNT_STATES, ROLES, type AccountState, type Role } from '../../accounts/rules.ts';
import { findAccount } from '../../accounts/store.ts';
import { findPerson } from '../../deputies/people.ts';
import { findDeputyOfPerson } from '../../deputies/store.ts';
import { found } from '../../refusals.ts';
import { NAME_ORDER_LABELS } from '../../settings/labels.ts';
import { findCurrentTerm, getSettings } from '../../settings/store.ts';
import { findUnit } from '../../units/store.ts';
import { ADMIN } from '../access.ts';
import { doing, emptyForm } from '../form.ts';
import { originOf } from '../origin.ts';
import { goTo, page } from '../page.ts';
import { paginate } from '../paging.ts';
import { get, idParam, post, query, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';

export const accountRoutes: readonly Route[] = [
  get('/accounts', ADMIN, showAccounts),
  get('/accounts/:id', ADMIN, showAccount),
  post('/accounts/:id/code', ADMIN, createCode),
  get('/accounts/:id/code', ADMIN, showCode),
  post('/accounts/:id/disabling', ADMIN, createDisabling),
  post('/accounts/:id/enabling', ADMIN, createEnabling),
];

async function showAccounts(request: FastifyRequest, reply: FastifyReply) {
  const { store, clock } = request.server;
  const { nameOrder } = await getSettings(store.read);
  const entries = await listDirectory(store.read, nameOrder, clock());
  const typed = {
    q: query(request, 'q').slice(0, 60),
    role: query(request, 'role'),
    state: query(request, 'state'),
  };
  const role = ROLES.find((code) => code === typed.role) ?? null;
  const state = ACCOUNT_STATES.find((code) => code === typed.state) ?? null;
  const matching = filterDirectory(entries, { q: typed.q, role, state });
  const { rows, pager } = paginate(matching, query(request, 'page'), (number) =>
    HELPERS.address('/desk/accounts', { ...typed, page: number === 1 ? '' : number }),
  );
  return page(reply, 'staff/accounts/index', {
    form: emptyForm(typed),
    rows,
    pager,
    orderNote: NAME_ORDER_LABELS[nameOrder].footnote,
    words: WORDS,
    matching: matching.length,
    figures: ACCOUNT_STATES.map((code) => [code, entries.filter((entry) => entry.state === code).length]),
    isFiltered: typed.q !== '' || role !== null || state !== null,
    total: entries.length,
    choices: { roles: Object.entries(ROLE_LABELS), states: Object.entries(ACCOUNT_STATE_LABELS) },
  });
}

/** Labels that the pages call by code. */
const WORDS = {
  role: (role: Role) => ROLE_LABELS[role],
  state: (state: AccountState) => ACCOUNT_STATE_LABELS[state],
};

export async function getAccountEntry(request: FastifyRequest): Promise<AccountEntry> {
  const { store, clock } = request.server;
  const id = idParam(request);
  return found((await listDirectory(store.read, 'compact', clock())).find((entry) => entry.id === id));
}

async function showAccount(request: FastifyRequest, reply: FastifyReply) {
  const entry = await getAccountEntry(request);
  const expiresAt = entry.mustChangePassword ? await codeExpiry(request.server.store.read, entry) : null;
  const links = await linksOf(request, entry);
  const isOwn = entry.id === request.viewer?.accountId;
  return page(reply, 'staff/accounts/show', { entry, links, expiresAt, isOwn, words: WORDS });
}

/** Whom the account belongs to: a person of the roster, with the certificate number in the present term, or a unit. */
async function linksOf({ server: { store } }: FastifyRequest, { personId, unitId }: AccountEntry) {
  const term = await findCurrentTerm(store.read);
  const person = personId === null ? undefined : await findPerson(store.read, personId);
  const deputy = person && term && (await findDeputyOfPerson(store.read, term.id, person.id));
  const unit = unitId === null ? undefined : await findUnit(store.read, unitId);
  return { person: person?.name ?? '', certificate: deputy?.certificateNumber ?? '', unit: unit?.name ?? '' };
}

async function createCode(request: FastifyRequest, reply: FastifyReply) {
  const id = idParam(request);
  keepSlip(request, id, await resetPassword(doing(request), id));
  return reply.redirect(`/desk/accounts/${id}/code`, 303);
}

/** A code just made waits for the page that shows it; a second submission of the form has none. */
export function keepSlip({ server, viewer }: FastifyRequest, accountId: number, code: string): void {
  if (viewer && code !== '') server.codeSlips.put(accountId, viewer.accountId, code, server.clock());
}

/** The slip of paper for the person: shown once. */
async function showCode(request: FastifyRequest, reply: FastifyReply) {
  const { store, codeSlips, clock } = request.server;
  const account = found(await findAccount(store.read, idParam(request)));
  const code = codeSlips.take(account.id, found(request.viewer).accountId, clock());
  const expiresAt = await codeExpiry(store.read, account);
  const address = `${originOf(request)}/login`;
  return page(reply, 'staff/accounts/code', { account, code, expiresAt, address });
}

async function createDisabling(request: FastifyRequest, reply: FastifyReply) {
  return putDisabled(request, reply, true);
}

async function createEnabling(request: FastifyRequest, reply: FastifyReply) {
  return putDisabled(request, reply, false);
}

async function putDisabled(request: FastifyRequest, reply: FastifyReply, disabled: boolean) {
  const id = idParam(request);
  await setDisabled(doing(request), id, disabled);
  return goTo(reply, `/desk/accounts/${id}`);
}
