import { describe, expect, it } from 'vitest';
import { listAudit } from '../../../src/audit/store.ts';
import { getSettings } from '../../../src/settings/store.ts';
import { browserOf, startApp } from '../../support/app.ts';
import { addAccount, openWorld, TOWNSHIP } from '../../support/world.ts';

async function startOffice() {
  const store = await openWorld();
  await addAccount(store, '管理员', ['admin']);
  await addAccount(store, '李干事', ['clerk', 'presidium']);
  const app = await startApp(store);
  return { store, app, admin: await browserOf(app, '管理员'), clerk: await browserOf(app, '李干事') };
}

const RULES = {
  nameOrder: 'slot',
  publicityDays: '１０',
  answerMonths: '2',
  complexAnswerMonths: '4',
  documentPrefix: '回镇人大',
};

describe('settings', () => {
  it('are read by all staff and changed by the administrator only', async () => {
    const { admin, clerk } = await startOffice();
    const read = await clerk.get('/desk/settings');
    for (const text of [
      TOWNSHIP.congressName,
      '第六届',
      '2031年1月13日',
      '以姓名笔画为序',
      '7 天',
      '3 个月；复杂的 6 个月',
    ])
      expect(read.text).toContain(text);
    expect(read.$('a[href^="/desk/settings/"]')).toHaveLength(0);
    for (const url of ['/desk/settings/township', '/desk/settings/rules']) {
      expect((await clerk.get(url)).status).toBe(404);
      expect((await clerk.submit('/desk', RULES, url)).status).toBe(404);
      expect((await admin.get(url)).status).toBe(200);
    }
    expect((await admin.get('/desk/settings')).$('a[href^="/desk/settings/"]')).toHaveLength(2);
  });

  it('of rules are saved, shown, and recorded with what changed', async () => {
    const { store, admin } = await startOffice();
    expect(await admin.submit('/desk/settings/rules', RULES)).toMatchObject({
      status: 303,
      location: '/desk/settings',
    });
    expect(await getSettings(store.read)).toEqual({
      nameOrder: 'slot',
      publicityDays: 10,
      answerMonths: 2,
      complexAnswerMonths: 4,
      publicRanking: false,
      documentPrefix: '回镇人大',
    });
    const page = await admin.get('/desk/settings');
    expect(page.text).toContain('以姓氏笔画为序');
    expect(page.text).toContain('公开页面不显示名次');
    await admin.submit('/desk/settings/rules', { ...RULES, publicRanking: 'yes' });
    const [entry] = await listAudit(store.read, { kind: 'setting.changed' }, { limit: 1, offset: 0 });
    expect(entry).toMatchObject({
      subjectKey: 'publicRanking',
      before: { publicRanking: false },
      after: { publicRanking: true },
    });
  });

  it('of rules refuse what no province allows', async () => {
    const { store, admin } = await startOffice();
    const before = await getSettings(store.read);
    const wrong = await admin.submit('/desk/settings/rules', {
      ...RULES,
      nameOrder: 'pinyin',
      publicityDays: '2',
      answerMonths: '6',
      complexAnswerMonths: '3',
    });
    expect(wrong.status).toBe(422);
    expect(
      wrong
        .$('.error-summary a')
        .toArray()
        .map((link) => wrong.$(link).attr('href')),
    ).toEqual(['#f-nameOrder', '#f-publicityDays', '#f-complexAnswerMonths']);
    expect(await getSettings(store.read)).toEqual(before);
  });

  it('of the township are saved and stand on every page', async () => {
    const { store, admin } = await startOffice();
    const changed = { ...TOWNSHIP, name: '沙湾镇', congressName: '沙湾镇人民代表大会' };
    await admin.submit('/desk/settings/township', changed);
    expect((await admin.get('/desk')).$('.brand').text()).toBe('沙湾镇人大工作台');
    const [entry] = await listAudit(store.read, { kind: 'township.changed' }, { limit: 1, offset: 0 });
    expect(entry?.before).toEqual({ name: '回龙镇', congressName: '回龙镇人民代表大会' });
  });

  it('warn the administrator, and nobody else, while the site has no https', async () => {
    const { store, admin, clerk } = await startOffice();
    expect((await admin.get('/desk/settings')).$('.warning')).toHaveLength(1);
    expect((await clerk.get('/desk/settings')).$('.warning')).toHaveLength(0);
    const secure = await browserOf(
      await startApp(store, undefined, { publicUrl: 'https://rd.example.cn' }),
      '管理员',
    );
    expect((await secure.get('/desk/settings')).$('.warning')).toHaveLength(0);
  });
});
