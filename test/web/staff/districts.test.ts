import { describe, expect, it } from 'vitest';
import { browserOf, startApp } from '../../support/app.ts';
import { addAccount, openWorld } from '../../support/world.ts';

describe('districts on the desk', () => {
  it('are added by form; what is wrong is said beside each field and nothing typed is lost', async () => {
    const store = await openWorld();
    await addAccount(store, '工作人员甲', ['clerk']);
    const clerk = await browserOf(await startApp(store), '工作人员甲');

    const wrong = await clerk.submit('/desk/districts/new', {
      number: '',
      name: '楠新选区',
      villages: '楠新村、文林村',
      seats: '很多',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.$('title').text()).toMatch(/^错误：/);
    expect(
      wrong
        .$('.error-summary a')
        .toArray()
        .map((link) => wrong.$(link).attr('href')),
    ).toEqual(['#f-number', '#f-seats']);
    expect(wrong.$('#f-villages').text()).toBe('楠新村、文林村');

    const right = await clerk.submit('/desk/districts/new', {
      number: '３',
      name: '楠新选区',
      villages: '楠新村、文林村',
      seats: '1',
    });
    expect(right).toMatchObject({ status: 303, location: '/desk/districts' });
    expect((await clerk.get('/desk/districts')).text).toContain('楠新村、文林村');
  });

  it('say in the form when the number is taken', async () => {
    const store = await openWorld();
    await addAccount(store, '工作人员甲', ['clerk']);
    const clerk = await browserOf(await startApp(store), '工作人员甲');
    const fields = { number: '3', name: '楠新选区', villages: '', seats: '1' };
    await clerk.submit('/desk/districts/new', fields);
    const again = await clerk.submit('/desk/districts/new', { ...fields, name: '沙洲选区' });
    expect(again.status).toBe(422);
    expect(again.$('#e-number').text()).toContain('已经用于“楠新选区”');
  });

  it('answer a double submit the same and add one district', async () => {
    const store = await openWorld();
    await addAccount(store, '工作人员甲', ['clerk']);
    const clerk = await browserOf(await startApp(store), '工作人员甲');
    const form = await clerk.get('/desk/districts/new');
    const fields = {
      _csrf: form.$('input[name=_csrf]').first().attr('value') ?? '',
      _key: form.$('form[method=post] input[name=_key]').last().attr('value') ?? '',
      number: '3',
      name: '楠新选区',
      villages: '',
      seats: '1',
    };
    const answers = await Promise.all([1, 2, 3].map(() => clerk.post('/desk/districts/new', fields)));
    expect(answers.map((answer) => [answer.status, answer.location])).toEqual(
      Array(3).fill([303, '/desk/districts']),
    );
    expect((await clerk.get('/desk/districts')).$('tbody tr')).toHaveLength(1);
  });

  it('are not found by a deputy and ask a visitor to sign in', async () => {
    const store = await openWorld();
    await addAccount(store, '田代表', ['deputy']);
    const app = await startApp(store);
    expect((await (await browserOf(app, '田代表')).get('/desk/districts')).status).toBe(404);
    const answer = await app.inject('/desk/districts');
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/login?next=%2Fdesk%2Fdistricts']);
  });
});
