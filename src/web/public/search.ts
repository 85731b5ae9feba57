import type { FastifyReply, FastifyRequest } from 'fastify';
import { listPublicDeputies } from '../../deputies/public.ts';
import { findPlaces, listPublicDistricts } from '../../districts/public.ts';
import { kindLabel } from '../../duties/labels.ts';
import { listPublicActivities, type PublicActivity } from '../../meetings/public.ts';
import { countPublicProposals, isWithheld, listPublicEntries } from '../../proposals/public.ts';
import { PROPOSAL_KIND_LABELS, PROPOSAL_STATE_LABELS } from '../../proposals/labels.ts';
import { getSettings } from '../../settings/store.ts';
import { publicPage } from '../page.ts';
import { limited, publicGet, type Route } from '../routes.ts';
import { keptCount } from './kept-counts.ts';
import { searched, shown, type Shown } from './shown.ts';

export const searchRoutes: readonly Route[] = [limited(publicGet('/search', showSearch), 'search')];

/** So many of each are shown; the lists hold the rest. */
const MOST_SHOWN = 10;

/**
 * One search over deputies, districts, activities and proposals. Proposals have an index of words, of which every one is
 * required; in the rest, which is small, it is found as it is typed, in any place.
 */
async function showSearch(request: FastifyRequest, reply: FastifyReply) {
  const q = searched(request);
  const results = q === '' ? null : await search(await shown(request), q);
  return publicPage(reply, 'public/search/show', {
    q,
    results,
    kindLabel,
    most: MOST_SHOWN,
    kindLabels: PROPOSAL_KIND_LABELS,
    stateLabels: PROPOSAL_STATE_LABELS,
  });
}

async function search({ store, read, term, today, order }: Shown, q: string) {
  const reckoning = { today, months: await getSettings(read) };
  const [deputies, districts, activities, entries, proposalCount] = await Promise.all([
    listPublicDeputies(read, term.id, { today, order, q }),
    listPublicDistricts(read, term),
    listPublicActivities(read, term.id),
    listPublicEntries(read, term, { text: q }, reckoning, { limit: MOST_SHOWN, offset: 0 }),
    keptCount(store, `${term.id} ${q}`, () => countPublicProposals(read, term, { text: q }, reckoning)),
  ]);
  return {
    deputies,
    places: findPlaces(districts, q),
    activities: activities.filter((activity) => tellsOf(activity, q)),
    proposals: entries.filter((entry) => !isWithheld(entry)),
    proposalCount,
  };
}

function tellsOf({ title, place, organiser, summary }: PublicActivity, q: string): boolean {
  const words = q.toLowerCase();
  return [title, place, organiser, summary].some((text) => text.toLowerCase().includes(words));
}
