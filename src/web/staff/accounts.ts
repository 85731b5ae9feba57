import type { FastifyReply, FastifyRequest } from 'fastify';
import { setDisabled } from '../../accounts/actions.ts';
import { endSessions } from '../../accounts/actions/devices.ts';
import { listDevices } from '../../accounts/devices.ts';
import { filterDirectory, listDirectory, type AccountEntry } from '../../accounts/directory.ts';
import { ACCOUNT_STATE_LABELS, ROLE_LABELS } from '../../accounts/labels.ts';
import {
  ACCOUNT_STATES,
  cardEndsAt,
  isCardGood,
  ROLES,
  type AccountState,
  type Role,
} from '../../accounts/rules.ts';
import { findOpenCard } from '../../accounts/store/cards.ts';
import { findPerson } from '../../deputies/people.ts';
import { findDeputyOfPerson } from '../../deputies/store.ts';
import { found } from '../../refusals.ts';
import { NAME_ORDER_LABELS } from '../../settings/labels.ts';
import { findCurrentTerm, getSettings } from '../../settings/store.ts';
import { findUnit } from '../../units/store.ts';
import { ADMIN } from '../access.ts';
import { doing, emptyForm } from '../form.ts';
import { goTo, page } from '../page.ts';
import { paginate } from '../paging.ts';
import { get, idParam, post, query, type Route } from '../routes.ts';
import { sudo } from '../sudo.ts';
import { HELPERS } from '../views.ts';

export const accountRoutes: readonly Route[] = [
  get('/accounts', ADMIN, showAccounts),
  get('/accounts/:id', ADMIN, showAccount),
  sudo(post('/accounts/:id/disabling', ADMIN, createDisabling)),
  sudo(post('/accounts/:id/enabling', ADMIN, createEnabling)),
  sudo(post('/accounts/:id/sign-out', ADMIN, createSignOut)),
];

async function showAccounts(request: FastifyRequest, reply: FastifyReply) {
  const { store, clock } = request.register;
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
  const { store, clock } = request.register;
  const id = idParam(request);
  return found((await listDirectory(store.read, 'compact', clock())).find((entry) => entry.id === id));
}

async function showAccount(request: FastifyRequest, reply: FastifyReply) {
  const { store, clock } = request.register;
  const entry = await getAccountEntry(request);
  const card = await findOpenCard(store.read, entry.id);
  const links = await linksOf(request, entry);
  const isOwn = entry.id === request.viewer?.accountId;
  const cardUntil = card && isCardGood(card, clock()) ? cardEndsAt(card) : null;
  const devices = await listDevices(store.read, entry, clock());
  return page(reply, 'staff/accounts/show', { entry, links, cardUntil, isOwn, devices, words: WORDS });
}

/** Whom the account belongs to: a person of the roster, with the certificate number in the present term, or a unit. */
async function linksOf({ register: { store } }: FastifyRequest, { personId, unitId }: AccountEntry) {
  const term = await findCurrentTerm(store.read);
  const person = personId === null ? undefined : await findPerson(store.read, personId);
  const deputy = person && term && (await findDeputyOfPerson(store.read, term.id, person.id));
  const unit = unitId === null ? undefined : await findUnit(store.read, unitId);
  return { person: person?.name ?? '', certificate: deputy?.certificateNumber ?? '', unit: unit?.name ?? '' };
}

async function createDisabling(request: FastifyRequest, reply: FastifyReply) {
  return putDisabled(request, reply, true);
}

async function createEnabling(request: FastifyRequest, reply: FastifyReply) {
  return putDisabled(request, reply, false);
}

async function createSignOut(request: FastifyRequest, reply: FastifyReply) {
  const id = idParam(request);
  await endSessions(doing(request), id);
  return goTo(reply, `/desk/accounts/${id}`, 'ended');
}

async function putDisabled(request: FastifyRequest, reply: FastifyReply, disabled: boolean) {
  const id = idParam(request);
  await setDisabled(doing(request), id, disabled);
  return goTo(reply, `/desk/accounts/${id}`);
}
