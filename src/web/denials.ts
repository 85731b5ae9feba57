import type { FastifyRequest } from 'fastify';
import { recordDenial } from '../audit/actions.ts';
import type { Denial } from '../audit/labels.ts';
import { doing } from './form.ts';

/** Who knocks at the same door again is not written down again for a while: nobody may fill the trail. */
const PAUSE = 10 * 60 * 1000;
const MOST = 1000;
const LONGEST = 200;

/**
 * Notes in the trail that somebody signed in was turned away. Visitors are only logged: whoever is unknown must not be
 * able to fill the trail.
 */
export async function noteDenial(request: FastifyRequest, denial: Denial): Promise<void> {
  const { method, viewer, routeOptions, log, register } = request;
  if (viewer === null) return log.info({ route: routeOptions.url, denial }, 'denied');
  const address = (request.url.split('?')[0] ?? '').slice(0, LONGEST);
  const door = `${viewer.accountId} ${method} ${address}`;
  const last = register.denials.get(door);
  if (last !== undefined && Math.abs(register.clock() - last) < PAUSE) return;
  if (register.denials.size >= MOST) register.denials.clear();
  register.denials.set(door, register.clock());
  try {
    await recordDenial(doing(request), address, denial);
  } catch (error) {
    log.error(error);
  }
}
