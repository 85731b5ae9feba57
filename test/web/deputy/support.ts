import { findDeputy } from '../../../src/deputies/store.ts';
import type { Store } from '../../../src/db/store.ts';
import { found } from '../../../src/refusals.ts';
import { getCurrentTerm } from '../../../src/settings/store.ts';
import { browserOf, startApp, testClock } from '../../support/app.ts';
import { addTestDeputy } from '../../support/roster.ts';
import { addAccount, openWorld } from '../../support/world.ts';

/** What somebody types into the form for a visit. */
export const VISIT = {
  kind: 'contact.visit',
  on: 'today',
  occurredOn: '',
  content: '走访了三户独居老人',
  place: '楠新村',
  quantity: '3',
  result: '',
};

/** Two deputies and a clerk, each with a browser. */
export async function openOwnDesk() {
  const store = await openWorld();
  const tianId = await addDeputyAccount(store, '001', '田大利');
  await addDeputyAccount(store, '002', '石兰');
  await addAccount(store, '工作人员甲', ['clerk']);
  const clock = testClock();
  const app = await startApp(store, clock);
  const [tian, shi, clerk] = [
    await browserOf(app, '田大利'),
    await browserOf(app, '石兰'),
    await browserOf(app, '工作人员甲'),
  ];
  return { store, app, clock, tianId, tian, shi, clerk };
}

async function addDeputyAccount(store: Store, certificate: string, name: string): Promise<number> {
  const id = await addTestDeputy(store, certificate, name);
  const { id: termId } = await getCurrentTerm(store.read);
  const { personId } = found(await findDeputy(store.read, termId, certificate));
  await addAccount(store, name, ['deputy'], { personId });
  return id;
}
