import { describe, expect, it } from 'vitest';
import { checkCells } from '../../src/exchange/check-cells.ts';
import { brief, check, codes, table, TODAY, valueOf } from './support/tables.ts';

describe('a cell', () => {
  it.each([
    ['2026-01-10', '2026-01-10'],
    ['2026-1-10', '2026-01-10'],
    ['2026.1.10', '2026-01-10'],
    ['2026/1/10', '2026-01-10'],
    ['20260110', '2026-01-10'],
    ['2026年1月10日', '2026-01-10'],
    ['二〇二六年一月十日', '2026-01-10'],
    ['２０２６－１－１０', '2026-01-10'],
    ['46032', '2026-01-10'],
    ['46032.75', '2026-01-10'],
    ['2026-01-10 00:00:00', '2026-01-10'],
    ['2026/1/10 0:00', '2026-01-10'],
    ['2026-02-30', 'fault: no-such-day'],
    ['2026年13月1日', 'fault: no-such-day'],
    ['20260230', 'fault: no-such-day'],
    ['1月10日', 'fault: day-without-year'],
    ['26-1-10', 'fault: not-a-day'],
    ['去年春天', 'fault: not-a-day'],
    ['', 'fault: required'],
    ['　 ', 'fault: required'],
  ])('that holds a day: %j → %s', (text, expected) => {
    expect(valueOf('deputies', 'electedOn', text)).toBe(expected);
  });

  it.each([
    ['1953-04', '1953-04'],
    ['1953.4', '1953-04'],
    ['1953年4月', '1953-04'],
    ['195304', '1953-04'],
    ['1953-04-17', '1953-04'],
    ['19450', '1953-04'],
    ['', null],
    ['1953', 'fault: not-a-month'],
    ['1953-13', 'fault: not-a-month'],
    ['2026-12', 'fault: month-ahead'],
  ])('that holds a month: %j → %s', (text, expected) => {
    expect(valueOf('deputies', 'bornMonth', text)).toBe(expected);
  });

  it.each([
    ['001', '001'],
    ['００１', '001'],
    [' 2026-001 ', '2026-001'],
    ['议〔2026〕3号', '议〔2026〕3号'],
    ['1.23457E+17', 'fault: number-mangled'],
    ['1E5', '1E5'],
    ['x'.repeat(31), 'fault: too-long'],
    ['#REF!', 'fault: formula-error'],
  ])('that holds a number that is a name: %j → %s', (text, expected) => {
    expect(valueOf('deputies', 'certificateNumber', text)).toBe(expected);
  });

  it.each([
    ['1', 100],
    ['0.5', 50],
    ['１．２５', 125],
    ['9,999.00', 999_900],
    ['', null],
    ['0', 'fault: out-of-range'],
    ['-1', 'fault: out-of-range'],
    ['10000', 'fault: out-of-range'],
    ['0.125', 'fault: too-many-decimals'],
    ['3次', 'fault: not-a-decimal'],
    ['1e3', 'fault: not-a-decimal'],
  ])('that holds a decimal reads as hundredths: %j → %s', (text, expected) => {
    expect(valueOf('filings', 'quantity', text)).toBe(expected);
  });

  it.each([
    ['2', 2],
    ['2.0', 2],
    ['0', 'fault: out-of-range'],
    ['21', 'fault: out-of-range'],
    ['两名', 'fault: not-an-int'],
    ['', null],
  ])('that holds a count: %j → %s', (text, expected) => {
    expect(valueOf('districts', 'seats', text)).toBe(expected);
  });

  it.each([
    ['是', true],
    ['√', true],
    ['TRUE', true],
    ['否', false],
    ['0', false],
    ['', false],
    ['也许', 'fault: not-yes-no'],
  ])('that holds yes or no: %j → %s', (text, expected) => {
    expect(valueOf('deputies', 'stateWorker', text)).toBe(expected);
  });

  it.each([
    ['sessions', 'state', ' 出 席 ', 'present'],
    ['sessions', 'state', 'left_early', 'left_early'],
    ['sessions', 'state', '事假', 'leave'],
    ['sessions', 'state', '溜号', 'fault: not-one-of'],
    ['sessions', 'half', '上午', 'am'],
    ['sessions', 'half', '晚上', 'fault: not-one-of'],
    ['deputies', 'sex', '女性', '女'],
    ['proposals', 'kind', '建议、批评和意见', 'suggestion'],
    ['proposals', 'answerClass', 'ａ类', 'A'],
    ['proposals', 'answerClass', 'E', 'fault: not-one-of'],
    ['proposals', 'result', '较满意', 'fairly'],
    ['proposals', 'attitude', '', null],
  ] as const)('of %s that holds one of a few words, %s: %j → %s', (template, column, text, expected) => {
    expect(valueOf(template, column, text)).toBe(expected);
  });

  it('that holds a duty kind takes its Chinese name or its identifier', () => {
    expect(valueOf('activities', 'kind', '专题调研')).toBe('activity.survey');
    expect(valueOf('activities', 'kind', 'activity.survey')).toBe('activity.survey');
    expect(valueOf('filings', 'kind', '为民办实事')).toBe('deed.done');
  });

  it('with an unknown duty kind lists the nearest ones, or all that fit', () => {
    expect(check('activities', { kind: '调研活动' }).faults[0]?.message).toContain('最接近的是：专题调研');
    expect(check('activities', { kind: 'zzz' }).faults[0]?.message).toContain(
      '可填：视察、专题调研、执法检查',
    );
  });

  it('with a duty kind of another table says so', () => {
    const [fault] = check('activities', { kind: '走访选民' }).faults;
    expect(fault).toMatchObject({ code: 'duty-elsewhere', value: '走访选民', column: '类别' });
    expect(check('activities', { kind: 'activity.absent' }).faults[0]?.code).toBe('duty-elsewhere');
  });

  it('that holds names splits them, keeps their order and finds one written twice', () => {
    expect(valueOf('proposals', 'cosigners', '003、002，００４;005 006')).toEqual([
      '003',
      '002',
      '004',
      '005',
      '006',
    ]);
    expect(valueOf('proposals', 'cosigners', '')).toEqual([]);
    expect(valueOf('proposals', 'cosigners', '002、003、002')).toBe('fault: name-twice');
    expect(valueOf('proposals', 'cosigners', 'x'.repeat(31))).toBe('fault: name-too-long');
  });

  it('that holds a person is written as the register writes names', () => {
    expect(valueOf('deputies', 'name', '买买提•吐尔逊')).toBe('买买提·吐尔逊');
    expect(valueOf('deputies', 'name', '田　富')).toBe('田富');
    expect(valueOf('deputies', 'name', '田'.repeat(51))).toBe('fault: too-long');
    expect(valueOf('deputies', 'name', '\u{20000}'.repeat(50))).toHaveLength(100);
  });

  it('that holds a text loses outer spaces; only a long one keeps its lines', () => {
    expect(valueOf('deputies', 'occupation', ' 村党支部\n书记 ')).toBe('村党支部 书记');
    expect(valueOf('filings', 'content', ' 一\r\n二 ')).toBe('一\n二');
    expect(valueOf('filings', 'content', '字'.repeat(5001))).toBe('fault: too-long');
    expect(valueOf('deputies', 'group', '')).toBe('');
  });

  it('of up to a hundred thousand characters keeps no reader busy', () => {
    for (const filler of ['1', ' ', '1,', '二', '十', '(', 'a、', "'", '·', '.']) {
      for (const length of [9_000, 100_000]) {
        const text = `1${filler.repeat(length)}x`;
        for (const column of ['quantity', 'occurredOn', 'kind', 'content', 'code'])
          valueOf('filings', column, text);
        for (const column of ['cosigners', 'complex', 'result']) valueOf('proposals', column, text);
        for (const column of ['name', 'bornMonth', 'occupation']) valueOf('deputies', column, text);
      }
    }
  });
});

