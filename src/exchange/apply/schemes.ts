import type { Tx } from '../../db/store.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { addScheme, schemeKey } from '../../schemes/actions.ts';
import { findScheme, updateScheme } from '../../schemes/store.ts';
import { found } from '../../refusals.ts';
import type { PlannedScheme } from '../plan/schemes.ts';

/** Drafts schemes, and puts into force those that the plan says; each has its own entry in the trail. */
export async function applySchemes(tx: Tx, at: number, schemes: readonly PlannedScheme[]): Promise<void> {
  for (const { file, scheme, draftId, adopt } of schemes) {
    const id = draftId ?? (await draft(tx, at, file, scheme));
    if (!adopt) continue;
    const { year, version } = found(await findScheme(tx, id));
    const after = { state: 'in_force', adoptedOn: shanghaiDay(at) };
    await updateScheme(tx, id, after);
    const subject = ['scheme', schemeKey({ year, version })] as const;
    tx.record({ kind: 'scheme.adopted', subject, before: { state: 'draft' }, after: { ...after, file } });
  }
}

async function draft(tx: Tx, at: number, file: string, body: PlannedScheme['scheme']): Promise<number> {
  const { id, version } = await addScheme(tx, body, at);
  const key = schemeKey({ year: body.year, version });
  tx.record({ kind: 'scheme.drafted', subject: ['scheme', key], after: { ...body, version, file } });
  return id;
}
