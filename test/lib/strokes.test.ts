import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NameOrder } from '../../src/lib/names.ts';
import { compareByStrokes, strokeKey } from '../../src/lib/names.ts';
import { EXTRA_STROKES } from '../../src/lib/strokes-extra.ts';
import { IN_STROKE_ORDER } from './stroke-order.ts';

const ORDERS: NameOrder[] = ['compact', 'slot'];
const UNKNOWN = /^99/;

function sorted(names: string, order: NameOrder): string {
  return names.split(' ').toReversed().toSorted(compareByStrokes(order)).join(' ');
}

/** Count and strokes, without the code point. */
function strokes(character: string): string {
  return strokeKey(character, 'compact').slice(0, -6);
}

/** Any code units at all, lone surrogates too. */
const anyText = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));

describe('stroke order of characters', () => {
  it('orders surnames as the official lists do', () => {
    const surnames = '丁 于 万 马 王 韦 毛 方 尹 孔 邓 石 龙 卢 叶 田 史 付 白 冯 吕 朱 任';
    for (const order of ORDERS) expect(sorted(surnames, order)).toBe(surnames);
  });

  it('counts 阝 as two strokes and 艹 as three', () => {
    const counts = { 陈: '07', 邓: '04', 郑: '08', 郭: '10', 黄: '11', 范: '08', 苏: '07' };
    for (const [surname, count] of Object.entries(counts)) expect(strokes(surname).slice(0, 2)).toBe(count);
  });

  it.each([
    ['田', '0525121'],
    ['永', '05' + '45534'],
    ['子', '03521'],
    ['皙', '131234331232511'],
    ['瑢', '1411214453434251'],
    ['𬭎', '1231115' + '4451354'],
    ['㛃', '09111253531'],
    ['䶮', '09135341134'],
    ['𠅤', '1141251214544'],
    ['㻬', '15112114524444115'],
    ['𫖮', '12252515132534'],
  ])('%s is written %s', (character, written) => {
    expect(strokes(character)).toBe(written);
  });

  it('orders the third level of the national table as the table does', () => {
    const misplaced = IN_STROKE_ORDER.filter((character, index) => {
      const before = IN_STROKE_ORDER[index - 1];
      return before !== undefined && strokes(before) > strokes(character);
    });
    expect(IN_STROKE_ORDER.length).toBeGreaterThan(1000);
    expect(misplaced).toEqual([]);
  });

  it('knows the strokes of the commonest surnames', () => {
    const surnames =
      '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢' +
      '姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常' +
      '汤康易乔赖文庞樊殷施洪翟安颜倪牛温芦季俞章鲁葛伍申尤毕聂焦柴梅庄辛管祝左涂谷祁时舒耿卜路詹关苗凌费纪' +
      '靳盛童欧甄项曲成游阳裴席卫查屈鲍位霍翁隋植甘景薄单包司柏宁柯阮桂闵解强丛华车冉房边辜吉饶刁瞿戚丘古米池' +
      '滕晋苑邬臧畅宫来苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都' +
      '区朴仉佘佟俎冼谌隗逄郗阚訾褟嵺冮毌郤';
    const unknown = Array.from(surnames).filter((surname) => UNKNOWN.test(strokeKey(surname, 'compact')));
    expect(unknown).toEqual([]);
  });

  it('builds every extra character from parts that are known', () => {
    for (const [character, parts] of EXTRA_STROKES) {
      const written = Array.from(parts, (part) => (/\d/.test(part) ? part : strokes(part).slice(2))).join('');
      expect(strokes(character)).toBe(String(written.length).padStart(2, '0') + written);
      expect(written, character).toMatch(/^[1-5]+$/);
      for (const part of parts)
        expect(strokeKey(part, 'compact'), part).not.toMatch(/\d/.test(part) ? /^$/ : UNKNOWN);
    }
  });

  it('puts characters it does not know last, by code point', () => {
    expect(sorted('鱻 A 侴 😀', 'compact')).toBe('鱻 A 侴 😀');
  });

  it('puts characters with the same strokes in order of code point', () => {
    expect(sorted('甲 申 田 由', 'compact')).toBe('甲 申 田 由');
  });
});

describe('order of names', () => {
  it('by name strokes (people’s congresses) there is no empty place: 田大利 before 田富', () => {
    expect(sorted('田大利 田富', 'compact')).toBe('田大利 田富');
    expect(sorted('王大 王大利 王小明 王富', 'compact')).toBe('王大 王大利 王小明 王富');
  });

  it('by surname strokes a single-character given name comes first: 田富 before 田大利', () => {
    expect(sorted('田富 田大利', 'slot')).toBe('田富 田大利');
    expect(sorted('王大 王富 王大利 王小明', 'slot')).toBe('王大 王富 王大利 王小明');
  });

  it('a compound surname is one surname', () => {
    expect(sorted('欧阳修 欧阳小明', 'slot')).toBe('欧阳修 欧阳小明');
    expect(sorted('欧大利 欧阳修', 'slot')).toBe('欧大利 欧阳修');
    expect(sorted('司马光 司马相如 诸葛亮 诸葛小明', 'slot')).toBe('司马光 司马相如 诸葛亮 诸葛小明');
    expect(sorted('欧富 欧阳修', 'slot')).toBe('欧富 欧阳修');
    expect(sorted('欧阳修 欧富', 'compact')).toBe('欧阳修 欧富');
  });

  it('two characters are a surname and a given name, even 欧阳', () => {
    expect(sorted('欧阳 欧大利', 'slot')).toBe('欧阳 欧大利');
  });

  it('a name with a middle dot is read straight through', () => {
    for (const order of ORDERS) {
      expect(strokeKey('买买提·吐尔逊', order)).toBe(strokeKey('买买提.吐尔逊', 'compact'));
      expect(sorted('买买提·吐尔逊 买买提江·吐尔逊', order)).toBe('买买提·吐尔逊 买买提江·吐尔逊');
    }
  });

  it('spaces typed inside a name do not matter', () => {
    for (const order of ORDERS) expect(compareByStrokes(order)('王　伟', '王伟')).toBe(0);
  });

  it('is a total order for any text, and only the same name is equal', () => {
    const character = fc.constantFrom(...Array.from('王田大利富欧阳𬭎㛃侴·A1 😀\ud800'));
    const name = fc.oneof(fc.string({ unit: character, maxLength: 5 }), anyText);
    fc.assert(
      fc.property(fc.constantFrom(...ORDERS), name, name, name, (order, a, b, c) => {
        const compare = compareByStrokes(order);
        expect(compare(a, a)).toBe(0);
        expect(compare(a, b)).toBe(0 - compare(b, a));
        if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('does not take one name for another', () => {
    const character = fc.constantFrom(...Array.from('王田由甲大利富欧阳司马𬭎侴'));
    const name = fc.string({ unit: character, minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.constantFrom(...ORDERS), name, name, (order, a, b) => {
        expect(compareByStrokes(order)(a, b) === 0).toBe(a === b);
      }),
    );
  });
});
