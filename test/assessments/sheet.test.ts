import { describe, expect, it } from 'vitest';
import {
  agrees,
  boundsOf,
  computedScores,
  faultsOf,
  keptScores,
  samePoints,
  SCORE_LIMIT,
  sheetOf,
  totalOf,
} from '../../src/assessments/sheet.ts';
import type { NoticeDeputy } from '../../src/notices/body.ts';
import type { Scheme, SchemeItem } from '../../src/schemes/scheme.ts';
import { SCHEME, scoresWith } from './support.ts';

const line = (item: string, granted: number) => ({
  record: `r/${item}/${granted}`,
  item,
  kind: 'deed.done',
  what: '',
  date: '2026-03-05',
  quantity: 1,
  gross: granted,
  granted,
});

const DEPUTY: NoticeDeputy = {
  deputy: '001',
  name: '田大利',
  category: null,
  district: '',
  group: '',
  rank: 1,
  points: 0,
  total: 67,
  quarters: [],
  sections: {},
  lines: [line('inspection', 3), line('deed', 2), line('visit', 0)],
  settlements: [
    {
      kind: 'target',
      section: 'work',
      item: 'visit',
      quarter: '2026Q4',
      date: '2026-12-31',
      gross: 2,
      granted: 2,
    },
  ],
};

const sheet = (scheme: Scheme = SCHEME, deputy: Partial<NoticeDeputy> = {}) =>
  sheetOf({ scheme }, { ...DEPUTY, ...deputy });

describe('the sheet of a year-end assessment', () => {
  it('scores the items of the scheme; base points and what a target came to stand fixed', () => {
    expect(sheet().items.map(({ code, computedHundredths }) => [code, computedHundredths])).toEqual([
      ['inspection', 300],
      ['absence', 0],
      ['deed', 200],
      ['talk', 0],
    ]);
    expect(sheet().fixed).toEqual([
      { kind: 'base', section: null, item: null, hundredths: 6000 },
      { kind: 'target', section: 'work', item: 'visit', hundredths: 200 },
    ]);
  });

  it('adds up to the computed total, whatever the bounds of the running total did', () => {
    const capped = sheet(SCHEME, { total: 60.5 });
    expect(capped.fixed.at(-1)).toEqual({ kind: 'bounds', section: null, item: null, hundredths: -650 });
    const parts = [
      ...capped.items.map((item) => item.computedHundredths),
      ...capped.fixed.map((one) => one.hundredths),
    ];
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(6050);
  });

  it('shows the base and the floor of a section as lines of their own, quarters of a floor together', () => {
    const scheme = {
      ...SCHEME,
      base: 0,
      sections: [{ code: 'recess', title: '', cap: null, base: 10, floor: 0 }],
    };
    const floor = (quarter: string, granted: number) =>
      ({
        kind: 'section-floor',
        section: 'recess',
        quarter,
        date: '2026-06-30',
        gross: granted,
        granted,
      }) as const;
    const { fixed } = sheet(scheme, { settlements: [floor('2026Q2', 3), floor('2026Q3', -1)] });
    expect(fixed.slice(0, 2)).toEqual([
      { kind: 'base', section: 'recess', item: null, hundredths: 1000 },
      { kind: 'section-floor', section: 'recess', item: null, hundredths: 200 },
    ]);
  });

  it('leaves out items for other categories of deputies', () => {
    const items = SCHEME.items.map((item) =>
      item.code === 'talk' ? { ...item, categories: ['企业类'] } : item,
    );
    const codes = (category: string | null) =>
      sheet({ ...SCHEME, items }, { category }).items.map(({ code }) => code);
    expect(codes('农业类')).not.toContain('talk');
    expect(codes(null)).not.toContain('talk');
    expect(codes('企业类')).toContain('talk');
  });
});

describe('bounds of a score', () => {
  const bounds = (item: Partial<SchemeItem>) => {
    const { leastHundredths, mostHundredths } = boundsOf({
      code: '',
      section: '',
      title: '',
      unit: '',
      ...item,
    });
    return [leastHundredths, mostHundredths];
  };

  it('are 0 and the cap of what adds, the cap below zero and 0 of a deduction', () => {
    expect(bounds({ points: 3, cap: 9 })).toEqual([0, 900]);
    expect(bounds({ points: -1, cap: 4.5 })).toEqual([-450, 0]);
    expect(
      bounds({
        tiers: [
          { from: 1, points: 0 },
          { from: 4, points: 10 },
        ],
        cap: 10,
      }),
    ).toEqual([0, 1000]);
  });

  it('are open where there is no cap, and four times the cap of a quarter', () => {
    expect(bounds({ points: 3 })).toEqual([0, SCORE_LIMIT]);
    expect(bounds({ points: -3 })).toEqual([-SCORE_LIMIT, 0]);
    expect(bounds({ points: 3, quarterCap: 2.5 })).toEqual([0, 1000]);
    expect(bounds({ points: 3, quarterCap: 5, cap: 12 })).toEqual([0, 1200]);
  });

  it('reach both ways for grades that do', () => {
    expect(bounds({ grades: { 好: 5, 差: -5 }, cap: 20 })).toEqual([-2000, 2000]);
  });
});

