import { describe, expect, test } from 'vitest';
import { figureValue, reportDocument } from '../../src/documents/report-words.ts';
import { correction, notice, noticeBody, reportBody } from './support.ts';

describe('the words of a notice', () => {
  test('name the law, the scheme and its version, the quarter, and the day of the data', () => {
    const [basis] = notice(160).paragraphs;
    expect(basis).toBe(
      '根据《中华人民共和国全国人民代表大会和地方各级人民代表大会代表法》第五十八条和《回龙镇人大代表履职积分办法》（2026年度，第2版），' +
        '现将2026年第三季度回龙镇人民代表大会代表履职积分予以公示，涉及代表160名。积分依据截至2026年9月30日已经确认的履职记录计算。',
    );
  });

  test('say from when to when, both days counted, and where to object', () => {
    const [, window, contact] = notice(1).paragraphs;
    expect(window).toContain('公示期为2026年10月9日至2026年10月15日，共7天。');
    expect(contact).toBe('受理地点：镇政府三楼人大办公室；联系电话：028-87654321。');
  });

  test('leave out a contact that is not known', () => {
    expect(notice(1, { contact: { address: '', phone: '' } }).paragraphs).toHaveLength(2);
    expect(notice(1, { contact: { address: '', phone: '110' } }).paragraphs[2]).toBe('联系电话：110。');
  });

  test('say why a quarter was closed with open points', () => {
    expect(correction().paragraphs.at(-1)).toContain('两件登记待补交佐证。');
  });

  test('of a correction name what it corrects, what changed and why', () => {
    const model = correction();
    expect(model.title.replace('\n', '')).toBe('关于2026年第三季度人大代表履职积分的更正公告');
    expect(model.correction).toEqual({
      of: '第1版公示',
      reasons: [
        '田富本季积分由20改为22.75。',
        '更正原因：补登一次视察。',
        `被更正的第1版公示保留备查，其校验码为${'cd'.repeat(32)}。`,
      ],
    });
    expect(model.verification?.previousSha256).toBe('cd'.repeat(32));
  });

  test('explain shared ranks, or that there are none', () => {
    expect(notice(1).notes[0]).toContain(
      '积分相同的名次并列，其后的名次空出（如1、2、2、4）；名次并列的以姓名笔画为序。',
    );
    const unranked = notice(1, { showRank: false });
    expect(unranked.notes[0]).toBe('名单以姓名笔画为序，不排名次。');
    expect(unranked.tables[0]?.columns.map(({ title }) => title)).not.toContain('名次');
  });

  test('say so when the sections do not add up to the points', () => {
    const note = '基础分和累计积分的上下限只计入合计，不计入各类。';
    const [line] = noticeBody(1).lines;
    if (line === undefined) throw new Error('no line');
    expect(notice(1).notes).not.toContain(note);
    expect(notice(1, { lines: [{ ...line, points: 30 }] }).notes).toContain(note);
  });
});

describe('the points table', () => {
  test('has columns that fill the page, with and without ranks and sections', () => {
    for (const showRank of [true, false]) {
      for (const count of [0, 1, 3, 4, 6]) {
        const sections = noticeBody(1).sections.slice(0, count);
        const columns = notice(2, { showRank, sections }).tables[0]?.columns ?? [];
        expect(columns.reduce((sum, { width }) => sum + width, 0)).toBe(40);
        expect(columns.every(({ width }) => Number.isInteger(width) && width >= 3)).toBe(true);
      }
    }
  });

  test('shows points with at most two decimals and a missing section as 0', () => {
    expect(notice(1).tables[0]?.rows[0]).toEqual([
      '1',
      '田富',
      '回龙',
      '8',
      '-1',
      '3.5',
      '12.25',
      '0',
      '0',
      '22.75',
      '118.5',
      '1',
    ]);
  });

  test('keeps the word 选区 in the names when one of them has none', () => {
    const lines = noticeBody(2).lines.map((line, index) => ({
      ...line,
      district: ['回龙选区', '青龙片'][index] ?? '',
    }));
    expect(notice(2, { lines }).tables[0]?.rows.map((row) => row[2])).toEqual(['回龙选区', '青龙片']);
  });

  test('leaves the sections to the page on line when there are too many for the paper', () => {
    const sections = Array.from({ length: 8 }, (_, index) => ({ code: `s${index}`, title: `类别${index}` }));
    const model = notice(1, { sections });
    expect(model.tables[0]?.columns.map(({ title }) => title)).toEqual([
      '序号',
      '姓名',
      '选区',
      '本季积分',
      '累计积分',
      '名次',
    ]);
    expect(model.notes).toContain('分类积分见网上公示页面。');
  });
});

describe('the words of a report form', () => {
  test('tell a rate, a count, zero and nothing known apart', () => {
    const figure = { label: '', unit: '次', note: null };
    expect(figureValue({ ...figure, count: 3, of: 4 })).toBe('3/4 次');
    expect(figureValue({ ...figure, count: 2, of: null })).toBe('2 次');
    expect(figureValue({ ...figure, count: 0, of: null })).toBe('0 次');
    expect(figureValue({ ...figure, count: null, of: null })).toBe('—');
  });

  test('print — for what the register does not hold', () => {
    const { person } = reportDocument(reportBody('田富'));
    expect(person).toMatchObject({ born: '1953年4月', electedOn: '2026年1月10日', oathOn: '—', group: '—' });
  });

  test('show all four quarters, those not closed as —', () => {
    expect(reportDocument(reportBody('田富')).points).toEqual([
      { quarter: '第一季度', points: '45', total: '45', rank: '2' },
      { quarter: '第二季度', points: '-0.5', total: '44.5', rank: '—' },
      { quarter: '第三季度', points: '—', total: '—', rank: '—' },
      { quarter: '第四季度', points: '—', total: '—', rank: '—' },
    ]);
  });
});
