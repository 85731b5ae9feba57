import type { FastifyReply, FastifyRequest } from 'fastify';
import { hashToken } from '../accounts/sessions.ts';
import { findAccountByLogin } from '../accounts/store.ts';
import { isKnownDevice } from '../accounts/store/known-devices.ts';
import { network } from '../accounts/throttle.ts';
import { deviceCookie } from './session.ts';

/** Under what name, and from where, a guess is counted. */
export interface Guesser {
  name: string;
  from: string;
}

/**
 * Guesses at an account's password count together from wherever they come; but a browser in which the account signed in
 * before has a count of its own: somebody who keeps guessing cannot keep the owner out.
 */
export async function guesserOf(request: FastifyRequest, login: string): Promise<Guesser> {
  const { read } = request.register.store;
  const cookie = request.cookies[deviceCookie(request.register)];
  const account = cookie === undefined ? undefined : await findAccountByLogin(read, login);
  const device = hashToken(cookie ?? '');
  if (!account || !(await isKnownDevice(read, device, account.id))) return { name: login, from: request.ip };
  return { name: `${login} ${device}`, from: device };
}

/** Guesses at what is no account's, such as the code of a card: each address has its own count. */
export function strangerAt(request: FastifyRequest, what: string): Guesser {
  return { name: `${what} ${network(request.ip)}`, from: request.ip };
}

/** How long guessing has to wait; 0 for not at all. */
export function minutesToWait({ register }: FastifyRequest, reply: FastifyReply, guesser: Guesser): number {
  const seconds = register.throttle.waitSeconds(guesser.name, guesser.from, register.clock());
  if (seconds > 0) reply.header('retry-after', seconds);
  return Math.ceil(seconds / 60);
}

/** A guess counts as failed until it has succeeded, so that many at once are not all free. */
export async function guess<T>(
  { register }: FastifyRequest,
  { name, from }: Guesser,
  isRight: (outcome: T) => boolean,
  check: () => Promise<T>,
): Promise<T> {
  register.throttle.failed(name, from, register.clock());
  const outcome = await check();
  if (isRight(outcome)) register.throttle.succeeded(name, from);
  return outcome;
}
