import type { FastifyReply, FastifyRequest } from 'fastify';
import { nameOrderNote } from '../../deputies/labels.ts';
import { holdsMandate, listPublicDeputies } from '../../deputies/public.ts';
import { listPublicDistricts } from '../../districts/public.ts';
import { listPublicGroups } from '../../groups/public.ts';
import { groupBy } from '../../lib/group-by.ts';
import { found } from '../../refusals.ts';
import { publicPage } from '../page.ts';
import { publicGet, type Route } from '../routes.ts';
import { standingText } from './labels.ts';
import { shown, shownBySlug } from './shown.ts';

/** Where deputies come from and where they work together: districts, groups and delegations. */
export const districtRoutes: readonly Route[] = [
  publicGet('/districts', showDistricts),
  publicGet('/districts/:slug', showDistrict),
  publicGet('/groups', showGroups),
];

async function showDistricts(request: FastifyRequest, reply: FastifyReply) {
  const { read, term, today, order } = await shown(request);
  const [districts, deputies] = await Promise.all([
    listPublicDistricts(read, term),
    listPublicDeputies(read, term.id, { today, order }),
  ]);
  const deputiesOf = groupBy(deputies.filter(holdsMandate), (deputy) => deputy.district.slug);
  return publicPage(reply, 'public/districts/index', {
    term,
    districts: districts.map((district) => ({
      ...district,
      deputies: deputiesOf.get(district.slug) ?? [],
    })),
  });
}

async function showDistrict(request: FastifyRequest, reply: FastifyReply) {
  const { read, term, today, order, key } = await shownBySlug(request);
  const districts = await listPublicDistricts(read, term);
  const district = found(districts.find((one) => one.number === key));
  const deputies = (await listPublicDeputies(read, term.id, { today, order })).filter(
    (deputy) => deputy.district.slug === district.slug,
  );
  return publicPage(reply, 'public/districts/show', {
    district,
    term,
    deputies: deputies.filter((deputy) => deputy.state !== 'ended'),
    former: deputies.filter((deputy) => deputy.state === 'ended'),
    standing: standingText,
    orderNote: nameOrderNote(order),
  });
}

async function showGroups(request: FastifyRequest, reply: FastifyReply) {
  const { read, term, today, order } = await shown(request);
  const { groups, delegations } = await listPublicGroups(read, term.id, { today, order });
  return publicPage(reply, 'public/groups/index', {
    groups,
    delegations,
    term,
    orderNote: nameOrderNote(order),
  });
}
