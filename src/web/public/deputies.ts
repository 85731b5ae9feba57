import type { FastifyReply, FastifyRequest } from 'fastify';
import { nameOrderNote, shortStateLabel } from '../../deputies/labels.ts';
import { holdsMandate, listPublicDeputies, type PublicDeputy } from '../../deputies/public.ts';
import { findPlaces, listPublicDistricts } from '../../districts/public.ts';
import { listGroups } from '../../groups/store.ts';
import { publicPage } from '../page.ts';
import { paginate } from '../paging.ts';
import { limited, publicGet, query, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';
import { chosen, searched, shown } from './shown.ts';

export const deputyListRoutes: readonly Route[] = [limited(publicGet('/deputies', showDeputies), 'search')];

/** `current` (现任): in office, or suspended and said to be so. */
const STATES = ['current', 'suspended', 'ended', 'all'] as const;

/** Find my deputy (找代表): by name, by village, or from the list. */
async function showDeputies(request: FastifyRequest, reply: FastifyReply) {
  const { read, term, today, order } = await shown(request);
  const q = searched(request);
  const [everybody, found, districts, groups] = await Promise.all([
    listPublicDeputies(read, term.id, { today, order }),
    listPublicDeputies(read, term.id, { today, order, q }),
    listPublicDistricts(read, term),
    listGroups(read, term.id),
  ]);
  const filter = {
    q,
    district: query(request, 'district'),
    group: query(request, 'group'),
    state: chosen(request, 'state', STATES) || (q === '' ? 'current' : 'all'),
  };
  const listed = found.filter((deputy) => isListed(deputy, filter));
  const address = (page: number) => HELPERS.address('/deputies', { ...filter, page });
  return publicPage(reply, 'public/deputies/index', {
    ...paginate(listed, query(request, 'page'), address),
    filter,
    total: listed.length,
    term,
    orderNote: nameOrderNote(order),
    stateLabel: shortStateLabel,
    places: placesWith(findPlaces(districts, q), everybody),
    districts,
    groups: groups.map(({ name }) => name),
    former: everybody.filter(({ state }) => state === 'ended').length,
  });
}

interface Filter {
  district: string;
  group: string;
  state: (typeof STATES)[number];
}

function isListed(deputy: PublicDeputy, { district, group, state }: Filter): boolean {
  return (
    (district === '' || deputy.district.number === district) &&
    (group === '' || deputy.group === group) &&
    isInState(deputy, state)
  );
}

function isInState(deputy: PublicDeputy, state: Filter['state']): boolean {
  if (state === 'current') return holdsMandate(deputy);
  return state === 'all' || deputy.state === state;
}

/** Each district found, with those who hold its seats now. */
function placesWith(hits: ReturnType<typeof findPlaces>, deputies: readonly PublicDeputy[]) {
  return hits.map(({ district, villages }) => ({
    district,
    villages,
    deputies: deputies.filter((deputy) => holdsMandate(deputy) && deputy.district.number === district.number),
  }));
}