describe('the total of a step', () => {
  it('is the computed one and what each score differs by', () => {
    expect(totalOf(sheet(), computedScores(sheet()))).toBe(6700);
    expect(totalOf(sheet(), scoresWith({ talk: [4.55, '漏记'], inspection: [0, '没有到场'] }))).toBe(6855);
  });

  it('stays inside the floor and the cap of the scheme', () => {
    expect(totalOf(sheet(), scoresWith({ deed: [50, '漏记'] }))).toBe(8000);
    const low = { ...SCHEME, floor: 66 };
    expect(totalOf(sheet(low), scoresWith({ inspection: [0, '没有到场'] }))).toBe(6600);
    const open = { ...SCHEME, floor: null, cap: null };
    expect(totalOf(sheet(open), scoresWith({ deed: [50, '漏记'] }))).toBe(11500);
  });
});

describe('scores', () => {
  const codes = (scores: ReturnType<typeof scoresWith>) =>
    faultsOf(sheet(), scores).map(({ code, item }) => [code, item?.code]);

  it('are sound when each is inside its bounds and says why it differs', () => {
    expect(codes(scoresWith())).toEqual([]);
    expect(codes(scoresWith({ talk: [6, '宣讲四次，没有登记'], inspection: [0, '代人签到'] }))).toEqual([]);
  });

  it('that differ without a reason, are out of bounds, missing or of no item are named', () => {
    expect(codes(scoresWith({ talk: [3] }))).toEqual([['reason-missing', 'talk']]);
    expect(codes(scoresWith({ talk: [3, '　 '] }))).toEqual([['reason-missing', 'talk']]);
    expect(codes(scoresWith({ talk: [6.01, '多'], absence: [0.5, '多'], inspection: [-1, '少'] }))).toEqual([
      ['out-of-bounds', 'inspection'],
      ['out-of-bounds', 'absence'],
      ['out-of-bounds', 'talk'],
    ]);
    const more = new Map([...scoresWith(), ['visit', { hundredths: 0, reason: '' }] as const]);
    more.delete('talk');
    expect(codes(more)).toEqual([
      ['missing', 'talk'],
      ['unknown', undefined],
    ]);
    const half = new Map([...scoresWith(), ['talk', { hundredths: 0.5, reason: '半' }] as const]);
    expect(codes(half)).toEqual([['out-of-bounds', 'talk']]);
  });

  it('agree only when every one is the computed one', () => {
    expect(agrees(sheet(), computedScores(sheet()))).toBe(true);
    expect(agrees(sheet(), scoresWith({ talk: [1.5, '漏记'] }))).toBe(false);
    expect(agrees(sheet(), new Map())).toBe(false);
  });

  it('lose a reason that was only carried over to a score that agrees; one of the step’s own stays', () => {
    const before = scoresWith({ talk: [3, '宣讲两次'] });
    const kept = (reason: string) =>
      keptScores(sheet(), scoresWith({ talk: [0, reason] }), before).get('talk')?.reason;
    expect(kept('宣讲两次')).toBe('');
    expect(kept('没有签到册')).toBe('没有签到册');
    expect(keptScores(sheet(), before, before).get('talk')).toEqual({ hundredths: 300, reason: '宣讲两次' });
  });
});

describe('two versions of a notice', () => {
  it('say the same of a deputy when total, lines and settlements are the same, whatever the rank', () => {
    expect(samePoints(DEPUTY, { ...DEPUTY, rank: 3, name: '田大力' })).toBe(true);
    expect(samePoints(DEPUTY, { ...DEPUTY, total: 66 })).toBe(false);
    expect(samePoints(DEPUTY, { ...DEPUTY, lines: DEPUTY.lines.slice(1) })).toBe(false);
    const { settlements: _none, ...without } = DEPUTY;
    expect(samePoints(DEPUTY, without)).toBe(false);
  });
});
