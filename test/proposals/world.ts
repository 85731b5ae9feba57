import type { Role } from '../../src/accounts/rules.ts';
import { write } from '../../src/db/write.ts';
import { findRosterEntryById } from '../../src/deputies/store.ts';
import { found } from '../../src/refusals.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { ensureUnit } from '../../src/units/steps.ts';
import { addTestDeputy } from '../support/roster.ts';
import { addAccount, doingAt, openWorld } from '../support/world.ts';

/** Six deputies, two units, a clerk and a presidium member, each with an account of their name. */
export const DEPUTY_NAMES = ['田大利', '石兰', '王海生', '李小兵', '陈静', '杨帆'];

export async function openProposalTown() {
  const store = await openWorld();
  const { id: termId } = await getCurrentTerm(store.read);
  const deputies: number[] = [];
  const accounts = new Map<string, number>();
  const account = async (name: string, roles: readonly Role[], link: Parameters<typeof addAccount>[3] = {}) =>
    void accounts.set(name, await addAccount(store, name, roles, link));
  for (const [index, name] of DEPUTY_NAMES.entries()) {
    const id = await addTestDeputy(store, `00${index + 1}`, name);
    deputies.push(id);
    const { person } = found(await findRosterEntryById(store.read, termId, id));
    await account(name, ['deputy'], { personId: person.id });
  }
  const [water, roads] = await write(doingAt(store), async (tx): Promise<[number, number]> => {
    tx.record({ kind: 'unit.created', subject: ['unit', '水利站'] });
    return [await ensureUnit(tx, '水利站'), await ensureUnit(tx, '交通站')];
  });
  await account('水利站', ['unit'], { unitId: water });
  await account('交通站', ['unit'], { unitId: roads });
  await account('专干', ['clerk']);
  await account('主席', ['presidium']);
  return { store, termId, deputies, accounts, water, roads };
}
