import { ensureCategory } from '../../categories/steps.ts';
import { addDeputy, amendDeputy, type DeputyFields } from '../../deputies/steps.ts';
import { insertDistrict, updateDistrict } from '../../districts/store.ts';
import { ensureDelegation, ensureGroup } from '../../groups/steps.ts';
import type { PlannedAs } from '../plan.ts';
import type { CellsOf } from '../templates.ts';
import { idOf, type Applying } from './applying.ts';

export async function applyDistricts(
  { tx, termId, districts }: Applying,
  { add, update }: PlannedAs<'districts'>,
): Promise<void> {
  for (const { values } of add) districts.set(values.number, await insertDistrict(tx, { ...values, termId }));
  for (const { values } of update) await updateDistrict(tx, idOf(districts, values.number), values);
}

export async function applyDeputies(
  applying: Applying,
  { add, update }: PlannedAs<'deputies'>,
): Promise<void> {
  const { tx, termId, deputies } = applying;
  for (const { values } of add) {
    const { certificateNumber } = values;
    const fields = { ...(await fieldsOf(applying, values)), ...papersOf(applying, certificateNumber) };
    deputies.set(certificateNumber, await addDeputy(tx, termId, fields));
  }
  for (const { values } of update)
    await amendDeputy(tx, termId, idOf(deputies, values.certificateNumber), await fieldsOf(applying, values));
}

async function fieldsOf({ tx, termId, districts }: Applying, values: CellsOf<'deputies'>) {
  const { district, delegation, group, category, subcategory, sex, bornMonth, ...same } = values;
  return {
    ...same,
    sex: sex ?? '',
    bornMonth: bornMonth ?? '',
    districtId: idOf(districts, district),
    delegationId: delegation === '' ? null : await ensureDelegation(tx, termId, delegation),
    groupId: group === '' ? null : await ensureGroup(tx, termId, group),
    categoryId: await ensureCategory(tx, category, subcategory),
  };
}

/** What an export says of the deputy beyond the row. */
function papersOf({ rest }: Applying, certificateNumber: string): Partial<DeputyFields> {
  const papers = rest?.deputies.find((one) => one.certificateNumber === certificateNumber);
  if (!papers) return {};
  const { reading, byElection, oathText } = papers;
  return { ...(reading === '' ? {} : { reading }), byElection, oathText };
}
