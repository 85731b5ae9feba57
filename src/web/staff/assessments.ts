import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasRole } from '../../accounts/rules.ts';
import { confirmUndisputed, openAssessments } from '../../assessments/actions.ts';
import { confirmationForm } from '../../assessments/forms.ts';
import {
  isUndisputed,
  lastQuarter,
  listMissingQuarters,
  type AssessmentCase,
} from '../../assessments/ground.ts';
import {
  LIST_FILTER_LABELS,
  LIST_ORDER_LABELS,
  listOrderNote,
  SCORE_STEP_LABELS,
} from '../../assessments/labels.ts';
import { isOwn, SCORE_STEPS } from '../../assessments/rules.ts';
import {
  LIST_FILTERS,
  LIST_ORDERS,
  loadAssessedYear,
  orderCases,
  passesFilter,
  totalsOf,
  type AssessedYear,
} from '../../assessments/year.ts';
import { rosterOrderNote } from '../../deputies/labels.ts';
import { listGroups } from '../../groups/store.ts';
import { shanghaiDay, yearOf } from '../../lib/dates.ts';
import { listClosings } from '../../notices/closings.ts';
import { standingsOn } from '../../notices/standing.ts';
import { getShownTerm } from '../../settings/terms.ts';
import { getSettings } from '../../settings/store.ts';
import { CLERK, PRESIDIUM } from '../access.ts';
import { actorOf, stateWords } from '../assessment-page.ts';
import { doing, emptyForm, parseForm } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, post, query, type Route } from '../routes.ts';
import { sudo } from '../sudo.ts';
import { HELPERS } from '../views.ts';
import { yearParam } from '../year-param.ts';

export const assessmentListRoutes: readonly Route[] = [
  get('/assessments', CLERK, showAssessments),
  post('/assessments/:year/opening', CLERK, createOpening),
  sudo(post('/assessments/:year/confirmation', PRESIDIUM, createConfirmation)),
];

async function showAssessments(request: FastifyRequest, reply: FastifyReply) {
  const { store, clock } = request.register;
  const today = shanghaiDay(clock());
  const closed = (await listClosings(store.read)).map(({ quarter }) => quarter);
  const year = askedYear(request, closed, today);
  const [assessed, missing, term] = await Promise.all([
    loadAssessedYear(store.read, year),
    listMissingQuarters(store.read, year),
    getShownTerm(store.read),
  ]);
  const common = { year, years: yearsOf(term, today), quarter: lastQuarter(year), missing };
  if (!assessed) return page(reply, 'staff/assessments/index', { ...common, assessed: null });
  const standing = (await standingsOn(store.read, today))(assessed.ground.current);
  const list = await listModel(request, assessed);
  const model = { standing, lacking: assessed.lacking, notice: assessed.ground.current, ...list };
  return page(reply, 'staff/assessments/index', { ...common, assessed: model });
}

/** The year in the address; else the last one that can be assessed, else this one. */
function askedYear(request: FastifyRequest, closed: readonly string[], today: string): number {
  const asked = /^20\d\d$/.exec(query(request, 'year'))?.[0];
  const last = closed.filter((quarter) => quarter.endsWith('Q4')).at(-1);
  return Number(asked ?? last?.slice(0, 4) ?? yearOf(today));
}

function yearsOf({ startOn }: { startOn: string }, today: string): number[] {
  const [first, last] = [yearOf(startOn === '' ? today : startOn), yearOf(today)];
  return Array.from({ length: Math.max(1, last - first + 1) }, (_unused, index) => first + index);
}

/** What the address asks for: which group, how far, in what order. */
function askedList(request: FastifyRequest) {
  return {
    group: query(request, 'group'),
    step: LIST_FILTERS.find((one) => one === query(request, 'step')) ?? null,
    order: LIST_ORDERS.find((one) => one === query(request, 'order')) ?? 'final',
  };
}

async function listModel(request: FastifyRequest, { ground, cases }: AssessedYear) {
  const { read } = request.register.store;
  const { group, step, order } = askedList(request);
  const [{ nameOrder }, groups] = await Promise.all([getSettings(read), listGroups(read, ground.term.id)]);
  const shown = orderCases(cases, order, nameOrder).filter(
    ({ entry, assessment }) =>
      (group === '' || String(entry.group?.id) === group) && passesFilter(assessment, step),
  );
  const actor = actorOf(request);
  const undisputed = shown.filter((one) => isUndisputed(one) && !isOwn(actor, one.standing));
  return {
    form: emptyForm({ year: String(ground.year), group, step: step ?? '', order }),
    groups: groups.map(({ id, name }) => [id, name]),
    steps: Object.entries(LIST_FILTER_LABELS),
    orders: Object.entries(LIST_ORDER_LABELS),
    total: cases.length,
    isFiltered: group !== '' || step !== null,
    orderNote: listOrderNote(order, rosterOrderNote('name', nameOrder)),
    figures: SCORE_STEPS.map((one) => ({
      label: SCORE_STEP_LABELS[one],
      count: cases.filter(({ assessment }) => passesFilter(assessment, `in-${one}`)).length,
      address: HELPERS.address('/desk/assessments', { year: ground.year, step: `in-${one}` }),
      waiting: cases.filter(({ assessment }) => assessment.state === one).length,
      waitingAddress: HELPERS.address('/desk/assessments', { year: ground.year, step: `due-${one}` }),
    })),
    rows: shown.map(rowOf),
    changed: cases.filter(({ standing }) => standing.base === 'changed').map(rowOf),
    undisputed: hasRole(request.viewer, 'presidium') ? undisputed.map(rowOf) : [],
    papers: { group, step: step ?? '' },
  };
}

function rowOf(one: AssessmentCase) {
  const { entry, sheet, standing, assessment } = one;
  const totals = totalsOf(one);
  return {
    certificate: entry.certificateNumber,
    name: entry.name,
    groupName: entry.group?.name ?? '',
    address: `/desk/assessments/${assessment.year}/${encodeURIComponent(entry.certificateNumber)}`,
    computed: sheet.computedHundredths,
    ...totals,
    difference: totals.final === null ? null : totals.final - sheet.computedHundredths,
    isChanged: standing.base === 'changed',
    ...stateWords(one),
  };
}

async function createOpening(request: FastifyRequest, reply: FastifyReply) {
  await openAssessments(doing(request), yearParam(request));
  return goTo(reply, HELPERS.address('/desk/assessments', { year: yearParam(request) }), 'created');
}

async function createConfirmation(request: FastifyRequest, reply: FastifyReply) {
  const parsed = parseForm(confirmationForm, request);
  const deputies = parsed.ok ? parsed.value.deputy : [];
  await confirmUndisputed(doing(request), yearParam(request), deputies);
  return goTo(reply, HELPERS.address('/desk/assessments', { year: yearParam(request) }), 'confirmed');
}
