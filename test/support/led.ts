import type { Store } from '../../src/db/store.ts';
import { findRosterEntry } from '../../src/deputies/store.ts';
import { changeDelegation, changeGroup, createDelegation, createGroup } from '../../src/groups/actions.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { addTestDeputy } from './roster.ts';
import { addAccount, doingAt, openWorld } from './world.ts';

export const GROUP = { name: '第一代表小组', focus: '农业', departments: ['农业办'] };

/**
 * 田大利 (001) leads the first group with 石兰 (002) and 王伟 (003); 文岳 (004) leads a delegation with 孔德 (005).
 * Both leaders and 石兰 have accounts named like them.
 */
export async function openLed() {
  const store = await openWorld();
  const groupId = await createGroup(doingAt(store), GROUP);
  const delegationId = await createDelegation(doingAt(store), { name: '第一代表团' });
  const tian = await addTestDeputy(store, '001', '田大利', { groupId });
  const shi = await addTestDeputy(store, '002', '石兰', { groupId, phone: '13800138000' });
  const wang = await addTestDeputy(store, '003', '王伟', { groupId });
  const wen = await addTestDeputy(store, '004', '文岳', { delegationId });
  const kong = await addTestDeputy(store, '005', '孔德', { delegationId, phone: '13900139000' });
  await changeGroup(doingAt(store), groupId, { ...GROUP, leaderId: tian });
  await changeDelegation(doingAt(store), delegationId, { name: '第一代表团', leaderId: wen });
  const accounts = {
    tian: await addAccountOf(store, '001', '田大利', ['leader', 'deputy']),
    shi: await addAccountOf(store, '002', '石兰', ['deputy', 'leader']),
    wen: await addAccountOf(store, '004', '文岳', ['leader', 'deputy']),
  };
  return { store, groupId, delegationId, tian, shi, wang, wen, kong, accounts };
}

async function addAccountOf(
  store: Store,
  certificate: string,
  name: string,
  roles: Parameters<typeof addAccount>[2],
): Promise<number> {
  const term = await getCurrentTerm(store.read);
  const personId = (await findRosterEntry(store.read, term.id, certificate))?.person.id ?? 0;
  return addAccount(store, name, roles, { personId });
}
