import type { FastifyReply, FastifyRequest } from 'fastify';
import { daysBetween, isQuarter, shanghaiDay } from '../../lib/dates.ts';
import { listNotices } from '../../notices/store.ts';
import { OBJECTION_STATE_LABELS, OBJECTION_STATE_TONES } from '../../objections/labels.ts';
import { OBJECTION_STATES } from '../../objections/rules.ts';
import { countObjections, listObjections, type Objection } from '../../objections/store.ts';
import { CLERK } from '../access.ts';
import { emptyForm } from '../form.ts';
import { listPage } from '../list-page.ts';
import { disputedIn } from '../objection-words.ts';
import { page } from '../page.ts';
import { get, query, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';

export const objectionListRoutes: readonly Route[] = [get('/objections', CLERK, showObjections)];

async function showObjections(request: FastifyRequest, reply: FastifyReply) {
  const { read } = request.register.store;
  const state = OBJECTION_STATES.find((one) => one === query(request, 'state'));
  const asked = query(request, 'quarter');
  const quarter = isQuarter(asked) ? asked : undefined;
  const typed = { state: state ?? '', quarter: quarter ?? '' };
  const filter = { state, quarter };
  const [matching, notices, ...counts] = await Promise.all([
    countObjections(read, filter),
    listNotices(read),
    ...OBJECTION_STATES.map((one) => countObjections(read, { state: one })),
  ]);
  const address = (number: number) =>
    HELPERS.address('/desk/objections', { ...typed, page: number === 1 ? '' : number });
  const { pager, ...cut } = listPage(matching, query(request, 'page'), address);
  const rows = await listObjections(read, filter, cut);
  return page(reply, 'staff/objections/index', {
    form: emptyForm(typed),
    rows: await Promise.all(rows.map((row) => rowOf(request, row))),
    matching,
    pager,
    total: counts.reduce((sum, count) => sum + count, 0),
    figures: OBJECTION_STATES.map((one, index) => ({
      state: one,
      label: OBJECTION_STATE_LABELS[one],
      count: counts[index] ?? 0,
    })),
    states: OBJECTION_STATES.map((one) => [one, OBJECTION_STATE_LABELS[one]]),
    quarters: [...new Set(notices.map((one) => one.quarter))].map((one) => [one, HELPERS.quarterName(one)]),
    isFiltered: state !== undefined || quarter !== undefined,
  });
}

async function rowOf({ register }: FastifyRequest, objection: Objection) {
  const { reference, state, deputy, notice, receivedAt, answeredAt } = objection;
  const disputed = await disputedIn(register.store.read, objection);
  const receivedOn = shanghaiDay(receivedAt);
  return {
    reference,
    deputy,
    notice,
    receivedOn,
    line: disputed?.text ?? '',
    state: OBJECTION_STATE_LABELS[state],
    tone: OBJECTION_STATE_TONES[state],
    /** Days it has waited; null once it is answered. */
    age: answeredAt === null ? daysBetween(receivedOn, shanghaiDay(register.clock())) : null,
  };
}
