import type { FastifyReply, FastifyRequest } from 'fastify';
import { maskPhone } from '../../audit/masks.ts';
import { notePhoneShown } from '../../deputies/actions.ts';
import { canTakeBack } from '../../deputies/entry-rules.ts';
import { groundArticle, groundLabel, mandateEventLabel, mandateStateLabel } from '../../deputies/labels.ts';
import { getMandate, listTermsOf } from '../../deputies/people.ts';
import { statusOn, type MandateEventKind, type MandateGround } from '../../deputies/rules.ts';
import { listMandateEvents, listRoster } from '../../deputies/store.ts';
import { listLedBy } from '../../groups/store.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { found } from '../../refusals.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { doing } from '../form.ts';
import { page } from '../page.ts';
import { get, param, post, type Route } from '../routes.ts';

export const deputyRoutes: readonly Route[] = [
  get('/deputies/:certificate', CLERK, showDeputy),
  post('/deputies/:certificate/phone', CLERK, showPhone),
];

/** A deputy's page on the desk. */
export function deputyAddress(certificateNumber: string): string {
  return `/desk/deputies/${encodeURIComponent(certificateNumber)}`;
}

async function showDeputy(request: FastifyRequest, reply: FastifyReply) {
  return deputyPage(request, reply, false);
}

/** The same page with the whole number, once: the trail has it that it was looked at. */
async function showPhone(request: FastifyRequest, reply: FastifyReply) {
  await notePhoneShown(doing(request), param(request, 'certificate'));
  return deputyPage(request, reply, true);
}

async function deputyPage(request: FastifyRequest, reply: FastifyReply, isWhole: boolean) {
  const { store, clock } = request.register;
  const { entry, roster, term } = await getEntry(request);
  const { phone } = entry.person;
  const [events, mandate, terms, leads] = await Promise.all([
    listMandateEvents(store.read, entry.id),
    getMandate(store.read, entry.id),
    listTermsOf(store.read, entry.person.id),
    listLedBy(store.read, entry.id),
  ]);
  const state = statusOn(entry.mandate, shanghaiDay(clock())).status;
  const removable = new Set(
    mandate.events.filter((event) => canTakeBack(mandate, event)).map((event) => event.id),
  );
  return page(reply, 'staff/deputies/show', {
    entry,
    leads,
    phone: isWhole || phone === '' ? phone : maskPhone(phone),
    isMasked: !isWhole && phone !== '',
    state,
    stateLabel: mandateStateLabel(state),
    here: deputyAddress(entry.certificateNumber),
    events: events.map((event) => ({
      ...event,
      label: mandateEventLabel(event.kind as MandateEventKind),
      ground: event.ground === '' ? '' : groundLabel(event.ground as MandateGround),
      article: event.ground === '' ? '' : groundArticle(event.ground as MandateGround),
      isRemovable: removable.has(event.id),
    })),
    otherTerms: terms.filter((one) => one.termId !== term.id),
    namesakes: roster.filter((other) => other.name === entry.name && other.id !== entry.id),
  });
}

/** The deputy of the current term that the address names, with the term and its whole roster. */
export async function getEntry(request: FastifyRequest) {
  const { read } = request.register.store;
  const term = await getCurrentTerm(read);
  const roster = await listRoster(read, term.id);
  const entry = found(roster.find((one) => one.certificateNumber === param(request, 'certificate')));
  return { entry, roster, term };
}
