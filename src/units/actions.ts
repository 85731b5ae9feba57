import { whoActs } from '../accounts/acting.ts';
import type { Tx } from '../db/store.ts';
import { write, type Doing } from '../db/write.ts';
import { found, Refused } from '../refusals.ts';
import { findUnit, findUnitByName, insertUnit, updateUnit } from './store.ts';

/** Adds a unit (承办单位); gives its id. Refuses a name that is taken. */
export async function createUnit(doing: Doing, name: string): Promise<number> {
  return write(doing, async (tx) => {
    await demandDesk(tx, doing);
    if (await findUnitByName(tx, name)) throw new Refused('unit-name-taken', { name });
    const id = await insertUnit(tx, name);
    tx.record({ kind: 'unit.created', subject: ['unit', name], after: { name } });
    return id;
  });
}

/** Another name for the same unit, as after a reform; what it handled stays with it. */
export async function renameUnit(doing: Doing, id: number, name: string): Promise<void> {
  await write(doing, async (tx) => {
    await demandDesk(tx, doing);
    const before = found(await findUnit(tx, id));
    const holder = await findUnitByName(tx, name);
    if (holder && holder.id !== id) throw new Refused('unit-name-taken', { name });
    await updateUnit(tx, id, name);
    tx.record({
      kind: 'unit.renamed',
      subject: ['unit', name],
      before: { name: before.name },
      after: { name },
    });
  });
}

async function demandDesk(tx: Tx, { actor }: Doing): Promise<void> {
  const { roles } = await whoActs(tx, actor);
  if (!roles.includes('clerk') && !roles.includes('presidium')) throw new Refused('unit-role');
}
