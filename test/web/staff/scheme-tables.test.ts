import { describe, expect, it } from 'vitest';
import { createCategory } from '../../../src/categories/actions.ts';
import { score, type PointRecord } from '../../../src/points/score.ts';
import type { Scheme } from '../../../src/schemes/rules.ts';
import { findScheme } from '../../../src/schemes/store.ts';
import { CPPCC_TABLES } from '../../schemes/real-tables-cppcc.ts';
import { CONGRESS_TABLES } from '../../schemes/real-tables.ts';
import { browserOf, startApp, type Browser } from '../../support/app.ts';
import { addAccount, doingAt, openWorld } from '../../support/world.ts';
import { errorsOf, fill, typedItem, typedSection, withoutCodes } from './scheme-forms.ts';

const DRAFT = '/desk/schemes/1';

/** Types a whole table into the forms, from an empty draft on, in the order of the table. */
async function typeIn(clerk: Browser, table: Scheme): Promise<void> {
  const sent = async (url: string, typed: Parameters<typeof fill>[2]) => {
    const page = await fill(clerk, url, typed);
    expect([url, page.status, errorsOf(page)]).toEqual([url, 303, {}]);
  };
  await sent('/desk/schemes/new', { start: 'blank', year: String(table.year) });
  const bound = (value: number | null) => String(value ?? '');
  const { title, base, floor, cap } = table;
  await sent(`${DRAFT}/head`, { title, base: String(base), floor: bound(floor), cap: bound(cap) });
  for (const [index, section] of table.sections.entries()) {
    await sent(`${DRAFT}/sections/new`, typedSection(section));
    for (const item of table.items.filter((one) => one.section === section.code))
      await sent(`${DRAFT}/items/new`, { ...typedItem(item), section: `s${index + 1}` });
  }
}

async function typed(table: Scheme): Promise<{ scheme: Scheme; clerk: Browser }> {
  const store = await openWorld();
  await addAccount(store, '工作人员甲', ['clerk']);
  await createCategory(doingAt(store), { name: '常委', parentId: null });
  const clerk = await browserOf(await startApp(store), '工作人员甲');
  await typeIn(clerk, table);
  const row = await findScheme(store.read, 1);
  if (row === undefined) throw new Error('nothing was drafted');
  return { scheme: row.body, clerk };
}

/** One record of every item in every month, by the place of the item. */
function yearOf(scheme: Scheme) {
  const months = ['01', '03', '05', '08', '11'];
  const records = scheme.items.flatMap(({ code, grades }, index) =>
    months.map((month): PointRecord => {
      const grade = Object.keys(grades ?? {})[0];
      const id = `${String(index).padStart(3, '0')}-${month}`;
      const base = { id, deputy: '001', item: code, date: `2026-${month}-15`, quantity: 1 };
      return { ...base, signers: 3, lead: true, ...(grade === undefined ? {} : { grade }) };
    }),
  );
  const deputies = [{ id: '001', category: '常委' }];
  const [result] = score({ scheme, deputies, records, asOf: '2026-12-31' }).deputies;
  return { total: result?.total, quarters: result?.quarters };
}

describe('a published table typed into the forms', () => {
  it.each([...CONGRESS_TABLES, ...CPPCC_TABLES].map((table) => [table.title, table] as const))(
    '%s gives the same scheme and the same points as its JSON',
    { timeout: 60_000 },
    async (_, table) => {
      const { scheme } = await typed(table);
      expect(withoutCodes(scheme)).toEqual(withoutCodes(table));
      expect(yearOf(scheme)).toEqual(yearOf(table));
    },
  );

  it('comes back into the forms as it was typed, and saving it unchanged changes nothing', async () => {
    for (const table of [...CONGRESS_TABLES, ...CPPCC_TABLES].filter(({ title }) =>
      /纯复|桐城|范本/.test(title),
    )) {
      const { scheme, clerk } = await typed(table);
      for (const { code } of scheme.items) {
        const page = await fill(clerk, `${DRAFT}/items/${code}`, {});
        expect([code, page.status]).toEqual([code, 303]);
      }
      for (const { code } of scheme.sections) await fill(clerk, `${DRAFT}/sections/${code}`, {});
      await fill(clerk, `${DRAFT}/head`, {});
      const { text } = await clerk.get(`${DRAFT}/edit`);
      const now = JSON.parse((await clerk.get(`${DRAFT}/edit`)).$('#f-json').text()) as Scheme;
      expect([text.includes('整份修改'), now]).toEqual([true, scheme]);
    }
  });
});
