import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { kindLabel } from '../../duties/labels.ts';
import type { Day } from '../../lib/dates.ts';
import { listPublicActivities, type PublicActivity } from '../../meetings/public.ts';
import { listNotices, type NoticeHead } from '../../notices/store.ts';
import { termFacts } from '../../points/kept.ts';
import { wasThere } from '../../points/register-rows.ts';
import { ANSWER_CLASS_LABELS, PROPOSAL_KIND_LABELS } from '../../proposals/labels.ts';
import { NEWS_LABELS, ratingText, type ProposalNews } from '../../proposals/public-labels.ts';
import { listNewsworthy, listPublicProposals, type PublicProposal } from '../../proposals/public.ts';
import { findTownship } from '../../settings/store.ts';
import { originOf } from '../origin.ts';
import { publicGet, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';
import { shownDeputy } from './deputy.ts';
import { shown, type Shown } from './shown.ts';

export const feedRoutes: readonly Route[] = [
  publicGet('/feed.atom', showFeed),
  publicGet('/deputies/:slug/feed.atom', showDeputyFeed),
];

const MOST_ENTRIES = 50;

/** One line of news. Its address is what it is known by; the words for it stand in the template. */
interface Entry {
  type: 'notice' | 'activity' | 'proposal';
  path: string;
  title: string;
  text: string;
  /** Epoch milliseconds, from the register: the same news keeps the same time. */
  at: number;
}

async function showFeed(request: FastifyRequest, reply: FastifyReply) {
  const base = await shown(request);
  const [activities, proposals, notices] = await Promise.all([
    listPublicActivities(base.read, base.term.id),
    listNewsworthy(base.read, base.term, MOST_ENTRIES),
    listNotices(base.read),
  ]);
  const entries = [
    ...notices.map(noticeEntry),
    ...happened(activities, base.today).map(activityEntry),
    ...proposals.flatMap(proposalEntries),
  ];
  return feed(request, reply, { path: '/', self: '/feed.atom', name: null, entries });
}

async function showDeputyFeed(request: FastifyRequest, reply: FastifyReply) {
  const one = await shownDeputy(request);
  const { name } = one.deputy;
  const [activities, proposals] = await Promise.all([
    attendedActivities(one, one.deputy.certificateNumber),
    listPublicProposals(one.read, one.term, one.deputy),
  ]);
  const entries = [...activities.map(activityEntry), ...proposals.flatMap(proposalEntries)];
  return feed(request, reply, { path: one.base, self: `${one.base}/feed.atom`, name, entries });
}

async function attendedActivities({ store, read, term, today }: Shown, deputy: string) {
  const [activities, { rows }] = await Promise.all([
    listPublicActivities(read, term.id),
    termFacts(store, term.id),
  ]);
  const attended = new Set(
    rows.activities
      .filter(({ attendance }) => attendance.some((mark) => mark.deputy === deputy && wasThere(mark.state)))
      .map(({ code }) => code),
  );
  return happened(activities, today).filter(({ code }) => attended.has(code));
}

function happened(activities: readonly PublicActivity[], today: Day): PublicActivity[] {
  return activities.filter(({ heldOn }) => heldOn <= today);
}

function noticeEntry({ quarter, version, number, publishedAt }: NoticeHead): Entry {
  return {
    type: 'notice',
    path: `/notices/${quarter}/${version}`,
    title: HELPERS.quarterName(quarter),
    text: number,
    at: publishedAt,
  };
}

function activityEntry({ code, kind, title, heldOn, place, summary, rollTakenAt }: PublicActivity): Entry {
  return {
    type: 'activity',
    path: `/activities/${encodeURIComponent(code)}`,
    title: `${kindLabel(kind)} ${title}`,
    text: [HELPERS.date(heldOn), place, summary].filter((part) => part !== '').join(' '),
    at: rollTakenAt ?? Date.parse(`${heldOn}T00:00:00+08:00`),
  };
}

/** One for the registration, one for each answer and one for each rating; the last two lead to the round's place. */
function proposalEntries({ number, kind, title, lead, rounds, registeredAt }: PublicProposal): Entry[] {
  const path = `/proposals/${encodeURIComponent(number)}`;
  const about = `${PROPOSAL_KIND_LABELS[kind]} ${title}`;
  const entry = (news: ProposalNews, fragment: string, at: number, text: string): Entry => ({
    type: 'proposal',
    path: `${path}${fragment}`,
    title: `${NEWS_LABELS[news]}：${about}`,
    text,
    at,
  });
  return [
    entry('registered', '', registeredAt, lead?.name ?? ''),
    ...rounds.flatMap((round) => {
      const { round: n, answeredOn, answerClass, answer, attitude, result, recordedAt } = round;
      const words = [answerClass ? ANSWER_CLASS_LABELS[answerClass] : '', answer].filter(
        (part) => part !== '',
      );
      return [
        ...(answeredOn ? [entry('answered', `#answer-${n}`, recordedAt, words.join(' '))] : []),
        ...((attitude ?? result) ? [entry('rated', `#rating-${n}`, ratedAt(round), ratingText(round))] : []),
      ];
    }),
  ];
}

/** A rating has a day and no time: not before its answer came in. */
function ratedAt({ ratedOn, recordedAt }: PublicProposal['rounds'][number]): number {
  return ratedOn === null ? recordedAt : Math.max(recordedAt, Date.parse(`${ratedOn}T00:00:00+08:00`));
}

interface Feed {
  path: string;
  self: string;
  /** The deputy's name; null for the feed of everything. */
  name: string | null;
  entries: Entry[];
}

async function feed(request: FastifyRequest, reply: FastifyReply, { path, self, name, entries }: Feed) {
  const township = await findTownship(request.register.store.read);
  const register = township?.divisionCode ?? '';
  const newest = entries.toSorted((a, b) => b.at - a.at || (a.path < b.path ? -1 : 1)).slice(0, MOST_ENTRIES);
  const model = {
    name: name === null ? null : xmlText(name),
    publisher: township?.congressName ?? '',
    origin: originOf(request),
    path,
    self,
    id: stableId(register, self),
    updated: instantText(newest[0]?.at ?? 0),
    entries: newest.map((entry) => ({
      ...entry,
      title: xmlText(entry.title),
      text: xmlText(entry.text),
      id: stableId(register, entry.path),
      updated: instantText(entry.at),
    })),
  };
  return reply.type('application/atom+xml; charset=utf-8').view('public/feed', model);
}

/** The same for the same thing on whichever host the register stands (RFC 9562, version 8). */
function stableId(register: string, path: string): string {
  const hex = createHash('sha256').update(`${register}${path}`).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return `urn:uuid:${parts.join('-')}-${hex.slice(20, 32)}`;
}

function instantText(at: number): string {
  return new Date(at).toISOString();
}

/** What XML cannot hold, even escaped. */
function xmlText(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|\p{Surrogate}/gu, ' ');
}
