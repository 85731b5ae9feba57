import type { Store } from '../../src/db/store.ts';
import { createActivity, createCongressSession, createSitting } from '../../src/meetings/actions.ts';
import type { Circle } from '../../src/meetings/invitations.ts';
import { findActivity, type ActivityFields } from '../../src/meetings/store.ts';
import { found } from '../../src/refusals.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { createDelegation } from '../../src/groups/actions.ts';
import { addTestDeputy } from './roster.ts';
import { NOW, doingAt, openWorld } from './world.ts';

/** The day before the tests' today. */
export const YESTERDAY = '2026-03-19';

export const SURVEY: ActivityFields = {
  kind: 'activity.survey',
  title: '调研农村饮水安全',
  heldOn: YESTERDAY,
  place: '楠新村',
  organiser: '镇人大主席团',
  summary: '',
  costCents: null,
};

/** The first congress session with one sitting on the given morning; gives the sitting's id. */
export async function addTestSitting(
  store: Store,
  heldOn = YESTERDAY,
  title = '第六届第一次会议',
  at = NOW,
): Promise<number> {
  const session = await createCongressSession(doingAt(store, at), { title, regular: true });
  return createSitting(doingAt(store, at), session, { heldOn, half: 'am', agenda: [] });
}

/** An activity that invites the circle; gives its row id and code. */
export async function addTestActivity(
  store: Store,
  fields: Partial<ActivityFields> = {},
  circle: Circle | null = { by: 'all' },
  at = NOW,
  named = '',
): Promise<{ id: number; code: string }> {
  const code = await createActivity(doingAt(store, at), { ...SURVEY, ...fields }, { circle, code: named });
  const term = await getCurrentTerm(store.read);
  const { id } = found(await findActivity(store.read, term.id, code));
  return { id, code };
}

/** A register with four deputies: 田大利, 石兰, 王田富, 文岳. */
export async function openFour(): Promise<{
  store: Store;
  tian: number;
  shi: number;
  wang: number;
  wen: number;
}> {
  const store = await openWorld();
  const tian = await addTestDeputy(store, '001', '田大利');
  const shi = await addTestDeputy(store, '002', '石兰');
  const wang = await addTestDeputy(store, '003', '王田富');
  const wen = await addTestDeputy(store, '004', '文岳');
  return { store, tian, shi, wang, wen };
}

const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗';
const GIVEN = ['建国', '秀英', '志强', '丽华', '永富'];

/** A hundred deputies of different names in two delegations, in order of certificate numbers 001–100. */
export async function addHundred(store: Store): Promise<number[]> {
  const delegations = [
    await createDelegation(doingAt(store), { name: '第一代表团' }),
    await createDelegation(doingAt(store), { name: '第二代表团' }),
  ];
  const names = Array.from(SURNAMES, (surname) => GIVEN.map((given) => surname + given)).flat();
  const ids: number[] = [];
  for (const [index, name] of names.entries()) {
    const delegationId = delegations[index % 2] ?? null;
    ids.push(await addTestDeputy(store, String(index + 1).padStart(3, '0'), name, { delegationId }));
  }
  return ids;
}
