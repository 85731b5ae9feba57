import { describe, expect, it } from 'vitest';
import { COMMON_STEMS } from '../../src/accounts/common-passwords.ts';
import { PASSWORD_FAULTS } from '../../src/accounts/labels.ts';
import { wordsOf } from '../../src/accounts/own-words.ts';
import { passwordFault, type OwnWords } from '../../src/accounts/password-rules.ts';

/** 田国斌 of 回龙镇, as everybody knows him. */
const OWN: OwnWords = {
  ...wordsOf({ login: 'TianGuobin', name: '田国斌' }, '回龙镇'),
  phones: ['138 0013-8642'],
};

describe('a password', () => {
  it.each([
    ['seven letters', '1234567', 'too-short'],
    ['seven characters', '七个字的密码啊', 'too-short'],
    ['201 characters', '长'.repeat(201), 'too-long'],
    ['a birthday', '19680815', 'only-digits'],
    ['a telephone number of somebody else', '13900139000', 'only-digits'],
    ['figures in their order', '12345678', 'only-digits'],
    ['signs only', '!@#!@#!@#', 'only-digits'],
    ['the login name and a year', 'tianguobin2026', 'has-login'],
    ['one’s own telephone number with a word', 'call13800138642me', 'has-phone'],
    ['the last eight figures of it', 'spring00138642', 'has-phone'],
    ['the last six figures of it', '春天来了138642', 'has-phone'],
    ['one’s own name and a year', '田国斌@1968', 'has-name'],
    ['the first letters of it and figures', 'tgb123456', 'has-name'],
    ['the first letters of it in capitals, with signs', 'TGB@19680815', 'has-name'],
    ['the township', '回龙镇2026!', 'has-township'],
    ['the township in pinyin', 'huilong123', 'has-township'],
    ['the township in pinyin, with its kind and the trade', 'huilongzhen-rd', 'has-township'],
    ['the first letters of the township', 'hlz20260114', 'has-name'],
  ] as const)('of %s is refused', (_what, password, fault) => {
    expect(passwordFault(password, OWN)).toBe(fault);
  });

  it('of one’s name in pinyin is refused where the login is another', () => {
    expect(passwordFault('tianguobin68', { ...OWN, login: '6-001' })).toBe('has-name');
    expect(passwordFault('1968.TianGuoBin', { ...OWN, login: '6-001' })).toBe('has-name');
  });

  it.each(
    (
      'rd123456 rd@2026! Renda123 renda888 Password password1 P@ssw0rd pa55w0rd admin888 administrator a1234567 abc12345 ' +
      'aa123456 qq123456 woaini1314 woaini520 iloveyou zhang123 wang1234 qwertyui qwerty123 1qaz2wsx 1q2w3e4r zaq12wsx ' +
      'qazwsxedc asdf1234 4rfv5tgb abcdefgh 1234abcd aaaaaaaa abababab aaa111222 football princess sunshine baseball1 ' +
      'liverpoo christin testtest zhongguo nihao123 china2026 changeme ｒｄ１２３４５６'
    ).split(' '),
  )('like %s is what everybody takes', (password) => expect(passwordFault(password, OWN)).toBe('too-common'));

  it('is compared with thousands that everybody takes', () => {
    const endings = [
      '',
      '1',
      '12',
      '123',
      '1234',
      '12345',
      '123456',
      '888',
      '666',
      '520',
      '1314',
      '2026',
      '!',
      '@123',
    ];
    const common = [...COMMON_STEMS].flatMap((stem) => endings.map((ending) => stem + ending));
    const long = common.filter((password) => password.length >= 8);
    expect(long.length).toBeGreaterThan(3000);
    expect(long.filter((password) => passwordFault(password, OWN) === null)).toEqual([]);
  });

  it.each([
    ['eight characters', '八个字的密码就够'],
    ['64 characters', `${'长'.repeat(63)}短`],
    ['200 characters', `${'长'.repeat(199)}短`],
    ['letters and digits in groups', 'k7mw-2xqa-9hfd'],
    ['words with a space', '春天来了 spring'],
    ['words that have nothing to do with each other', 'correct horse battery staple'],
    ['a sentence with the township in it', '回龙镇的春天来了'],
    ['a sentence with a common word in it', '我的password是春天'],
  ])('of %s is accepted', (_what, password) => {
    expect(passwordFault(password, OWN)).toBeNull();
  });

  it('may not hold a Chinese login name, however short; two letters may stand in any word', () => {
    expect(passwordFault('田国斌今年六十岁', { ...OWN, login: '田国斌' })).toBe('has-login');
    expect(passwordFault('an apple a day keeps', { ...OWN, login: 'an' })).toBeNull();
  });

  it('is refused with words on how a better one is found', () => {
    const { 'too-long': tooLong, ...others } = PASSWORD_FAULTS;
    expect(tooLong).toContain('200');
    for (const text of Object.values(others)) expect(text).toContain('自己记得住');
  });
});
