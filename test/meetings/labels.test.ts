import { describe, expect, it } from 'vitest';
import {
  agendaItemFrom,
  agendaText,
  leaveRemark,
  paperTitle,
  problemText,
  sessionTitle,
} from '../../src/meetings/labels.ts';

describe('an agenda', () => {
  it.each([
    ['报告：听取镇人民政府工作报告', 'report', '听取镇人民政府工作报告'],
    ['选举:补选镇长', 'election', '补选镇长'],
    ['听取和审议政府工作报告', 'report', '听取和审议政府工作报告'],
    ['关于财政预算的决议', 'resolution', '关于财政预算的决议'],
    ['补选副主席', 'election', '补选副主席'],
    ['其他：代表发言', 'other', '代表发言'],
    ['代表宣誓', 'other', '代表宣誓'],
  ])('reads “%s” as %s', (line, kind, title) => {
    expect(agendaItemFrom(line)).toEqual({ kind, title });
  });

  it('goes back into its form as it will be read again', () => {
    const agenda = ['报告：政府工作报告', '其他：关于选举的说明'].map(agendaItemFrom);
    expect(agendaText(agenda).split('\n').map(agendaItemFrom)).toEqual(agenda);
  });
});

describe('names of meetings', () => {
  it('are those of paper', () => {
    expect(sessionTitle(6, 3)).toBe('第六届第三次会议');
    expect(paperTitle('回龙镇', { title: '第六届第三次会议', half: 'am' })).toBe(
      '回龙镇第六届人民代表大会第三次会议',
    );
    expect(paperTitle('回龙镇', { title: '第六届人民代表大会第三次会议', half: 'pm' })).toBe(
      '回龙镇第六届人民代表大会第三次会议',
    );
    expect(paperTitle('回龙镇', { title: '视察敬老院', half: null })).toBe('视察敬老院');
  });
});

describe('words about a line', () => {
  it('say who has changed it, when and to what', () => {
    const theirs = {
      mark: { state: 'leave', reason: '住院', approver: '主席' },
      by: '工作人员乙',
      at: Date.UTC(2026, 2, 20, 2, 31),
    } as const;
    const text = problemText(
      { deputyId: 1, name: '石兰', reason: 'changed-meanwhile', theirs },
      '2026-03-19',
    );
    expect(text).toBe(
      '石兰的出勤已由工作人员乙在 2026-03-20 10:31 记为“请假（住院，主席批准）”，你填的还没有保存。',
    );
  });

  it('put a known leave into the sign-in book', () => {
    expect(leaveRemark({ state: 'leave', reason: '住院', approver: '主席' })).toBe('请假，住院，主席批准');
    expect(leaveRemark({ state: 'absent', reason: '', approver: '' })).toBe('');
  });
});
