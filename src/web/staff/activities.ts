import type { FastifyReply, FastifyRequest } from 'fastify';
import { lastTimes } from '../../audit/store.ts';
import type { Reader } from '../../db/store.ts';
import { inStrokeOrder } from '../../deputies/order.ts';
import { nameOrderNote } from '../../deputies/labels.ts';
import { kindLabel } from '../../duties/labels.ts';
import { ACTIVITY_KINDS } from '../../duties/rules.ts';
import { LED_LABEL } from '../../groups/labels.ts';
import { isQuarter, quartersOfYear, shanghaiDay, chineseQuarter } from '../../lib/dates.ts';
import { formatHundredths } from '../../lib/hundredths.ts';
import { changeActivity, createActivity } from '../../meetings/actions.ts';
import { activityForm, newActivityForm } from '../../meetings/forms.ts';
import { MEETING_REFUSAL_FIELDS } from '../../meetings/labels.ts';
import { loadRoll, tallyActivities, tallyOf } from '../../meetings/meetings.ts';
import { tally } from '../../meetings/rules.ts';
import {
  findActivity,
  listActivities,
  listActivityYears,
  type Activity,
  type ActivityFilter,
} from '../../meetings/store.ts';
import { found } from '../../refusals.ts';
import { getCurrentTerm, getSettings } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { editForm, submitEdit, type Edited } from '../edits.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { paginate } from '../paging.ts';
import { get, param, post, query, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { HELPERS } from '../views.ts';
import { answerFigures } from './answer-figures.ts';
import { circleOptions } from './circles.ts';
import { attendanceCell } from './meeting-cells.ts';
import { signInFigures } from './signin-figures.ts';
import { exceptionRows } from './sittings.ts';

export const activityRoutes: readonly Route[] = [
  get('/activities', CLERK, showActivities),
  get('/activities/new', CLERK, newActivity),
  post('/activities/new', CLERK, createActivityPage),
  get('/activities/:code', CLERK, showActivity),
  get('/activities/:code/edit', CLERK, editActivity),
  post('/activities/:code/edit', CLERK, updateActivity),
];

const KIND_OPTIONS = ACTIVITY_KINDS.map((kind) => [kind, kindLabel(kind)]);
const today = (request: FastifyRequest) => shanghaiDay(request.register.clock());
const addressOf = (code: string) => `/desk/activities/${encodeURIComponent(code)}`;

async function showActivities(request: FastifyRequest, reply: FastifyReply) {
  const { read } = request.register.store;
  const term = await getCurrentTerm(read);
  const typed = typedFilter(request);
  const [years, all] = await Promise.all([
    listActivityYears(read, term.id),
    listActivities(read, term.id, typed),
  ]);
  const values = { ...typed, year: String(typed.year ?? '') };
  const { rows, pager } = paginate(all, query(request, 'page'), (number) =>
    HELPERS.address('/desk/activities', { ...values, page: number === 1 ? '' : number }),
  );
  const [tallies, led] = await Promise.all([tallyActivities(read, term.id, rows), ledCodes(request)]);
  const nobody = tally([], new Map());
  return page(reply, 'staff/activities/index', {
    term,
    pager,
    kindLabel,
    form: emptyForm(values),
    rows: rows.map((row) => ({
      ...row,
      led: led.has(row.code) ? LED_LABEL : '',
      cell: attendanceCell(row, tallies.get(row.id) ?? nobody, today(request)),
    })),
    total: all.length,
    isFiltered: Object.values(values).some((value) => value !== ''),
    kinds: KIND_OPTIONS,
    years: years.map((year) => [String(year), `${year}`]),
    quarters: years.flatMap((year) =>
      quartersOfYear(year).map((quarter) => [quarter, chineseQuarter(quarter)]),
    ),
  });
}

/** Codes of the activities that leaders recorded, as the trail has it. */
async function ledCodes({ register }: FastifyRequest): Promise<Map<string, number>> {
  return lastTimes(register.store.read, 'activity.led', 'activity');
}

/** The filters as they stand in the address; what is unknown counts as not given. */
function typedFilter(
  request: FastifyRequest,
): ActivityFilter & { kind: string; quarter: string; text: string } {
  const kind = query(request, 'kind');
  const year = query(request, 'year');
  const quarter = query(request, 'quarter');
  return {
    kind: ACTIVITY_KINDS.some((known) => known === kind) ? kind : '',
    year: /^\d{4}$/.test(year) ? Number(year) : undefined,
    quarter: isQuarter(quarter) ? quarter : '',
    text: query(request, 'text').slice(0, 100),
  };
}

async function newActivity(request: FastifyRequest, reply: FastifyReply) {
  return newPage(request, reply, emptyForm({ heldOn: today(request) }));
}

async function createActivityPage(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(request, newActivityForm(today(request)), MEETING_REFUSAL_FIELDS, {
    wrong: (form) => newPage(request, reply, form, 422),
    right: async ({ code, circle, ...fields }) => {
      const made = await createActivity(doing(request), fields, { code, circle });
      return goTo(reply, addressOf(made), 'created');
    },
  });
}

async function showActivity(request: FastifyRequest, reply: FastifyReply) {
  const { read } = request.register.store;
  const activity = await getActivity(request);
  const ref = { type: 'activity', id: activity.id } as const;
  const [roll, settings, answers, signIn] = await Promise.all([
    loadRoll(read, ref),
    getSettings(read),
    answerFigures(request, activity),
    signInFigures(request, ref),
  ]);
  return page(reply, 'staff/activities/show', {
    activity,
    led: (await ledCodes(request)).has(activity.code) ? LED_LABEL : '',
    answers,
    signIn,
    kindLabel,
    cost: activity.costCents === null ? null : formatHundredths(activity.costCents),
    cell: attendanceCell(activity, tallyOf(roll), today(request)),
    exceptions: exceptionRows(inStrokeOrder(roll.due, settings.nameOrder), roll),
    orderNote: nameOrderNote(settings.nameOrder),
  });
}

async function editActivity(request: FastifyRequest, reply: FastifyReply) {
  const activity = await getActivity(request);
  return editPage(reply, activity, await editForm(request, edited(request)));
}

async function updateActivity(request: FastifyRequest, reply: FastifyReply) {
  const activity = await getActivity(request);
  return submitEdit(request, edited(request), activityForm(today(request)), MEETING_REFUSAL_FIELDS, {
    wrong: (form) => editPage(reply, activity, form, 422),
    right: async (fields, by) => {
      await changeActivity(by, activity.id, fields);
      return goTo(reply, addressOf(activity.code));
    },
  });
}

/** The activity of the current term that the address names. */
export async function getActivity(
  request: FastifyRequest,
  reader: Reader = request.register.store.read,
): Promise<Activity> {
  const term = await getCurrentTerm(reader);
  return found(await findActivity(reader, term.id, param(request, 'code')));
}

function edited(request: FastifyRequest): Edited {
  return {
    kinds: ['activity.changed'],
    now: async (reader) => {
      const activity = await getActivity(request, reader);
      return { values: valuesOf(activity), subject: ['activity', activity.code] };
    },
  };
}

function valuesOf({ kind, title, heldOn, place, organiser, summary, costCents }: Activity) {
  const cost = costCents === null ? '' : formatHundredths(costCents);
  return { kind, title, heldOn, place, organiser, summary, cost };
}

async function newPage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const circles = await circleOptions(request);
  return page(reply, 'staff/activities/new', { form, circles, kinds: KIND_OPTIONS }, status);
}

function editPage(reply: FastifyReply, activity: Activity, form: FormState, status = 200) {
  return page(reply, 'staff/activities/edit', { activity, form, kinds: KIND_OPTIONS }, status);
}
