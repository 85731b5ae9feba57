import type { FastifyRequest } from 'fastify';
import { membersOf, type Circle } from '../../meetings/invitations.ts';
import { circleLabel, EVERYBODY } from '../../meetings/labels.ts';
import { listRoster } from '../../deputies/store.ts';
import { shanghaiDay, type Day } from '../../lib/dates.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { loadPlaces } from './deputies.ts';

/** The circles that can be invited at once, each with how many of its members are in office on the day. */
export async function circleOptions(
  request: FastifyRequest,
  day?: Day,
): Promise<[value: string, text: string][]> {
  const { store, clock } = request.register;
  const term = await getCurrentTerm(store.read);
  const [roster, places] = await Promise.all([
    listRoster(store.read, term.id),
    loadPlaces(store.read, term.id),
  ]);
  const size = (circle: Circle) => membersOf(roster, circle, day ?? shanghaiDay(clock())).length;
  const option = (
    by: 'group' | 'delegation' | 'district' | 'category',
    { id, name }: { id: number; name: string },
  ) => [`${by}:${id}`, `${circleLabel(by)}：${name}（${size({ by, id })}）`] as [string, string];
  return [
    ['all', `${EVERYBODY}（${size({ by: 'all' })}）`],
    ...places.groups.map((row) => option('group', row)),
    ...places.delegations.map((row) => option('delegation', row)),
    ...places.districts.map((row) => option('district', row)),
    ...places.categories.map((row) => option('category', row)),
  ];
}
