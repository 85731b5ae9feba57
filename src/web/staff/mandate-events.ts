import type { FastifyReply, FastifyRequest } from 'fastify';
import { recordMandateEvent, removeMandateEvent } from '../../deputies/actions.ts';
import { mandateEventForm, removalForm } from '../../deputies/forms.ts';
import {
  groundArticle,
  groundLabel,
  MANDATE_EVENT_REFUSAL_FIELDS,
  mandateEventLabel,
  mandateStateLabel,
} from '../../deputies/labels.ts';
import { GROUNDS_OF, MANDATE_EVENT_KINDS, statusOn, type MandateEventKind } from '../../deputies/rules.ts';
import { listMandateEvents, type RosterEntry } from '../../deputies/store.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { found } from '../../refusals.ts';
import { CLERK } from '../access.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, idParam, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { sudo } from '../sudo.ts';
import { deputyAddress, getEntry } from './deputy.ts';

export const mandateEventRoutes: readonly Route[] = [
  get('/deputies/:certificate/mandate-events', CLERK, newMandateEvent),
  post('/deputies/:certificate/mandate-events', CLERK, createMandateEvent),
  get('/deputies/:certificate/mandate-events/:id/removal', CLERK, newRemoval),
  sudo(post('/deputies/:certificate/mandate-events/:id/removal', CLERK, createRemoval)),
];

/** The events whose ground has to be chosen: the others have one ground in the law, or none. */
const CHOOSE_GROUND: readonly MandateEventKind[] = ['suspended', 'terminated'];

async function newMandateEvent(request: FastifyRequest, reply: FastifyReply) {
  const { entry } = await getEntry(request);
  return formPage(request, reply, entry, emptyForm());
}

async function createMandateEvent(request: FastifyRequest, reply: FastifyReply) {
  const { entry } = await getEntry(request);
  const form = mandateEventForm(shanghaiDay(request.register.clock()));
  return submitForm(request, form, MANDATE_EVENT_REFUSAL_FIELDS, {
    wrong: (state) => formPage(request, reply, entry, state, 422),
    right: async (input) => {
      await recordMandateEvent(doing(request), entry.certificateNumber, input);
      return goTo(reply, deputyAddress(entry.certificateNumber));
    },
  });
}

async function newRemoval(request: FastifyRequest, reply: FastifyReply) {
  return removalPage(request, reply, emptyForm());
}

async function createRemoval(request: FastifyRequest, reply: FastifyReply) {
  const { entry } = await getEntry(request);
  return submitForm(
    request,
    removalForm,
    {},
    {
      wrong: (form) => removalPage(request, reply, form, 422),
      right: async ({ reason }) => {
        await removeMandateEvent(doing(request), entry.certificateNumber, idParam(request), reason);
        return goTo(reply, deputyAddress(entry.certificateNumber), 'removed');
      },
    },
  );
}

async function formPage(
  request: FastifyRequest,
  reply: FastifyReply,
  entry: RosterEntry,
  form: FormState,
  status = 200,
) {
  const state = statusOn(entry.mandate, shanghaiDay(request.register.clock())).status;
  const back = deputyAddress(entry.certificateNumber);
  const kinds = MANDATE_EVENT_KINDS.map((kind) => [kind, mandateEventLabel(kind)]);
  const model = { form, entry, back, kinds, grounds: groundChoices(), stateLabel: mandateStateLabel(state) };
  return page(reply, 'staff/mandate-events/new', model, status);
}

function groundChoices() {
  return CHOOSE_GROUND.flatMap((kind) =>
    GROUNDS_OF[kind].map((ground) => ({
      kind,
      ground,
      label: groundLabel(ground),
      article: groundArticle(ground),
    })),
  );
}

async function removalPage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const { entry } = await getEntry(request);
  const events = await listMandateEvents(request.register.store.read, entry.id);
  const event = found(events.find((one) => one.id === idParam(request)));
  const label = mandateEventLabel(event.kind as MandateEventKind);
  const back = deputyAddress(entry.certificateNumber);
  return page(reply, 'staff/mandate-events/removal', { form, entry, event, label, back }, status);
}
