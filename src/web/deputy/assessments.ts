import type { FastifyReply, FastifyRequest } from 'fastify';
import { caseOf, listMissingQuarters, loadGround, type AssessmentCase } from '../../assessments/ground.ts';
import { isOwn, maySeeAssessment } from '../../assessments/rules.ts';
import { findAssessment, listAssessmentYears } from '../../assessments/store.ts';
import { loadAssessedYear, orderCases } from '../../assessments/year.ts';
import type { RosterEntry } from '../../deputies/store.ts';
import { found, NotFound } from '../../refusals.ts';
import { getSettings } from '../../settings/store.ts';
import { DEPUTY, LEADER } from '../access.ts';
import { actorOf, assessmentModel, stateWords, type ShownCase } from '../assessment-page.ts';
import { takeScores } from '../assessment-posts.ts';
import type { FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, param, post, type Route } from '../routes.ts';
import { yearParam } from '../year-param.ts';

export const assessmentRoutes: readonly Route[] = [
  get('/assessments', DEPUTY, showAssessments),
  get('/assessment/:year', DEPUTY, showOwnAssessment),
  post('/assessment/:year', DEPUTY, createOwnScores),
  get('/assessments/:year/:certificate', LEADER, showMember),
  post('/assessments/:year/:certificate', LEADER, createGroupScores),
];

/** The own assessments, and those whose group score is the leader's, year by year, the newest first. */
async function showAssessments(request: FastifyRequest, reply: FastifyReply) {
  const { read } = request.register.store;
  const [years, { nameOrder }] = await Promise.all([listAssessmentYears(read), getSettings(read)]);
  const actor = actorOf(request);
  const shown = [];
  for (const year of years) {
    const { cases } = (await loadAssessedYear(read, year)) ?? { cases: [] };
    const own = cases.find(({ standing }) => isOwn(actor, standing));
    const members = orderCases(cases, 'name', nameOrder).filter(
      (one) => one !== own && maySeeAssessment({ ...actor, roles: leading(actor.roles) }, one.standing),
    );
    if (own || members.length > 0)
      shown.push({
        year,
        own: own ? rowOf(own, `/my/assessment/${year}`) : null,
        members: members.map((one) => rowOf(one, memberAddress(year, one.entry))),
      });
  }
  return page(reply, 'deputy/assessments/index', { years: shown });
}

/** As the leader only, whatever else somebody is: the desk has pages of its own. */
function leading(roles: ReturnType<typeof actorOf>['roles']) {
  return roles.filter((role) => role === 'leader');
}

function memberAddress(year: number, { certificateNumber }: RosterEntry): string {
  return `/my/assessments/${year}/${encodeURIComponent(certificateNumber)}`;
}

function rowOf(one: AssessmentCase, address: string) {
  const { entry, assessment, sheet } = one;
  return {
    address,
    name: entry.name,
    computed: sheet.computedHundredths,
    final: assessment.finalHundredths,
    isWaiting: assessment.state === 'group',
    ...stateWords(one),
  };
}

type Chosen = (entry: RosterEntry) => boolean;
type Then = (asked: ShownCase) => Promise<unknown>;

/** Where the year is not closed or its assessments have not begun, the page says what is missing. */
async function withCase(
  request: FastifyRequest,
  reply: FastifyReply,
  chosen: Chosen,
  then: Then,
): Promise<unknown> {
  const { read } = request.register.store;
  const year = yearParam(request);
  const ground = await loadGround(read, year);
  const entry = ground?.roster.find(chosen);
  if (ground && !entry) throw new NotFound();
  const assessment = entry && (await findAssessment(read, entry.id, year));
  if (!ground || !assessment) {
    const missing = ground ? [] : await listMissingQuarters(read, year);
    return page(reply, 'deputy/assessments/none', { year, missing, isClosed: ground !== null });
  }
  return then({ ground, one: found(caseOf(ground, assessment)) });
}

function isMe({ viewer }: FastifyRequest): Chosen {
  return ({ person }) => person.id === viewer?.personId;
}

async function showOwnAssessment(request: FastifyRequest, reply: FastifyReply) {
  return withCase(request, reply, isMe(request), async (asked) =>
    sheetPage(request, reply, 'own', asked, null),
  );
}

async function createOwnScores(request: FastifyRequest, reply: FastifyReply) {
  return withCase(request, reply, isMe(request), async (asked) =>
    takeScores(request, asked.one, 'self', {
      wrong: (form) => sheetPage(request, reply, 'own', asked, form, 422),
      right: async () => goTo(reply, `/my/assessment/${yearParam(request)}`, 'sent'),
    }),
  );
}

/** The own sheet, or that of a member of the group. */
async function sheetPage(
  request: FastifyRequest,
  reply: FastifyReply,
  whose: 'own' | 'member',
  asked: ShownCase,
  typed: FormState | null,
  status = 200,
) {
  const isOwn = whose === 'own';
  const year = yearParam(request);
  const model = await assessmentModel(request, asked, [isOwn ? 'self' : 'group'], typed);
  const action = isOwn ? `/my/assessment/${year}` : memberAddress(year, asked.one.entry);
  const place = { isOwn, back: '/my/assessments', action };
  return page(reply, 'deputy/assessments/show', { ...model, ...place }, status);
}

/** A leader's page for one of the deputies whom they score; of anybody else it is not found. */
async function withMember(request: FastifyRequest, reply: FastifyReply, then: Then): Promise<unknown> {
  const certificate = param(request, 'certificate');
  const chosen: Chosen = ({ certificateNumber }) => certificateNumber === certificate;
  return withCase(request, reply, chosen, async (asked) => {
    const actor = actorOf(request);
    const { standing } = asked.one;
    if (isOwn(actor, standing)) return reply.redirect(`/my/assessment/${yearParam(request)}`, 303);
    if (!maySeeAssessment({ ...actor, roles: leading(actor.roles) }, standing)) throw new NotFound();
    return then(asked);
  });
}

async function showMember(request: FastifyRequest, reply: FastifyReply) {
  return withMember(request, reply, async (asked) => sheetPage(request, reply, 'member', asked, null));
}

async function createGroupScores(request: FastifyRequest, reply: FastifyReply) {
  return withMember(request, reply, async (asked) =>
    takeScores(request, asked.one, 'group', {
      wrong: (form) => sheetPage(request, reply, 'member', asked, form, 422),
      right: async () => goTo(reply, '/my/assessments', 'sent'),
    }),
  );
}
