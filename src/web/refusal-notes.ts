import type { FastifyRequest } from 'fastify';
import { recordRefusal } from '../audit/actions.ts';
import type { Refused } from '../refusals.ts';
import { doing } from './form.ts';
import { refusalText } from './refusal-texts.ts';

/**
 * Notes in the trail that somebody signed in was refused a step, and why. Visitors are only logged: whoever is unknown
 * must not be able to fill the trail.
 */
export async function noteRefusal(request: FastifyRequest, refused: Refused): Promise<void> {
  const { method, viewer, routeOptions, log } = request;
  if (method !== 'POST') return;
  if (viewer === null) return log.info({ route: routeOptions.url, reason: refused.reason }, 'refused');
  try {
    await recordRefusal(doing(request), request.url.split('?')[0] ?? '', refusalText(refused));
  } catch (error) {
    log.error(error);
  }
}
