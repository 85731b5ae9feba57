import type { FastifyReply, FastifyRequest } from 'fastify';
import { ORDER_NAMES } from '../../deputies/labels.ts';
import { noticePicture } from '../../notices/picture.ts';
import type { Notice } from '../../notices/store.ts';
import { inNameOrder, inShownOrder } from '../../notices/table.ts';
import { rankWithinCategories } from '../../points/ranking.ts';
import { NotFound } from '../../refusals.ts';
import { publicPage } from '../page.ts';
import { pictureModel } from '../points-picture.ts';
import { publicGet, type Route } from '../routes.ts';
import { getNotice } from './notices.ts';

/** What a published notice comes to: the picture of everybody's points, and the ranking within categories. */
export const noticePictureRoutes: readonly Route[] = [
  publicGet('/notices/:quarter/picture', showPicture),
  publicGet('/notices/:quarter/:version/picture', showPicture),
  publicGet('/notices/:quarter/:version/categories', showCategories),
];

/** Where the notice shows no ranks, the distribution names nobody (积分全貌). */
async function showPicture(request: FastifyRequest, reply: FastifyReply) {
  const notice = await getNotice(request);
  const { body } = notice;
  const picture = noticePicture(body);
  const names = new Map(inNameOrder(body.deputies, body.nameOrder).map(({ deputy, name }) => [deputy, name]));
  const list = body.showRanks ? (_bin: unknown, index: number) => `#bin-${index + 1}` : null;
  const model = pictureModel(picture, list);
  return publicPage(reply, 'public/notices/picture', {
    ...headOf(notice),
    picture: model,
    bins: body.showRanks
      ? picture.bins.map(({ members }, index) => ({
          id: `bin-${index + 1}`,
          label: model.rows[index]?.label ?? '',
          members: [...names].filter(([deputy]) => members.includes(deputy)),
        }))
      : [],
    order: ORDER_NAMES[body.nameOrder],
  });
}

function headOf({ body, quarter, version }: Notice) {
  return { body, base: `/notices/${quarter}/${version}` };
}

/** Ranks within the category (分类管理), by the categories that were published. Not found where ranks are not shown. */
async function showCategories(request: FastifyRequest, reply: FastifyReply) {
  const notice = await getNotice(request);
  const { body } = notice;
  if (!body.showRanks) throw new NotFound();
  const lists = rankWithinCategories(
    inShownOrder(body),
    ({ category, total }) => ({ category, total }),
    body.nameOrder,
  );
  return publicPage(reply, 'public/notices/categories', {
    ...headOf(notice),
    lists,
    order: ORDER_NAMES[body.nameOrder],
  });
}
