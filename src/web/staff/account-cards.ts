import type { FastifyReply, FastifyRequest } from 'fastify';
import { issueCards } from '../../accounts/actions/cards.ts';
import { createDeputyAccounts } from '../../accounts/actions/bulk.ts';
import { listCandidates, type Candidate } from '../../accounts/candidates.ts';
import type { IssuedCard } from '../../accounts/cards.ts';
import { listDirectory } from '../../accounts/directory.ts';
import { bulkForm, reissueForm } from '../../accounts/forms.ts';
import { LOGIN_RULE_LABELS, ROLE_LABELS } from '../../accounts/labels.ts';
import { LOGIN_RULES } from '../../accounts/logins.ts';
import { cardEndsAt } from '../../accounts/rules.ts';
import { listAccounts } from '../../accounts/store.ts';
import { findOpenCard, type Card } from '../../accounts/store/cards.ts';
import { listDelegations, listGroups } from '../../groups/store.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { found } from '../../refusals.ts';
import { NAME_ORDER_LABELS } from '../../settings/labels.ts';
import { findCurrentTerm, getSettings } from '../../settings/store.ts';
import { qrPath } from '../../signins/qr.ts';
import { ADMIN } from '../access.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { originOf } from '../origin.ts';
import { page } from '../page.ts';
import { get, idParam, post, query, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { sudo } from '../sudo.ts';

/** Accounts in bulk from the roster, and the cards (登录卡) that their owners get on paper. */
export const accountCardRoutes: readonly Route[] = [
  get('/accounts/bulk', ADMIN, newAccounts),
  sudo(post('/accounts/bulk', ADMIN, createAccounts)),
  get('/accounts/cards', ADMIN, showCards),
  get('/accounts/cards/new', ADMIN, newCards),
  sudo(post('/accounts/cards/new', ADMIN, createCards)),
  sudo(post('/accounts/:id/card', ADMIN, createCard)),
];

/** Where a refusal of these pages is said: above the list that was chosen from. */
const BULK_FIELDS = { 'no-deputy-chosen': 'deputy', 'candidates-changed': 'deputy' };
const REISSUE_FIELDS = { 'no-account-chosen': 'account' };

async function newAccounts(request: FastifyRequest, reply: FastifyReply) {
  return bulkPage(request, reply, emptyForm());
}

async function createAccounts(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(request, bulkForm, BULK_FIELDS, {
    wrong: (form) => bulkPage(request, reply, form, 422),
    right: async ({ deputy, rule }) => {
      keepCards(request, await createDeputyAccounts(doing(request), deputy, rule));
      return reply.redirect('/desk/accounts/cards', 303);
    },
  });
}

async function bulkPage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const { store, clock } = request.register;
  const typed = form.values['rule'] ?? query(request, 'rule');
  const rule = LOGIN_RULES.find((one) => one === typed) ?? 'name';
  const circle = query(request, 'circle');
  const [candidates, circles, { nameOrder }] = await Promise.all([
    listCandidates(store.read, rule, shanghaiDay(clock())),
    circleChoices(request),
    getSettings(store.read),
  ]);
  const rows = candidates.filter((candidate) => isInCircle(candidate, circle));
  const chosen = form.values['deputy'];
  return page(
    reply,
    'staff/accounts/bulk',
    {
      form: { ...form, values: { rule, circle } },
      rows: rows.map((row) => ({ ...row, role: row.roles.map((role) => ROLE_LABELS[role]).join('、') })),
      isChosen: (id: number) => chosen === undefined || [chosen].flat().includes(String(id)),
      total: candidates.length,
      circles,
      rules: LOGIN_RULES.map((one) => [one, LOGIN_RULE_LABELS[one]]),
      orderNote: NAME_ORDER_LABELS[nameOrder].footnote,
    },
    status,
  );
}

function isInCircle({ entry }: Candidate, circle: string): boolean {
  const [by, id] = circle.split(':');
  if (by === 'group' || by === 'delegation') return String(entry[by]?.id) === id;
  return true;
}

async function circleChoices({ register: { store } }: FastifyRequest): Promise<[string, string][]> {
  const term = await findCurrentTerm(store.read);
  if (!term) return [];
  const [groups, delegations] = await Promise.all([
    listGroups(store.read, term.id),
    listDelegations(store.read, term.id),
  ]);
  return [
    ...groups.map(({ id, name }): [string, string] => [`group:${id}`, name]),
    ...delegations.map(({ id, name }): [string, string] => [`delegation:${id}`, name]),
  ];
}

async function newCards(request: FastifyRequest, reply: FastifyReply) {
  return reissuePage(request, reply, emptyForm());
}

async function createCards(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(request, reissueForm, REISSUE_FIELDS, {
    wrong: (form) => reissuePage(request, reply, form, 422),
    right: async ({ account }) => {
      keepCards(request, await issueCards(doing(request), account));
      return reply.redirect('/desk/accounts/cards', 303);
    },
  });
}

/** Accounts whose owners have set no password yet: their cards can be printed anew, the old ones end. */
async function reissuePage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const { store, clock } = request.register;
  const { nameOrder } = await getSettings(store.read);
  const entries = await listDirectory(store.read, nameOrder, clock());
  const rows = entries.filter(({ state }) => state === 'waiting');
  const chosen = [form.values['account'] ?? []].flat();
  const orderNote = NAME_ORDER_LABELS[nameOrder].footnote;
  return page(reply, 'staff/accounts/reissue', { form, rows, chosen, orderNote }, status);
}

async function createCard(request: FastifyRequest, reply: FastifyReply) {
  keepCards(request, await issueCards(doing(request), [idParam(request)]));
  return reply.redirect('/desk/accounts/cards', 303);
}

/** Cards just made wait for the page that prints them; a second submission of the form has none. */
export function keepCards({ register, viewer }: FastifyRequest, cards: readonly IssuedCard[]): void {
  if (viewer) register.codeSlips.put(viewer.accountId, cards, register.clock());
}

/** A first card says its day, one in the place of a forgotten password its hour. */
function untilOf(card: Card): { day: string; time: number | null } {
  const until = cardEndsAt(card);
  return { day: shanghaiDay(until), time: card.isReset ? until : null };
}

/** The cards on paper, several to a sheet: shown once. */
async function showCards(request: FastifyRequest, reply: FastifyReply) {
  const { store, codeSlips, clock } = request.register;
  const issued = codeSlips.take(found(request.viewer).accountId, clock());
  if (issued.length === 0) return page(reply, 'staff/accounts/cards-gone', {});
  const accounts = new Map((await listAccounts(store.read)).map((account) => [account.id, account]));
  const address = originOf(request);
  const cards = [];
  for (const { accountId, code } of issued) {
    const { name, login } = found(accounts.get(accountId));
    const card = await findOpenCard(store.read, accountId);
    if (card) cards.push({ name, login, code, until: untilOf(card), qr: qrPath(`${address}/card/${code}`) });
  }
  return page(reply, 'staff/accounts/cards', {
    cards,
    address,
    links: { back: '/desk/accounts', docx: null },
  });
}