describe('the check of a table', () => {
  it('gives all faults of all rows at once, each with its place and a remedy', () => {
    const checked = check(
      'deputies',
      { certificateNumber: '', electedOn: '2026-02-30', sex: '无' },
      {},
      { certificateNumber: '003', name: '', stateWorker: '也许' },
    );
    expect(brief(checked.faults)).toEqual([
      '2 代表证号 required',
      '2 性别 not-one-of',
      '2 当选日期 no-such-day',
      '4 姓名 required',
      '4 国家工作人员 not-yes-no',
    ]);
    expect(checked.faults[2]).toEqual({
      file: 'deputies.csv',
      line: 2,
      column: '当选日期',
      value: '2026-02-30',
      code: 'no-such-day',
      message: '没有这一天。请核对月份和日子，写成年-月-日，例如 2026-01-10',
    });
    expect(checked.rows.map((row) => row.line)).toEqual([3]);
  });

  it('shortens what stood in a cell to sixty characters', () => {
    const [fault] = check('deputies', { sex: '\u{20000}'.repeat(500) }).faults;
    expect(Array.from(fault?.value ?? '')).toHaveLength(61);
  });

  it('tells which columns the file has, so that a left-out one can be told from a blank one', () => {
    const checked = check('districts', { seats: '' });
    expect(checked.columns).toEqual(['number', 'name', 'seats']);
    expect(checked.rows[0]?.values).toEqual({ number: '1', name: '回龙选区', villages: [], seats: null });
  });

  it('names all lines that share a key, and keeps none of them', () => {
    const checked = check('deputies', {}, { certificateNumber: '002' }, { name: '田富' });
    expect(brief(checked.faults)).toEqual(['2 代表证号 duplicate', '4 代表证号 duplicate']);
    expect(checked.faults[0]?.message).toBe(
      '第 2、4 行的代表证号相同。每个只能有一行，请改正编号或删去多余的行',
    );
    expect(checked.rows.map((row) => row.line)).toEqual([3]);
  });

  it('keeps the first of equal rows', () => {
    const checked = check('activities', {}, {});
    expect(brief(checked.faults)).toEqual(['3 活动编号 same-row-twice']);
    expect(checked.rows.map((row) => row.line)).toEqual([2]);
  });

  it('compares keys by what they mean: one half-day of one deputy written in two ways', () => {
    const checked = check(
      'sessions',
      {},
      { heldOn: '2026年1月14日', half: 'am', state: '缺席' },
      { half: '下午' },
      { deputy: '002' },
    );
    expect(brief(checked.faults)).toEqual([
      '2 会议、日期、半天、代表证号 duplicate',
      '3 会议、日期、半天、代表证号 duplicate',
    ]);
    expect(checked.rows.map((row) => row.line)).toEqual([4, 5]);
  });

  it.each([
    ['attendance', { state: '缺席' }, { deputy: '002' }],
    ['filings', { content: 'x' }, { code: 'F02' }],
    ['proposals', { title: 'x' }, { number: '2026-002' }],
    ['districts', { name: 'x' }, { number: '2' }],
  ] as const)('finds two rows of one key in %s, and only those', (template, same, other) => {
    expect(codes(check(template, {}, same, other).faults)).toEqual(['duplicate', 'duplicate']);
  });

  it('does not call rows without a key equal', () => {
    const checked = check('deputies', { certificateNumber: '' }, { certificateNumber: '' });
    expect(codes(checked.faults)).toEqual(['required', 'required']);
  });

  it('only warns of leading zeros that seem lost', () => {
    const mixed = check(
      'deputies',
      { certificateNumber: '001' },
      { certificateNumber: '2' },
      { certificateNumber: '012' },
    );
    expect(mixed.faults).toEqual([]);
    expect(brief(mixed.warnings)).toEqual(['3 代表证号 zeros-lost']);
    expect(mixed.warnings[0]?.message).toContain('看起来丢失了前导零');
    const bare = check(
      'deputies',
      { certificateNumber: '9' },
      { certificateNumber: '10' },
      { certificateNumber: '11' },
    );
    expect(brief(bare.warnings)).toEqual(['2 代表证号 zeros-unsure']);
    expect(check('districts', { number: '9' }, { number: '10' }).warnings).toEqual([]);
    expect(check('deputies', { certificateNumber: '11' }, { certificateNumber: '12' }).warnings).toEqual([]);
  });

  it('only warns of days ahead', () => {
    const checked = check('filings', { occurredOn: '2026-11-24' }, { code: 'F02', occurredOn: '2026-11-25' });
    expect(brief(checked.warnings)).toEqual(['3 日期 day-ahead']);
    expect(checked.rows).toHaveLength(2);
  });

  it('gives typed rows', () => {
    const checked = check('proposals', {
      cosigners: '002',
      complex: '是',
      answeredOn: '2026-04-10',
      result: '满意',
    });
    if (checked.template !== 'proposals') throw new Error('another template');
    const { kind, filedOn, cosigners, complex, answeredOn, result, leadUnit } = checked.rows[0]!.values;
    expect({ kind, filedOn, cosigners, complex, answeredOn, result, leadUnit }).toEqual({
      kind: 'suggestion',
      filedOn: '2026-01-14',
      cosigners: ['002'],
      complex: true,
      answeredOn: '2026-04-10',
      result: 'satisfied',
      leadUnit: '',
    });
  });

  it('of 5,000 rows, all wrong, gives every fault', () => {
    const wrong = Array.from({ length: 5000 }, () => ({ name: '', electedOn: 'x' }));
    const { faults, rows } = checkCells(table('deputies', wrong), TODAY);
    expect(faults).toHaveLength(5000 * 2 + 4999);
    expect(rows).toEqual([]);
  });
});
