import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../accounts/rules.ts';
import { messageLink } from '../messages/links.ts';
import { messageWords, type Audience } from '../messages/labels.ts';
import { openMessage, readEverything } from '../messages/reading.ts';
import { keptSince, type Recipient } from '../messages/rules.ts';
import { countMessages, countUnread, listMessages } from '../messages/store.ts';
import { found } from '../refusals.ts';
import type { Access } from './access.ts';
import { listPage } from './list-page.ts';
import { goTo, page } from './page.ts';
import { get, idParam, post, query, type Route } from './routes.ts';
import { HELPERS } from './views.ts';

/** The messages (消息) of one audience: a deputy's, or a unit's. */
export interface MessagePlace {
  audience: Audience;
  access: Access;
  /** Address of the list from the root. */
  base: string;
  view: string;
  /** Shown to an account that no message can be sent to. */
  noneView: string;
  recipientOf(viewer: Viewer | null): Recipient | null;
}

/** Looking at the list changes nothing: a message is read when its form opens it, or all are at once. */
export function messageRoutes(place: MessagePlace): readonly Route[] {
  return [
    get('/messages', place.access, (request, reply) => showMessages(place, request, reply)),
    post('/messages/reading', place.access, (request, reply) => createReadings(place, request, reply)),
    post('/messages/:id/reading', place.access, (request, reply) => createReading(place, request, reply)),
  ];
}

async function showMessages(place: MessagePlace, request: FastifyRequest, reply: FastifyReply) {
  const recipient = place.recipientOf(request.viewer);
  if (!recipient) return page(reply, place.noneView, {});
  const { store, clock } = request.register;
  const since = keptSince(clock());
  const [total, unread] = await Promise.all([
    countMessages(store.read, recipient, since),
    countUnread(store.read, recipient, since),
  ]);
  const address = (number: number) => HELPERS.address(place.base, { page: number === 1 ? '' : number });
  const { pager, ...cut } = listPage(total, query(request, 'page'), address, 30);
  const messages = await listMessages(store.read, recipient, since, cut);
  return page(reply, place.view, {
    base: place.base,
    total,
    unread,
    pager,
    rows: messages.map((message) => ({
      id: message.id,
      sentAt: message.sentAt,
      isUnread: message.readAt === null,
      href: messageLink(message, place.audience),
      ...messageWords(message, place.audience),
    })),
  });
}

async function createReading(place: MessagePlace, request: FastifyRequest, reply: FastifyReply) {
  const { store, clock } = request.register;
  const recipient = found(place.recipientOf(request.viewer));
  const message = await openMessage(store, recipient, idParam(request), clock());
  const href = messageLink(message, place.audience);
  return href === null ? goTo(reply, place.base, 'read') : reply.redirect(href, 303);
}

async function createReadings(place: MessagePlace, request: FastifyRequest, reply: FastifyReply) {
  const { store, clock } = request.register;
  await readEverything(store, found(place.recipientOf(request.viewer)), clock());
  return goTo(reply, place.base, 'read');
}
