import { describe, expect, it } from 'vitest';
import { plainHeader } from '../../src/exchange/reading/headers.ts';
import { NOTES_SHEET, TEMPLATES, templateOf } from '../../src/exchange/templates.ts';

/** The published interface: other people's files have these headers. */
const PUBLISHED = `
districts.csv (选区): 选区编号, 选区名称, 所辖村社区, 应选名额
deputies.csv (代表): 代表证号, 姓名, 性别, 民族, 出生年月, 党派, 文化程度, 职业职务, 代表类别, 代表小类, 选区编号, 代表团, 代表小组, 联系电话, 当选日期, 国家工作人员, 宣誓日期, 上级代表职务
sessions.csv (人代会出勤): 会议, 日期, 半天, 代表证号, 状态, 事由, 批准人
activities.csv (活动): 活动编号, 类别, 名称, 日期, 地点, 组织单位, 内容
attendance.csv (活动出勤): 活动编号, 代表证号, 状态, 事由, 批准人
filings.csv (履职登记): 登记编号, 代表证号, 日期, 类别, 内容, 数量, 等次, 地点, 成效, 金额
proposals.csv (议案建议): 编号, 类型, 标题, 案由, 案据, 内容, 领衔代表, 附议代表, 提出日期, 交办日期, 主办单位, 协办单位, 复杂, 答复日期, 答复类别, 答复内容, 态度满意度, 结果满意度
`.trim();

const choicesOf = (template: 'sessions' | 'proposals', id: string): Record<string, string> =>
  Object.fromEntries(
    templateOf(template)
      .columns.find((column) => column.id === id)!
      .choices.map(({ label, code }) => [label, code]),
  );

describe('the import templates', () => {
  it('have the published files, sheets and headers, in the published order', () => {
    const lines = TEMPLATES.map(
      ({ file, sheet, columns }) =>
        `${file} (${sheet}): ${columns.map((column) => column.header).join(', ')}`,
    );
    expect(lines.join('\n')).toBe(PUBLISHED);
  });

  it('take the published words', () => {
    expect(choicesOf('sessions', 'state')).toEqual({
      出席: 'present',
      迟到: 'late',
      早退: 'left_early',
      请假: 'leave',
      缺席: 'absent',
    });
    expect(choicesOf('sessions', 'half')).toEqual({ 上午: 'am', 下午: 'pm' });
    expect(choicesOf('proposals', 'kind')).toEqual({ 议案: 'motion', 建议: 'suggestion' });
    expect(choicesOf('proposals', 'answerClass')).toEqual({ A: 'A', B: 'B', C: 'C', D: 'D' });
    const satisfaction = { 满意: 'satisfied', 基本满意: 'fairly', 不满意: 'dissatisfied' };
    expect(choicesOf('proposals', 'attitude')).toEqual(satisfaction);
    expect(choicesOf('proposals', 'result')).toEqual(satisfaction);
  });

  it.each(TEMPLATES.map((template) => [template.id, template] as const))(
    'name every column of %s in one way only, so that a header means one column',
    (_, { columns, key }) => {
      const names = columns.flatMap(({ id, header, synonyms }) => [id, header, ...synonyms].map(plainHeader));
      expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
      const needed = columns.filter((column) => column.required).map((column) => column.id);
      expect(needed).toEqual(expect.arrayContaining([...key]));
    },
  );

  it('are told apart by their sheets and files, and none is the sheet of notes', () => {
    const names = [NOTES_SHEET, ...TEMPLATES.flatMap(({ id, sheet }) => [id, sheet])];
    expect(new Set(names).size).toBe(names.length);
  });
});
