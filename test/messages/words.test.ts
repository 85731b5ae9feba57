import { describe, expect, it } from 'vitest';
import { messageWords } from '../../src/messages/labels.ts';
import { messageLink } from '../../src/messages/links.ts';
import { MESSAGE_KINDS, type MessageKind } from '../../src/messages/rules.ts';

type Detail = Record<string, string>;

const said = (kind: string, detail: Detail, audience: 'deputy' | 'unit' = 'deputy') => {
  const { title, more } = messageWords({ kind, detail }, audience);
  return more === '' ? title : `${title} / ${more}`;
};

const FILING = { kind: 'contact.visit', occurredOn: '2026-03-05' };
const LEAVE = { title: '视察农村公路建设', day: '2026-03-05' };

describe('the words of a message', () => {
  it.each([
    ['filing-confirmed', FILING, '您登记的“走访选民”（2026年3月5日）已确认'],
    [
      'filing-returned',
      { ...FILING, reason: '请写明地点' },
      '您登记的“走访选民”（2026年3月5日）被退回，请修改后再提交 / 原因：请写明地点',
    ],
    ['filing-voided', { ...FILING, reason: '重复' }, '您登记的“走访选民”（2026年3月5日）已作废 / 原因：重复'],
    [
      'invited',
      { title: '视察敬老院', day: '2026-03-05', time: '上午9:00', place: '楠新村', answerBy: '2026-03-03' },
      '请您参加：视察敬老院 / 时间：2026年3月5日上午9:00；地点：楠新村；请在2026年3月3日前答复',
    ],
    [
      'invited',
      { title: '视察敬老院', day: '2026-03-05', time: '', place: '', answerBy: '' },
      '请您参加：视察敬老院 / 时间：2026年3月5日',
    ],
    ['leave-approved', { ...LEAVE, reason: '' }, '视察农村公路建设（2026年3月5日）的请假已批准'],
    [
      'leave-refused',
      { ...LEAVE, reason: '人手不够' },
      '视察农村公路建设（2026年3月5日）的请假没有批准 / 理由：人手不够',
    ],
    ['notice-corrected', { quarter: '2026Q1' }, /^2026年第一季度积分公示有更正/],
    ['notice-published', { quarter: '2026Q1' }, /^2026年第一季度积分已公示 /],
    [
      'objection-answered',
      { quarter: '2026Q1', state: 'upheld', summary: '补登一次' },
      '对您2026年第一季度积分的异议已答复：异议成立 / 补登一次',
    ],
    ['assessment-due', { year: '2026', step: 'self', name: '田大利' }, '2026年度积分核定：请填写您的自评'],
    [
      'assessment-due',
      { year: '2026', step: 'group', name: '田大利', reason: '漏了一项' },
      '2026年度积分核定：请给田大利评分 / 退回原因：漏了一项',
    ],
    ['assessment-final', { year: '2026', computed: '80', final: '80' }, '您的2026年度积分已核定：80 分'],
    [
      'assessment-final',
      { year: '2026', computed: '80', final: '85' },
      '您的2026年度积分已核定：85 分 / 按登记的记录计算是 80 分。',
    ],
    ['proposal-changed', { title: '修路', change: 'asked-to-sign' }, '《修路》请您附议'],
    [
      'proposal-changed',
      { title: '修路', change: 'returned', reason: '一事一议' },
      '《修路》被退回 / 原因：一事一议',
    ],
    ['proposal-changed', { title: '修路', change: 'of-a-later-time' }, '《修路》有新的进展'],
  ] as [MessageKind, Detail, string | RegExp][])('of the kind %s, with %j', (kind, detail, words) =>
    typeof words === 'string'
      ? expect(said(kind, detail)).toBe(words)
      : expect(said(kind, detail)).toMatch(words),
  );

  it('are another unit’s where it is theirs to act', () => {
    expect(said('proposal-changed', { title: '修路', change: 'assigned' }, 'unit')).toBe(
      '《修路》已交办给您单位，请签收',
    );
    expect(said('proposal-changed', { title: '修路', change: 'assigned' })).toBe('《修路》已交办');
  });

  it('are there for every kind, whatever the detail lacks, and for kinds of another version', () => {
    for (const kind of [...MESSAGE_KINDS, 'of-a-later-time'])
      expect(said(kind, {})).toMatch(/^[^\w]*[\p{Script=Han}“”《》（）：，、。 ]+/u);
  });
});

describe('the link of a message', () => {
  const link = (kind: string, subjectType: string, subjectKey: string, detail: Detail = {}) =>
    messageLink({ kind, subjectType, subjectKey, detail }, 'deputy');

  it.each([
    ['filing-returned', 'filing', '2026-D0009', {}, '/my/filings/2026-D0009'],
    ['invited', 'activity', '2026-H012', {}, '/my/invitations/2026-H012'],
    ['leave-refused', 'activity', '2026-H012', {}, '/my/leave'],
    ['leave-approved', 'sitting', '第一次会议/2026-01-14/am', {}, '/my/leave'],
    ['notice-published', 'notice', '2026Q1/1', { quarter: '2026Q1' }, '/my/points?year=2026&quarter=2026Q1'],
    ['notice-corrected', 'notice', '2026Q1/2', { quarter: '2026Q1' }, '/notices/2026Q1/2'],
    ['objection-answered', 'objection', 'Y2026-001', {}, '/my/objections'],
    ['assessment-due', 'assessment', '2026/001', { step: 'self' }, '/my/assessment/2026'],
    ['assessment-due', 'assessment', '2026/001', { step: 'group' }, '/my/assessments/2026/001'],
    ['assessment-final', 'assessment', '2026/001', {}, '/my/assessment/2026'],
    ['proposal-changed', 'proposal', '2026-001', {}, '/my/proposals/2026-001'],
    ['proposal-changed', 'proposal', 'D2026-001', {}, '/my/proposals'],
    ['of-a-later-time', 'thing', 'x', {}, null],
  ] as [string, string, string, Detail, string | null][])(
    'of the kind %s about %s %s leads to its page',
    (kind, type, key, detail, address) => expect(link(kind, type, key, detail)).toBe(address),
  );

  it('leads a unit to the proposals that it handles, and nowhere else', () => {
    const about = { kind: 'proposal-changed', subjectKey: '2026-001', detail: {} };
    expect(messageLink({ ...about, subjectType: 'proposal' }, 'unit')).toBe('/unit/proposals/2026-001');
    expect(messageLink({ ...about, subjectType: 'filing' }, 'unit')).toBeNull();
  });
});
