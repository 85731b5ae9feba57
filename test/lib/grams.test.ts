import { describe, expect, it } from 'vitest';
import { gramsOf, phrasesOf } from '../../src/lib/grams.ts';

describe('text for the index of words', () => {
  it('is pairs of Chinese characters, the last one of a run by itself too', () => {
    expect(gramsOf('清扫路面。路')).toEqual(['清扫', '扫路', '路面', '面', '路']);
  });

  it('keeps Latin words and numbers whole, in small letters and half-width', () => {
    expect(gramsOf('５Ｇ基站 Wi-Fi（２０２６-001）')).toEqual([
      '5g',
      '基站',
      '站',
      'wi',
      'fi',
      '2026',
      '001',
    ]);
  });

  it('counts characters outside the basic plane as one', () => {
    expect(gramsOf('𠮷林')).toEqual(['𠮷林', '林']);
  });

  it('is nothing where there is nothing but signs', () => {
    expect(gramsOf(' ，。"*() ')).toEqual([]);
  });
});

describe('what was typed', () => {
  it('is one phrase for each word, of which every one is required', () => {
    expect(phrasesOf('清扫　路灯')).toEqual([
      { grams: ['清扫'], prefix: false },
      { grams: ['路灯'], prefix: false },
    ]);
  });

  it('of one character is the beginning of a pair', () => {
    expect(phrasesOf('路')).toEqual([{ grams: ['路'], prefix: true }]);
    expect(phrasesOf('第5号')).toEqual([{ grams: ['第', '5', '号'], prefix: true }]);
  });

  it('asks for the end of a run only where another kind of sign follows', () => {
    expect(phrasesOf('基站5G')).toEqual([{ grams: ['基站', '站', '5g'], prefix: false }]);
    expect(phrasesOf('5G基站')).toEqual([{ grams: ['5g', '基站'], prefix: false }]);
  });

  it('without a letter or number is nothing', () => {
    expect(phrasesOf('" OR *')).toEqual([{ grams: ['or'], prefix: false }]);
    expect(phrasesOf('。')).toEqual([]);
  });
});
