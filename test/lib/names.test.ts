import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesName, normaliseName, pinyinOf } from '../../src/lib/names.ts';

/** Any code units at all, lone surrogates too. */
const anyText = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));

describe('a name as it is stored', () => {
  it.each([
    ['王伟', '王伟'],
    [' 王　伟 ', '王伟'],
    ['王 \u3000伟', '王伟'],
    ['欧 阳 修', '欧阳修'],
    ['王\u200b伟\ufeff', '王伟'],
    ['\u202e王伟', '王伟'],
    ['𠅤 𬭎', '𠅤𬭎'],
    ['〇 二', '〇二'],
    ['John  Smith', 'John Smith'],
    ['王 Smith', '王 Smith'],
    ['J. Smith', 'J. Smith'],
    ['', ''],
  ])('%j becomes %s', (typed, stored) => {
    expect(normaliseName(typed)).toBe(stored);
  });

  it.each(['·', '•', '‧', '・', '･', '∙', '⋅', '.', '．', ' · ', '··', ' . '])(
    'the middle dot typed as %j is U+00B7',
    (dot) => {
      expect(normaliseName(`买买提${dot}吐尔逊`)).toBe('买买提\u00b7吐尔逊');
    },
  );

  it.each(['𬭎㛃䶮𠅤瑢㻬𫖮', '\uf92c', '\ufa11', '\u{2f81a}', '\ue863', '葛\u{e0100}'])(
    'the rare character in %s is not replaced by another',
    (name) => {
      expect(normaliseName(name)).toBe(name);
    },
  );

  it('is its own stored form', () => {
    const piece = fc.constantFrom('王', '𬭎', ' ', '\u3000', '·', '•', '.', 'a', '\u200b', '\n');
    fc.assert(
      fc.property(fc.string({ unit: piece }), (text) => {
        const stored = normaliseName(text);
        expect(normaliseName(stored)).toBe(stored);
      }),
    );
  });
});

describe('pinyin', () => {
  it.each([
    ['田大利', 'tiandali', 'tdl'],
    ['曾志伟', 'zengzhiwei', 'zzw'],
    ['单雄信', 'shanxiongxin', 'sxx'],
    ['解缙', 'xiejin', 'xj'],
    ['仇英', 'qiuying', 'qy'],
    ['查良镛', 'zhaliangyong', 'zly'],
    ['翟天临', 'zhaitianlin', 'ztl'],
    ['区建国', 'oujianguo', 'ojg'],
    ['盖叫天', 'gejiaotian', 'gjt'],
    ['覃辉', 'qinhui', 'qh'],
    ['朴树', 'piaoshu', 'ps'],
    ['乐毅', 'yueyi', 'yy'],
    ['任正非', 'renzhengfei', 'rzf'],
    ['华罗庚', 'hualuogeng', 'hlg'],
    ['缪荣', 'miaorong', 'mr'],
    ['种建国', 'chongjianguo', 'cjg'],
    ['贠建国', 'yunjianguo', 'yjg'],
    ['冼星海', 'xianxinghai', 'xxh'],
    ['吕布', 'lvbu', 'lb'],
    ['万俟卨', 'moqixie', 'mqx'],
    ['尉迟恭', 'yuchigong', 'ycg'],
    ['长孙无忌', 'zhangsunwuji', 'zswj'],
    ['欧阳修', 'ouyangxiu', 'oyx'],
    ['买买提·吐尔逊', 'maimaitituerxun', 'mmttex'],
    ['王　𬭎', 'wanghong', 'wh'],
    ['', '', ''],
  ])('%s is read %s, %s', (name, full, initials) => {
    expect(pinyinOf(name)).toEqual({ full, initials });
  });

  it.each([
    ['张单', 'zhangdan'],
    ['李解', 'lijie'],
    ['王曾', 'wangceng'],
  ])('a surname reading is for the surname only: %s is %s', (name, full) => {
    expect(pinyinOf(name).full).toBe(full);
  });

  it('holds letters and digits only, whatever the name', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        const { full, initials } = pinyinOf(name);
        expect(full + initials).toMatch(/^[a-z0-9]*$/);
        expect(initials.length <= full.length).toBe(true);
      }),
    );
  });
});

describe('finding a person', () => {
  const people = ['曾志伟', '吕建国', '买买提·吐尔逊', '王𬭎'].map((name) => {
    const { full, initials } = pinyinOf(name);
    return { name, pinyin: full, initials };
  });

  it.each([
    ['曾志伟', '曾志伟'],
    ['志伟', '曾志伟'],
    [' 曾　志伟 ', '曾志伟'],
    ['zeng', '曾志伟'],
    ['zhiwei', '曾志伟'],
    ['Zeng Zhi Wei', '曾志伟'],
    ["zeng'zhiwei", '曾志伟'],
    ['zzw', '曾志伟'],
    ['ZZ', '曾志伟'],
    ['ｚｚｗ', '曾志伟'],
    ['lvjian', '吕建国'],
    ['lü', '吕建国'],
    ['买买提吐尔逊', '买买提·吐尔逊'],
    ['买买提.吐', '买买提·吐尔逊'],
    ['tuerxun', '买买提·吐尔逊'],
    ['mmt', '买买提·吐尔逊'],
    ['𬭎', '王𬭎'],
  ])('%j finds %s', (query, found) => {
    expect(people.filter((person) => matchesName(query, person)).map((person) => person.name)).toEqual([
      found,
    ]);
  });

  it.each(['曾伟', 'ceng', 'zw', '李', 'x y z'])('%j finds nobody', (query) => {
    expect(people.filter((person) => matchesName(query, person))).toEqual([]);
  });

  it('an empty query finds everybody', () => {
    expect(people.every((person) => matchesName(' ', person))).toBe(true);
  });
});
