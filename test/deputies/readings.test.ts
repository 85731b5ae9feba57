import { describe, expect, it } from 'vitest';
import { isReadingOf, searchKeys, typedReading } from '../../src/deputies/readings.ts';

describe('the reading of a name', () => {
  it.each([
    ['田大利', '', { pinyin: 'tiandali', initials: 'tdl' }],
    ['覃冠英', 'tan guan ying', { pinyin: 'tanguanying', initials: 'tgy' }],
    ['吕西安', "Lü xi'an", { pinyin: 'lvxian', initials: 'lxa' }],
    ['𬭎', '', { pinyin: 'hong', initials: 'h' }],
  ])('%s read as "%s" is found by its keys', (name, reading, keys) => {
    expect(searchKeys(name, reading)).toEqual(keys);
  });

  it.each([
    ['覃冠英', 'tan guan ying'],
    ['陆西安', 'lv xi an'],
    ['南宁', 'na ning'],
    ['方案生', 'fang en sheng'],
    ['甘', 'gang'],
  ])('%s typed as "%s" is shown again as it was typed', (name, reading) => {
    expect(typedReading(name, searchKeys(name, reading))).toBe(reading);
  });

  it('is not shown when it is the usual one', () => {
    expect(typedReading('田大利', searchKeys('田大利', 'tian da li'))).toBe('');
  });

  it('has one syllable for each Chinese character, in Latin letters', () => {
    expect(isReadingOf('覃冠英', 'tan guanying')).toBe(false);
    expect(isReadingOf('覃冠英', '谭 guan ying')).toBe(false);
    expect(isReadingOf('买买提·吐尔逊', 'mai mai ti tu er xun')).toBe(true);
    expect(isReadingOf('张Bo', 'zhang bo')).toBe(true);
  });
});
