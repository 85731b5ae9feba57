import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Reader } from '../../db/store.ts';
import { holdsMandate, listPublicDeputies } from '../../deputies/public.ts';
import { kindLabel } from '../../duties/labels.ts';
import { yearOf } from '../../lib/dates.ts';
import { listPublicActivities } from '../../meetings/public.ts';
import { standingsOn } from '../../notices/standing.ts';
import { listNotices, type NoticeHead } from '../../notices/store.ts';
import { countPublicProposals } from '../../proposals/public.ts';
import { publicPage } from '../page.ts';
import { publicGet, type Route } from '../routes.ts';
import { getSettings } from '../../settings/store.ts';
import { shown } from './shown.ts';

export const homeRoutes: readonly Route[] = [publicGet('/', showHome)];

const RECENT = 5;

async function showHome(request: FastifyRequest, reply: FastifyReply) {
  const { read, term, today, order } = await shown(request);
  const year = yearOf(today);
  const reckoning = { today, months: await getSettings(read) };
  const [deputies, activities, proposals, answered, notices] = await Promise.all([
    listPublicDeputies(read, term.id, { today, order }),
    listPublicActivities(read, term.id),
    countPublicProposals(read, term, { year }, reckoning),
    countPublicProposals(read, term, { year, state: 'has-answer' }, reckoning),
    listNotices(read),
  ]);
  return publicPage(reply, 'public/home', {
    term,
    year,
    kindLabel,
    deputies: deputies.filter(holdsMandate).length,
    activities: activities.filter((activity) => activity.year === year).length,
    proposals,
    answered,
    notice: await latest(read, notices, today),
    recent: activities.filter(({ heldOn }) => heldOn <= today).slice(0, RECENT),
  });
}

/** The newest version of the newest quarter, with its standing. */
async function latest(reader: Reader, [head]: readonly NoticeHead[], today: string) {
  if (head === undefined) return null;
  return { ...head, standing: (await standingsOn(reader, today))(head).text };
}
