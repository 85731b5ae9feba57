import { describe, expect, it } from 'vitest';
import { noticeDeputy, type NoticeBody } from '../../src/notices/body.ts';
import { explainNotice } from '../../src/notices/explain.ts';
import { firstUnexplained } from '../../src/notices/replay.ts';
import { computePoints, type PointRecord, type ScoredDeputy } from '../../src/points/score.ts';
import { found } from '../../src/refusals.ts';
import type { Scheme } from '../../src/schemes/rules.ts';

const SCHEME: Scheme = {
  id: 's',
  title: '办法',
  year: 2026,
  base: 0,
  floor: null,
  cap: null,
  sections: [{ code: 'session', title: '大会期间', cap: null, base: 10, floor: 0 }],
  items: [
    { code: 'absent', section: 'session', title: '缺席', unit: '次', points: -15 },
    { code: 'proposal', section: 'session', title: '建议', unit: '件', points: 10, split: 50 },
    {
      code: 'visit',
      section: 'session',
      title: '走访',
      unit: '户',
      target: { quantity: 10, points: 5, more: 0, less: 1 },
    },
  ],
};

const DEPUTIES: readonly ScoredDeputy[] = [
  { id: '001', name: '田大利', category: null },
  { id: '002', name: '石兰', category: null, partYear: true },
];

const record = (id: string, item: string, date: string, more: Partial<PointRecord> = {}): PointRecord => ({
  id,
  deputy: '001',
  item,
  date: `2026-${date}`,
  ...more,
});

const RECORDS = [
  record('r1', 'absent', '02-01'),
  record('r2', 'proposal', '05-01', { signers: 3, lead: false }),
  record('r3', 'visit', '06-01', { quantity: 3 }),
];

/** The part of a notice's body that its points stand on. */
function bodyOf(quarter: string, asOf: string): NoticeBody {
  const points = computePoints({ scheme: SCHEME, deputies: DEPUTIES, records: RECORDS, asOf });
  const deputies = points.map((entry) => {
    const { name = '', category = null, partYear } = found(DEPUTIES.find(({ id }) => id === entry.deputy));
    const names = { name, category, district: '', group: '', ...(partYear === true ? { partYear } : {}) };
    return noticeDeputy(entry, names, quarter, (id) => ({ kind: 'deed.done', what: id }));
  });
  return { scheme: SCHEME, quarter, asOf, deputies } as unknown as NoticeBody;
}

const deputyOf = ({ deputies }: NoticeBody, id: string) =>
  found(deputies.find(({ deputy }) => deputy === id));

describe('a notice under a scheme with targets, shares and floors', () => {
  it('keeps what no record makes, and what the shares were taken from', () => {
    const tian = deputyOf(bodyOf('2026Q4', '2026-12-31'), '001');
    // Q1: 10 − 15 + 5 = 0. Q2: 10 × 50 % / 2 = 2.5, of which the floor's 5 take all. Q4: 5 − 7 × 1 = −2, again below.
    expect(tian).toMatchObject({ total: 0, sections: { session: 0 } });
    expect(tian.quarters.map(({ points }) => points)).toEqual([0, 0, 0, 0]);
    expect(tian.settlements?.map(({ kind, quarter, granted }) => [kind, quarter, granted])).toEqual([
      ['section-floor', '2026Q1', 5],
      ['section-floor', '2026Q2', -2.5],
      ['target', '2026Q4', -2],
      ['section-floor', '2026Q4', 2],
    ]);
    expect(tian.lines[1]).toMatchObject({ signers: 3, lead: false, gross: 2.5 });
  });

  it('is computed again from itself alone, also for who serves a part of the year', () => {
    const body = bodyOf('2026Q4', '2026-12-31');
    expect(deputyOf(body, '002')).toMatchObject({
      total: 10,
      settlements: [{ gross: -5, granted: 0, reason: 'part-year' }],
    });
    expect(firstUnexplained(body)).toBeNull();
    const { partYear: _partYear, ...whole } = deputyOf(body, '002');
    const forgotten = { ...body, deputies: [deputyOf(body, '001'), whole] };
    expect(firstUnexplained(forgotten)).not.toBeNull();
  });

  it('has nothing of the kind before there is any', () => {
    expect(deputyOf(bodyOf('2026Q1', '2026-03-31'), '002')).not.toHaveProperty('settlements');
  });

  it('explains every quarter without a remainder, line by line', () => {
    const body = bodyOf('2026Q4', '2026-12-31');
    const { quarters, sections } = explainNotice(body, deputyOf(body, '001'));
    expect(quarters.map((entry) => [entry.baseHundredths, entry.grantedHundredths])).toEqual([
      [1000, -1000],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    expect(quarters.map(({ boundedHundredths }) => boundedHundredths)).toEqual([0, 0, 0, 0]);
    const [session] = sections;
    expect(session?.bounds).toBe('板块基础分 10 分，扣完为止，最低 0 分');
    expect(session?.items.map(({ title, grantedHundredths }) => [title, grantedHundredths])).toEqual([
      ['缺席', -1500],
      ['建议', 250],
      ['走访', -200],
      ['板块下限', 450],
    ]);
    const lines = session?.items.flatMap((item) => item.lines.map(({ what, note }) => [what, note]));
    expect(lines).toEqual([
      ['r1', ''],
      ['r2', ''],
      ['r3', '年底按应完成数一并计分'],
      ['应完成 10 户，实际 3 户，少 7 户', ''],
      ['板块已扣完，超出部分不再扣', ''],
      ['板块又有加分，先抵前面不再扣的部分', ''],
      ['板块已扣完，超出部分不再扣', ''],
    ]);
  });
});
