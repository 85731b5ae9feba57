import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRegister } from '../../src/db/open.ts';
import type { Store } from '../../src/db/store.ts';
import { findDeputy } from '../../src/deputies/store.ts';
import { importFiles } from '../../src/exchange/actions.ts';
import { takeIn } from '../../src/exchange/intake.ts';
import { writeCsv } from '../../src/exchange/write.ts';
import { addDays, shanghaiDay, yearOf } from '../../src/lib/dates.ts';
import { createActivity } from '../../src/meetings/actions.ts';
import { found } from '../../src/refusals.ts';
import { adoptScheme, draftScheme } from '../../src/schemes/actions.ts';
import { additive } from '../../src/schemes/templates.ts';
import { establishRegister } from '../../src/settings/actions.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { askingNoEvidence } from '../support/evidence.ts';
import { addDistrict, addTestDeputy } from '../support/roster.ts';
import { addAccount, doingAt, PASSWORD, TOWNSHIP } from '../support/world.ts';

export { PASSWORD };

/** What a drill needs to know of its township to send forms. */
export interface Township {
  /** Logins. Desk staff, and deputies in the order of their certificates 001, 002… */
  clerks: readonly string[];
  deputies: readonly string[];
  districtId: number;
  /** Row ids of the deputies, in the same order. */
  deputyIds: readonly number[];
  /** An activity of yesterday to which all are invited. */
  activity: string;
  today: string;
}

/**
 * A township whose desk and deputies can sign in, in a folder of its own; elected last year, so that it does not
 * matter on what day a drill is run. `filings`: how many stand there already.
 */
export async function makeTownship(
  folder: string,
  { deputies, filings = 0, at = Date.now() }: { deputies: number; filings?: number; at?: number },
): Promise<Township> {
  const store = openRegister(folder);
  try {
    return await fill(store, folder, { deputies, filings, at });
  } finally {
    await store.close();
  }
}

async function fill(
  store: Store,
  folder: string,
  { deputies: count, filings, at }: { deputies: number; filings: number; at: number },
): Promise<Township> {
  const today = shanghaiDay(at);
  const year = yearOf(today);
  await establishRegister(doingAt(store, at), TOWNSHIP, {
    number: 6,
    startOn: `${year - 1}-01-14`,
    endOn: `${year + 4}-01-13`,
  });
  const districtId = await addDistrict(store);
  const deputyIds: number[] = [];
  for (let index = 1; index <= count; index += 1)
    deputyIds.push(
      await addTestDeputy(store, numberOf(index), `田大${numberOf(index)}`, {
        districtId,
        electedOn: `${year - 1}-01-10`,
      }),
    );
  const scheme = await draftScheme(doingAt(store, at), askingNoEvidence(additive(year)));
  await adoptScheme(doingAt(store, at), scheme, { documentNumber: '', adoptedOn: `${year}-01-01` });
  const activity = await createActivity(
    doingAt(store, at),
    {
      kind: 'activity.survey',
      title: '调研农村饮水安全',
      heldOn: addDays(today, -1),
      place: '',
      organiser: '',
      summary: '',
      costCents: null,
    },
    { circle: { by: 'all' } },
  );
  const logins = await addAccounts(store, count);
  if (filings > 0) await addFilings(store, folder, { filings, count, today, at });
  return { ...logins, districtId, deputyIds, activity, today };
}

const numberOf = (index: number): string => String(index).padStart(3, '0');

async function addAccounts(store: Store, count: number) {
  const clerks = ['何干事', '李干事'];
  for (const name of clerks) await addAccount(store, name, ['clerk', 'presidium']);
  const { id: termId } = await getCurrentTerm(store.read);
  const deputies = Array.from({ length: Math.min(count, 13) }, (_unused, index) => numberOf(index + 1));
  for (const number of deputies) {
    const { personId } = found(await findDeputy(store.read, termId, number));
    await addAccount(store, `deputy${number}`, ['deputy'], { personId });
  }
  return { clerks, deputies: deputies.map((number) => `deputy${number}`) };
}

/** Filings of the last weeks, as somebody imports them. */
async function addFilings(
  store: Store,
  folder: string,
  { filings, count, today, at }: { filings: number; count: number; today: string; at: number },
): Promise<void> {
  const source = join(folder, 'rows');
  mkdirSync(source);
  const rows = Array.from({ length: filings }, (_unused, index) => [
    `F${index}`,
    numberOf((index % count) + 1),
    addDays(today, -1 - (index % 30)),
    '走访选民',
    `走访第${index}户选民`,
    '1',
  ]);
  const head = ['登记编号', '代表证号', '日期', '类别', '内容', '数量'];
  writeFileSync(join(source, 'filings.csv'), writeCsv(head, rows));
  const { summary } = await importFiles(doingAt(store, at), await takeIn(source), {});
  if (!summary) throw new Error('the filings were not imported');
}
