import { describe, expect, it } from 'vitest';
import { changeTownship } from '../../src/settings/actions.ts';
import { missingIn } from '../support/page-rules.ts';
import { tempFolder } from '../support/register.ts';
import { browserAt, makeRegister, startMany, twoTownships } from '../support/registers.ts';
import { doingAt, TOWNSHIP } from '../support/world.ts';

describe('the start page of many townships', () => {
  it('lists those that are set up, each with its own address, and opens none of them for it', async () => {
    const dir = await twoTownships();
    await makeRegister(dir, 'anle', '');
    const { app, pool } = await startMany(dir);
    const page = await browserAt(app, {}).get('/');
    expect(page.status).toBe(200);
    expect(missingIn(page.$)).toEqual([]);
    const links = page.$('ul.choices a').toArray();
    const shown = links.map((link) => [page.$(link).text(), page.$(link).attr('href')]);
    expect(shown.map(([name]) => name)).toEqual(['清溪镇', '沙湾镇']);
    expect(shown.map(([, href]) => new URL(href ?? '').pathname)).toEqual(['/qingxi/', '/shawan/']);
    expect((await app.inject('/qingxi/')).statusCode).toBe(200);
    expect(page.$('input[name=q]')).toHaveLength(0);
    expect(pool.openNames).toEqual(['qingxi']);
  });

  it('gives hosts of their own where there are such', async () => {
    const { app } = await startMany(await twoTownships(), {
      hosts: ['example.cn'],
      publicUrl: 'https://example.cn',
    });
    const page = await browserAt(app, { host: 'example.cn' }).get('/');
    const hrefs = page.$('ul.choices a').toArray();
    expect(hrefs.map((link) => page.$(link).attr('href'))).toEqual([
      'https://qingxi.example.cn/',
      'https://shawan.example.cn/',
    ]);
  });

  it('shows a new name at once while the register is open, and keeps no register open', async () => {
    const { app, pool, clock } = await startMany(await twoTownships());
    const visitor = browserAt(app, {});
    await visitor.get('/qingxi/');
    const { register, release } = await pool.take('qingxi');
    await changeTownship(doingAt(register.store), { ...TOWNSHIP, name: '清溪新镇' });
    release();
    clock.now += 9 * 60_000;
    expect((await visitor.get('/')).text).toContain('清溪新镇');
    clock.now += 60_000;
    await pool.closeIdle();
    expect(pool.openNames).toEqual([]);
    expect((await visitor.get('/')).text).toContain('清溪新镇');
  });

  it('is searched by name when there are more than twenty', async () => {
    const dir = tempFolder();
    for (let n = 1; n <= 21; n += 1) await makeRegister(dir, `town${n}`, n === 7 ? '楠新镇' : `第${n}镇`);
    const { app } = await startMany(dir);
    const visitor = browserAt(app, {});
    expect((await visitor.get('/')).$('ul.choices a')).toHaveLength(21);
    const sought = await visitor.get(`/?q=${encodeURIComponent('楠新')}`);
    expect(sought.$('ul.choices a').text()).toBe('楠新镇');
    expect(sought.$('input[name=q]').attr('value')).toBe('楠新');
    expect((await visitor.get(`/?q=${encodeURIComponent('没有')}`)).text).toContain('没有找到“没有”');
  });

  it('says what to do while there is no township', async () => {
    const { app } = await startMany(tempFolder());
    expect((await browserAt(app, {}).get('/')).text).toContain('registers create');
  });

  it('has style and text sizes of its own', async () => {
    const { app } = await startMany(await twoTownships());
    const visitor = browserAt(app, {});
    visitor.cookies.set('sid', 'of-another-time');
    const sized = await visitor.get('/text-size?size=150&next=/');
    expect([sized.status, sized.location, visitor.cookies.get('size')]).toEqual([303, '/', '150']);
    expect((await visitor.get('/')).$('html').hasClass('size-150')).toBe(true);
    expect((await app.inject('/assets/style.css')).statusCode).toBe(200);
    expect((await app.inject('/qingxi/assets/style.css')).statusCode).toBe(200);
  });
});

describe('an address of no township', () => {
  it.each([
    ['/nowhere/desk', '没有名称是“nowhere”的乡镇'],
    ['/QingXi/', '小写的英文字母，例如 qingxi'],
    ["/a'b/desk", '小写的英文字母，例如 qingxi'],
    ['/%E6%B8%85%E6%BA%AA/', '小写的英文字母，例如 qingxi'],
    ['/desk', '地址里要先写乡镇的名称'],
    ['/login', '地址里要先写乡镇的名称'],
  ])('%s is not found, and the page says how to go on', async (url, words) => {
    const { app } = await startMany(await twoTownships());
    const page = await browserAt(app, {}).get(url);
    expect(page.status).toBe(404);
    expect(page.text).toContain(words);
    expect(page.$('main a[href="/"]')).toHaveLength(1);
  });

  it('takes no form, and is no way round the host of another', async () => {
    const { app } = await startMany(await twoTownships(), { hosts: ['example.cn'] });
    expect((await browserAt(app, {}).post('/login', { login: 'x', password: 'y' })).status).toBe(404);
    const own = browserAt(app, { host: 'qingxi.example.cn' });
    expect((await own.get('/')).text).toContain('清溪镇人民代表大会');
    expect((await own.get('/shawan/deputies')).status).toBe(404);
    expect((await browserAt(app, { host: 'none.example.cn' }).get('/')).status).toBe(404);
    expect((await browserAt(app, { host: 'example.cn' }).get('/shawan/')).status).toBe(200);
  });
});
