import { describe, expect, test } from 'vitest';
import { caseFaultText } from '../../src/points/labels.ts';
import { checkCase, type CaseFaultCode } from '../../src/points/score.ts';

type Json = Record<string, unknown>;

const SCHEME = {
  id: 's',
  title: '办法',
  year: 2026,
  sections: [{ code: 'contact', title: '联系群众' }],
  items: [{ code: 'visit', section: 'contact', title: '走访', unit: '次', points: 1 }],
};
const RECORD = { id: 'r1', deputy: '001', item: 'visit', date: '2026-01-15', quantity: 1 };

function caseOf(change: Json = {}): Json {
  return { scheme: SCHEME, deputies: [{ id: '001' }], records: [RECORD], asOf: '2026-09-30', ...change };
}

const withRecord = (change: Json): Json => caseOf({ records: [{ ...RECORD, ...change }] });

function faultsOf(json: unknown): [path: string, code: CaseFaultCode][] {
  const check = checkCase(json);
  return check.ok ? [] : check.faults.map(({ path, code }) => [path, code]);
}

describe('a case file', () => {
  test('needs no names, categories, quantities or caps, and may say more than is asked', () => {
    const check = checkCase(
      caseOf({ about: '…', expected: {}, records: [{ ...RECORD, quantity: undefined, note: '' }] }),
    );
    expect(check).toMatchObject({
      ok: true,
      input: { records: [{ quantity: 1, grade: null, countedOn: null }] },
    });
  });

  test('may say who signed and who serves a part of the year', () => {
    const check = checkCase(
      caseOf({
        deputies: [{ id: '001', partYear: true }],
        records: [{ ...RECORD, signers: 3, lead: false }],
      }),
    );
    expect(check).toMatchObject({
      ok: true,
      input: { deputies: [{ partYear: true }], records: [{ signers: 3, lead: false }] },
    });
  });

  test('may name an item that the scheme does not have: the computation says so', () => {
    expect(faultsOf(withRecord({ item: 'gone' }))).toStrictEqual([]);
  });

  const cases: [what: string, json: unknown, path: string, code: CaseFaultCode][] = [
    ['that is a list', [], '', 'not-object'],
    ['without a scheme', caseOf({ scheme: undefined }), 'scheme', 'not-object'],
    ['with a faulty scheme', caseOf({ scheme: { ...SCHEME, cap: -1 } }), 'scheme.cap', 'cap-negative'],
    ['without records', caseOf({ records: undefined }), 'records', 'not-list'],
    ['with a record that is a text', caseOf({ records: [RECORD, 'r2'] }), 'records[1]', 'not-object'],
    ['with two records of one id', caseOf({ records: [RECORD, RECORD] }), 'records[1].id', 'record-twice'],
    [
      'with two deputies of one id',
      caseOf({ deputies: [{ id: '001' }, { id: '001' }] }),
      'deputies[1].id',
      'deputy-twice',
    ],
    [
      'with a deputy whose id is a number',
      caseOf({ deputies: [{ id: '001' }, { id: 2 }] }),
      'deputies[1].id',
      'not-text',
    ],
    [
      'with a record of an unknown deputy',
      withRecord({ deputy: '999' }),
      'records[0].deputy',
      'deputy-unknown',
    ],
    ['with a record without an item', withRecord({ item: ' ' }), 'records[0].item', 'text-missing'],
    ['with a day that does not exist', withRecord({ date: '2026-02-30' }), 'records[0].date', 'not-a-day'],
    ['with another form of day', withRecord({ countedOn: '2026/2/3' }), 'records[0].countedOn', 'not-a-day'],
    ['with a quantity below zero', withRecord({ quantity: -1 }), 'records[0].quantity', 'quantity-negative'],
    [
      'with a quantity of three decimals',
      withRecord({ quantity: 0.125 }),
      'records[0].quantity',
      'too-many-decimals',
    ],
    ['with a quantity as text', withRecord({ quantity: '1' }), 'records[0].quantity', 'not-number'],
    ['with a grade as a number', withRecord({ grade: 5 }), 'records[0].grade', 'not-text'],
    ['with half a signer', withRecord({ signers: 1.5 }), 'records[0].signers', 'signers-not-counted'],
    ['with no signer', withRecord({ signers: 0 }), 'records[0].signers', 'signers-not-counted'],
    ['with a co-signer alone', withRecord({ lead: false }), 'records[0].lead', 'cosigner-alone'],
    ['with a lead as text', withRecord({ signers: 2, lead: '是' }), 'records[0].lead', 'not-yes-or-no'],
    [
      'with a part of a year as a number',
      caseOf({ deputies: [{ id: '001', partYear: 1 }] }),
      'deputies[0].partYear',
      'not-yes-or-no',
    ],
    ['without a day to compute for', caseOf({ asOf: null }), 'asOf', 'not-a-day'],
  ];

  test.each(cases)('%s is refused', (_, json, path, code) => {
    expect(faultsOf(json)).toStrictEqual([[path, code]]);
  });

  test('has all its faults named at once, each as a sentence with the path', () => {
    const check = checkCase({
      scheme: { ...SCHEME, year: 26 },
      deputies: [],
      records: [RECORD],
      asOf: '今天',
    });
    expect(check.ok ? [] : check.faults.map(caseFaultText)).toStrictEqual([
      'scheme.year：积分办法：年度应为 2000 至 2100 之间的年份，现在是 26',
      'records[0].deputy：代表列表中没有这个编号，现在是 "001"',
      'asOf：应为真实的日期，形如 2026-01-15，现在是 "今天"',
    ]);
  });
});
