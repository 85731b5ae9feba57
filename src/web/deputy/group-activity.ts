import type { FastifyReply, FastifyRequest } from 'fastify';
import { isInOffice } from '../../deputies/rules.ts';
import { recordGroupActivity } from '../../groups/actions/activity.ts';
import { groupActivityForm, GROUP_MARK_STATES } from '../../groups/forms.ts';
import { GROUP_ACTIVITY_REFUSAL_FIELDS } from '../../groups/labels.ts';
import { isMemberOf } from '../../groups/led.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { stateLabel } from '../../meetings/labels.ts';
import { found } from '../../refusals.ts';
import { LEADER } from '../access.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, post, query, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { ledBy } from './group.ts';

export const groupActivityRoutes: readonly Route[] = [
  get('/group/activities/new', LEADER, newActivity),
  post('/group/activities/new', LEADER, createActivity),
];

const STATES = GROUP_MARK_STATES.map((state) => [state, stateLabel(state)] as const);

/** The body that the address names, or the first one that is led; another's is not found. */
async function askedBody(request: FastifyRequest) {
  const led = await ledBy(request);
  if (!led) return null;
  const key = query(request, 'body');
  const body = found(key === '' ? led.bodies[0] : led.bodies.find((one) => one.key === key));
  const today = shanghaiDay(request.register.clock());
  const members = led.members.filter((entry) => isMemberOf(entry, body) && isInOffice(entry.mandate, today));
  return { ...led, body, members, today };
}

async function newActivity(request: FastifyRequest, reply: FastifyReply) {
  return activityPage(request, reply, emptyForm({ heldOn: shanghaiDay(request.register.clock()) }));
}

async function createActivity(request: FastifyRequest, reply: FastifyReply) {
  const { body, members, today, entry } = found(await askedBody(request));
  const schema = groupActivityForm(today, members, entry.id);
  return submitForm(request, schema, GROUP_ACTIVITY_REFUSAL_FIELDS, {
    wrong: (form) => activityPage(request, reply, form, 422),
    right: async (input) => {
      await recordGroupActivity(doing(request), body.key, input);
      return goTo(reply, '/my/group', 'created');
    },
  });
}

async function activityPage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const asked = await askedBody(request);
  if (!asked) return page(reply, 'deputy/group/none', {});
  const { body, members, entry, orderNote } = asked;
  const rows = members.map(({ id, name, certificateNumber }) => {
    const isOwn = id === entry.id;
    const states = STATES.filter(([state]) => !isOwn || state !== 'leave');
    return { id, name, certificateNumber, isOwn, states, chosen: form.values[`state-${id}`] ?? 'present' };
  });
  return page(reply, 'deputy/group/activity', { form, body, rows, orderNote }, status);
}
