import type { FastifyReply, FastifyRequest } from 'fastify';
import { fromHundredths } from '../../lib/hundredths.ts';
import { pictureOf } from '../../points/picture.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { page } from '../page.ts';
import { pictureModel } from '../points-picture.ts';
import { askedPoints } from '../points-question.ts';
import { get, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';
import { computeAsked } from './points.ts';

export const pointsPictureRoutes: readonly Route[] = [get('/points/picture', CLERK, showPicture)];

/** The picture of everybody's points (积分全貌) as of any day; every bin opens its list. */
async function showPicture(request: FastifyRequest, reply: FastifyReply) {
  const { read } = request.register.store;
  const asked = await askedPoints(request);
  const computed = await computeAsked(request, asked, (await getCurrentTerm(read)).id);
  const within = { year: asked.year, 'as-of': asked.typedAsOf };
  const list = (bin: { from: number; to: number }) =>
    HELPERS.address('/desk/points', {
      ...within,
      from: fromHundredths(bin.from),
      below: fromHundredths(bin.to),
    });
  return page(reply, 'staff/points/picture', {
    asked,
    scheme: computed?.scheme ?? null,
    picture: computed && pictureModel(pictureOf(computed.result, computed.scheme.body.sections), list),
    form: {
      values: { year: String(asked.year), 'as-of': asked.typedAsOf },
      errors: asked.asOfError ? { 'as-of': asked.asOfError } : {},
    },
    listAddress: HELPERS.address('/desk/points', within),
  });
}
