import { describe, expect, it } from 'vitest';
import { explain, type ExplainedRecord } from '../../src/points/explain.ts';
import { computePoints, type PointRecord } from '../../src/points/score.ts';
import { checkScheme, type Scheme } from '../../src/schemes/rules.ts';

function schemeOf(more: object = {}): Scheme {
  const check = checkScheme({
    id: 's',
    title: '积分办法',
    year: 2026,
    sections: [
      { code: 'contact', title: '联系群众', cap: 10 },
      { code: 'model', title: '模范作用', cap: null },
    ],
    items: [
      {
        code: 'visit',
        section: 'contact',
        title: '走访选民',
        unit: '人次',
        points: 3,
        cap: 6,
        quarterCap: 4,
        kinds: ['contact.visit'],
      },
      {
        code: 'award',
        section: 'model',
        title: '受到表彰',
        unit: '次',
        grades: { 县级: 3, 镇级: 1 },
        kinds: ['model.award'],
        categories: ['农业类'],
      },
    ],
    ...more,
  });
  if (!check.ok) throw new Error(JSON.stringify(check.faults));
  return check.scheme;
}

/** The explanation of one deputy's records, computed as the register does. */
function explained(scheme: Scheme, records: PointRecord[], quarter: string | null = null) {
  const [points] = computePoints({
    scheme,
    records,
    asOf: '2026-12-31',
    deputies: [{ id: '001', category: '农业类' }],
  });
  if (!points) throw new Error('no deputy');
  const shown = points.lines.map(
    ({ record, countedOn, grossHundredths, grantedHundredths, reason }): ExplainedRecord => ({
      item: record.item,
      date: record.date,
      countedOn,
      grossHundredths,
      grantedHundredths,
      reason,
      kind: record.item === 'award' ? 'model.award' : 'contact.visit',
      what: record.id,
      quantityHundredths: (record.quantity ?? 1) * 100,
      grade: record.grade ?? null,
      href: null,
    }),
  );
  return explain({ scheme, quarters: points.quarters, records: shown, quarter });
}

const record = (id: string, item: string, date: string, more: Partial<PointRecord> = {}): PointRecord => ({
  id,
  deputy: '001',
  item,
  date,
  ...more,
});

describe('the explanation of points', () => {
  it('shows every record under its section and item, with the rule and why it was granted less', () => {
    const { sections } = explained(schemeOf(), [
      record('a', 'visit', '2026-01-05'),
      record('b', 'visit', '2026-01-06', { quantity: 0.5 }),
      record('c', 'visit', '2026-02-01'),
      record('d', 'visit', '2026-04-01', { quantity: 2 }),
      record('e', 'award', '2026-05-01', { grade: '县级' }),
      record('f', 'award', '2026-05-02'),
    ]);
    expect(
      sections.map(({ title, bounds, grantedHundredths }) => [title, bounds, grantedHundredths]),
    ).toEqual([
      ['联系群众', '全年上限 10 分', 600],
      ['模范作用', '', 300],
    ]);
    const [visit] = sections[0]?.items ?? [];
    expect(visit).toMatchObject({
      rule: '每人次 +3 分',
      bounds: '每季上限 4 分，全年上限 6 分',
      grantedHundredths: 600,
    });
    expect(
      visit?.lines.map(({ quantity, grossHundredths, grantedHundredths, note }) => [
        quantity,
        grossHundredths,
        grantedHundredths,
        note,
      ]),
    ).toEqual([
      ['1 人次', 300, 300, ''],
      ['0.5 人次', 150, 100, '已达本项季度上限'],
      ['1 人次', 300, 0, '已达本项季度上限'],
      ['2 人次', 600, 200, '已达本项全年上限'],
    ]);
    const [award] = sections[1]?.items ?? [];
    expect(award).toMatchObject({ rule: '每次按等次：县级 +3 分、镇级 +1 分', bounds: '只适用于农业类' });
    expect(award?.lines.map(({ grade, note }) => [grade, note])).toEqual([
      ['县级', ''],
      ['', '未定等次，不计分'],
    ]);
  });

  it('names the day on which a late entry occurred', () => {
    const { sections } = explained(
      schemeOf(),
      [record('a', 'visit', '2026-03-01', { countedOn: '2026-04-10' })],
      '2026Q2',
    );
    expect(sections[0]?.items[0]?.lines[0]).toMatchObject({
      day: '2026-04-10',
      note: '补登（发生于2026年3月1日）',
    });
  });

  it('adds up each quarter from base, records and the bounds of the total', () => {
    const { quarters } = explained(schemeOf({ base: 60, cap: 62 }), [
      record('a', 'visit', '2026-01-05'),
      record('b', 'award', '2026-05-01', { grade: '镇级' }),
    ]);
    expect(
      quarters.map(({ baseHundredths, grantedHundredths, boundedHundredths, pointsHundredths }) => [
        baseHundredths,
        grantedHundredths,
        boundedHundredths,
        pointsHundredths,
      ]),
    ).toEqual([
      [6000, 300, -100, 6200],
      [0, 100, -100, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
  });

  it('keeps records of an item that the scheme does not have apart', () => {
    const { strays, sections } = explained(schemeOf(), [record('a', 'gone', '2026-01-05')]);
    expect(sections.flatMap((section) => section.items)).toEqual([]);
    expect(strays).toMatchObject([{ note: '积分办法中没有这个项目，不计分', grantedHundredths: 0 }]);
  });
});
