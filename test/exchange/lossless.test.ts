import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { write } from '../../src/db/write.ts';
import { findDeputy } from '../../src/deputies/store.ts';
import { addFiling } from '../../src/filings/steps.ts';
import { found } from '../../src/refusals.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { updateDistrict, findDistrictByNumber } from '../../src/districts/store.ts';
import type { Store } from '../../src/db/store.ts';
import { openEmpty } from '../support/register.ts';
import { doingAt } from '../support/world.ts';
import { bringIn, exported, folderOf, SAMPLE } from './support/registers.ts';

const NASTY = [
  '=1+1',
  '+86 138',
  '-1',
  '@x',
  "'001",
  "''",
  '＝1',
  '#N/A',
  '#REF!',
  '1.2E+15',
  '"a","b"',
  'a,b；c、d',
  '第一行\n第二行',
  '\t制表',
  '  两头有空格  ',
  '中间  两个空格',
  '𠮷野家',
  'e\u0301',
  '\u202E反写',
  '<img src=x onerror=1>',
  '{{7*7}}',
  '是',
  '2026-02-30',
  '长'.repeat(6000),
];

async function withTexts(texts: readonly string[]): Promise<Store> {
  const store = openEmpty();
  await bringIn(store, SAMPLE);
  const { id: termId } = await getCurrentTerm(store.read);
  const deputy = found(await findDeputy(store.read, termId, '001'));
  const district = found(await findDistrictByNumber(store.read, termId, '1'));
  await write(doingAt(store), async (tx) => {
    for (const [index, text] of texts.entries())
      await addFiling(tx, {
        termId,
        deputyId: deputy.id,
        code: `N${index}`,
        kind: 'deed.done',
        occurredOn: '2026-03-01',
        content: text,
        place: text,
        result: text,
        grade: text,
        source: 'import',
        state: 'confirmed',
        confirmedAt: index,
      });
    await updateDistrict(tx, district.id, { name: texts[0] ?? '', villages: [...new Set(texts)] });
    tx.record({ kind: 'filing.created', subject: ['filing', 'N0'] });
  });
  return store;
}

async function comesBack(texts: readonly string[]): Promise<void> {
  const files = await exported(await withTexts(texts));
  const again = openEmpty();
  const { examined } = await bringIn(again, folderOf(files));
  expect(examined.faults).toEqual([]);
  expect(await exported(again)).toEqual(files);
}

describe('whatever stands in the register', () => {
  it('comes back from its export: formulas, errors, separators, line breaks, rare characters', async () => {
    await comesBack(NASTY);
  });

  it('comes back whatever it is', { timeout: 120_000 }, async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), (texts) => comesBack(texts)),
      { numRuns: 10, seed: 20_260_320 },
    );
  });
});
