import { describe, expect, it } from 'vitest';
import { addressOf, chooseRegister, faultOfName, RESERVED } from '../../src/registers/rules.ts';
import { startApp } from '../support/app.ts';
import { openWorld } from '../support/world.ts';

describe('a register’s name', () => {
  it('is two to thirty-one lower-case letters, digits and dashes, beginning with a letter', () => {
    for (const name of ['qingxi', 'q1', 'he-bian-2', 'a'.repeat(31)]) expect(faultOfName(name)).toBeNull();
    const wrong = [
      '',
      'q',
      'a'.repeat(32),
      'Qingxi',
      '1he',
      '-a',
      'a b',
      '清溪',
      'a.b',
      'a/b',
      '../etc',
      '..',
    ];
    for (const name of [...wrong, "a'b", 'a"b', 'a%2fb', 'a\0b', 'qingxi\n'])
      expect(faultOfName(name)).toBe('form');
  });

  it('is never the beginning of an address of the site itself', async () => {
    const app = await startApp(await openWorld());
    const beginnings = app.declaredRoutes.map(({ url }) => url.split(/[/.?]/)[1] ?? '');
    const free = [...new Set(beginnings)].filter((word) => word !== '' && !RESERVED.includes(word));
    expect(free).toEqual([]);
    for (const word of RESERVED) expect(faultOfName(word)).toBe('reserved');
  });
});

describe('the register that an address asks for', () => {
  it('is named by the first segment, which the rest of the address is without', () => {
    const choose = (url: string) => chooseRegister('127.0.0.1:3000', url, []);
    expect(choose('/qingxi/desk/deputies?q=1')).toEqual({
      name: 'qingxi',
      typed: 'qingxi',
      prefix: '/qingxi',
      url: '/desk/deputies?q=1',
    });
    expect(choose('/qingxi')).toMatchObject({ name: 'qingxi', url: '/' });
    expect(choose('/qingxi/')).toMatchObject({ name: 'qingxi', url: '/' });
    expect(choose('/qingxi?size=1')).toMatchObject({ name: 'qingxi', url: '/?size=1' });
    expect(choose('/qingxi//evil.example')).toMatchObject({ name: 'qingxi', url: '//evil.example' });
  });

  it('is none for the site’s own addresses, and for what is no name', () => {
    const none = (url: string) => chooseRegister('example.cn', url, ['example.cn']);
    for (const url of ['/', '/?q=x', '/desk', '/assets/style.css', '/feed.atom', '/robots.txt'])
      expect(none(url)).toEqual({ name: null, typed: '', prefix: '', url });
    for (const typed of ['Qingxi', '..', '%2e%2e', "a'b"])
      expect(none(`/${typed}/desk`)).toEqual({ name: null, typed, prefix: '', url: `/${typed}/desk` });
  });

  it('is named by a host of its own, whose addresses are left as they are', () => {
    const hosts = ['rd.example.cn'];
    const own = chooseRegister('QingXi.rd.example.cn:8443', '/shawan/desk', hosts);
    expect(own).toEqual({ name: 'qingxi', typed: 'qingxi', prefix: '', url: '/shawan/desk' });
    expect(chooseRegister('a.b.rd.example.cn', '/', hosts)).toMatchObject({ name: null, typed: 'a.b' });
    expect(chooseRegister('rd.example.cn', '/shawan/desk', hosts)).toMatchObject({ name: 'shawan' });
    expect(chooseRegister('evilrd.example.cn', '/', hosts)).toMatchObject({ name: null, typed: '' });
  });

  it('is found again at the address that is given for it', () => {
    expect(addressOf('http://127.0.0.1:3000', 'qingxi', ['example.cn'])).toBe('http://127.0.0.1:3000/qingxi');
    expect(addressOf('https://example.cn:8443', 'qingxi', ['example.cn'])).toBe(
      'https://qingxi.example.cn:8443',
    );
    expect(addressOf('https://example.cn', 'qingxi', [])).toBe('https://example.cn/qingxi');
  });
});
