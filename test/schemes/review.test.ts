import { describe, expect, it } from 'vitest';
import { reviewFindingText } from '../../src/schemes/review-labels.ts';
import { reviewScheme } from '../../src/schemes/review.ts';
import type { Scheme, SchemeItem } from '../../src/schemes/rules.ts';
import { additive, TEMPLATES } from '../../src/schemes/templates.ts';

const CATEGORIES = ['农业类', '企业类'];

const texts = (scheme: Scheme) =>
  reviewScheme(scheme, CATEGORIES).map((finding) => [finding.forbidsAdoption, reviewFindingText(finding)]);

/** The additive template with one more item in front of or behind the others. */
function withItem(item: Partial<SchemeItem>, place: 'first' | 'last' = 'last'): Scheme {
  const scheme = additive(2026);
  const whole = { code: 'i1', section: 'deed', title: '新项目', unit: '件', points: 1, ...item };
  return { ...scheme, items: place === 'first' ? [whole, ...scheme.items] : [...scheme.items, whole] };
}

/** What the new item brings about, without what the template itself is asked. */
function said(item: Partial<SchemeItem>, place?: 'first' | 'last') {
  const before = texts(additive(2026)).map(([, text]) => text);
  return texts(withItem(item, place)).filter(([, text]) => !before.includes(text));
}

describe('the review of a draft', () => {
  it('lets every template be adopted, and asks only after what nothing counts', () => {
    for (const template of Object.values(TEMPLATES)) {
      const findings = reviewScheme(template(2026), CATEGORIES);
      expect(findings.filter((finding) => finding.forbidsAdoption)).toEqual([]);
    }
    expect(texts(additive(2026))).toEqual([
      [false, '整份办法：这些履职没有哪一项计分：活动请假。本来就不计分的，不用管'],
    ]);
  });

  it('forbids the adoption of what promises points that nobody can get', () => {
    const empty = { ...additive(2026), items: [] };
    expect(texts(empty)[0]).toEqual([true, '整份办法：还没有计分项目，谁也得不到积分']);
    expect(said({ kinds: ['deed.done', 'model.award'] })).toEqual([
      [
        true,
        '“新项目”：勾选的为民办实事、表彰奖励都已由“为民办实事”计分，这一项永远计不到分；同一履职只计一次，排在前面的先计',
      ],
    ]);
    expect(said({ kinds: ['activity.leave'], categories: ['农业类', '渔业类'], unit: '次' })).toContainEqual([
      true,
      '“新项目”：适用的代表类别“渔业类”在登记册里没有，谁也计不到分；请改选，或者先在“代表类别”里新增',
    ]);
  });

  it('points out a kind that is counted earlier, unless the categories share it out', () => {
    expect(said({ kinds: ['deed.done', 'activity.leave'] })).toEqual([
      [false, '“新项目”：为民办实事已由“为民办实事”计分，这一项里不会再计；同一履职只计一次，排在前面的先计'],
    ]);
    expect(said({ kinds: ['deed.done'], categories: ['农业类'] }, 'first')).toEqual([]);
  });

  it('points out units, evidence and leave that are seldom meant', () => {
    expect(
      said({ kinds: ['session.leave'], unit: '次', points: -1 }, 'first').map(([, text]) => text),
    ).toEqual([
      '“人代会请假（本地规定）”：勾选的人代会请假都已由“新项目”计分，这一项永远计不到分；同一履职只计一次，排在前面的先计',
      '“新项目”：人代会请假按半天登记，和这一项的单位不一样，分值请核对',
      '“新项目”：请假要扣分。经批准的请假是合法的（代表法第十三条），扣分只能是本地规定，请在项目名称里写明“本地规定”',
    ]);
    expect(said({ kinds: ['activity.leave'], unit: '次', evidence: true })).toContainEqual([
      false,
      '“新项目”：勾了“要佐证材料”，但所选的履职都不是代表自己登记的，这一条不起作用',
    ]);
    expect(said({})).toEqual([[false, '“新项目”：没有勾选计入的履职，登记册不会自动计分']]);
  });

  it('points out a section without items, but not one that everybody just has', () => {
    const scheme = additive(2026);
    const section = { code: 's1', title: '附加', cap: null };
    const withSection = (base: number) =>
      texts({ ...scheme, sections: [...scheme.sections, { ...section, base }] });
    expect(withSection(0)).toContainEqual([false, '板块“附加”：里面还没有计分项目']);
    expect(withSection(70)).not.toContainEqual([false, '板块“附加”：里面还没有计分项目']);
  });

  it('holds the warnings of the check of a scheme too', () => {
    expect(
      said({ cap: 10, quarterCap: 2, kinds: ['activity.leave'], unit: '次' }).map(([, text]) => text),
    ).toContain('“新项目”：四个季度的季度上限合计 8，到不了全年上限');
  });
});
