import type { FastifyRequest } from 'fastify';
import { quarterYear } from '../../lib/dates.ts';
import { noticeDueText } from '../../objections/labels.ts';
import { findDisputed } from '../../objections/lines.ts';
import { HELPERS } from '../views.ts';
import { openNotices } from './beside.ts';
import type { DueItem } from './due.ts';
import type { OwnDeputy } from './own.ts';

/** Notices that name the deputy, while they can be objected to. */
export async function noticeDues(request: FastifyRequest, { entry }: OwnDeputy): Promise<DueItem[]> {
  const notices = await openNotices(request);
  return notices
    .filter(({ body }) => findDisputed(body, entry.certificateNumber, '') !== null)
    .map(({ quarter, windowTo }) => ({
      title: noticeDueText(quarter),
      detail: '',
      href: HELPERS.address('/my/points', { year: quarterYear(quarter), quarter }),
      until: windowTo,
    }));
}
