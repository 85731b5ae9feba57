import type { FastifyReply, FastifyRequest } from 'fastify';
import { listCategories } from '../../categories/store.ts';
import { rosterOrderLabel, rosterOrderNote, shortStateLabel } from '../../deputies/labels.ts';
import {
  countStates,
  filterRoster,
  orderRoster,
  ROSTER_ORDERS,
  type Chosen,
  type RosterFilter,
  type RosterOrder,
} from '../../deputies/roster.ts';
import { statusOn, type MandateState } from '../../deputies/rules.ts';
import { listRoster } from '../../deputies/store.ts';
import { listDistricts } from '../../districts/store.ts';
import { listDelegations, listGroups } from '../../groups/store.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import type { Reader } from '../../db/store.ts';
import { getCurrentTerm, getSettings } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { emptyForm } from '../form.ts';
import { page } from '../page.ts';
import { paginate } from '../paging.ts';
import { get, query, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';

export const deputyListRoutes: readonly Route[] = [get('/deputies', CLERK, showDeputies)];

const FILTER_STATES: readonly MandateState[] = ['in-office', 'suspended', 'ended'];

/** The filters as they stand in the address, each a text; what is unknown counts as not given. */
interface Typed {
  q: string;
  district: string;
  delegation: string;
  group: string;
  category: string;
  state: string;
  worker: string;
  order: string;
}

async function showDeputies(request: FastifyRequest, reply: FastifyReply) {
  const { store, clock } = request.register;
  const term = await getCurrentTerm(store.read);
  const [roster, settings, choices] = await Promise.all([
    listRoster(store.read, term.id),
    getSettings(store.read),
    loadPlaces(store.read, term.id),
  ]);
  const today = shanghaiDay(clock());
  const typed = typedFilter(request);
  const order = orderOf(typed.order);
  const found = orderRoster(filterRoster(roster, filterOf(typed), today), order, settings.nameOrder);
  const { rows, pager } = paginate(found, query(request, 'page'), (number) =>
    HELPERS.address('/desk/deputies', { ...typed, page: number === 1 ? '' : number }),
  );
  return page(reply, 'staff/deputies/index', {
    form: emptyForm({ ...typed }),
    rows: rows.map((entry) => ({ ...entry, state: statusOn(entry.mandate, today).status })),
    term,
    choices,
    pager,
    stateLabel: shortStateLabel,
    matching: found.length,
    total: roster.length,
    counts: countStates(roster, today),
    isFiltered: Object.entries(typed).some(([name, value]) => name !== 'order' && value !== ''),
    orderNote: rosterOrderNote(order, settings.nameOrder),
    orders: ROSTER_ORDERS.map((code) => [code === 'name' ? '' : code, rosterOrderLabel(code)]),
    states: FILTER_STATES.map((code) => [code, shortStateLabel(code)]),
  });
}

/** Everything a deputy can be put into or looked up by. */
export async function loadPlaces(reader: Reader, termId: number) {
  const [districts, delegations, groups, categories] = await Promise.all([
    listDistricts(reader, termId),
    listDelegations(reader, termId),
    listGroups(reader, termId),
    listCategories(reader),
  ]);
  return { districts, delegations, groups, categories };
}

function typedFilter(request: FastifyRequest): Typed {
  const place = (name: string) =>
    /^(\d{1,12}|none)$/.test(query(request, name)) ? query(request, name) : '';
  const oneOf = (name: string, codes: readonly string[]) =>
    codes.includes(query(request, name)) ? query(request, name) : '';
  return {
    q: query(request, 'q').slice(0, 100),
    district: place('district'),
    delegation: place('delegation'),
    group: place('group'),
    category: place('category'),
    state: oneOf('state', FILTER_STATES),
    worker: oneOf('worker', ['yes', 'no']),
    order: oneOf('order', ROSTER_ORDERS),
  };
}

function filterOf({ q, district, delegation, group, category, state, worker }: Typed): RosterFilter {
  return {
    q,
    district: chosen(district),
    delegation: chosen(delegation),
    group: chosen(group),
    category: chosen(category),
    state: FILTER_STATES.find((code) => code === state) ?? null,
    stateWorker: worker === '' ? null : worker === 'yes',
  };
}

function chosen(text: string): Chosen {
  if (text === '') return null;
  return text === 'none' ? 'none' : Number(text);
}

function orderOf(text: string): RosterOrder {
  return ROSTER_ORDERS.find((code) => code === text) ?? 'name';
}
