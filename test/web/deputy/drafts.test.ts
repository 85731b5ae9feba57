import { describe, expect, it } from 'vitest';
import { photo } from '../../evidence/support.ts';
import { browserOf, type Browser, type Page } from '../../support/app.ts';
import { openOwnDesk, VISIT } from './support.ts';

const NEW = '/my/filings/new?kind=contact.visit';

/** What the script of the form sends. */
async function save(browser: Browser, typed: Record<string, string>, subject = ''): Promise<Page> {
  const page = await browser.get('/my');
  const _csrf = page.$('input[name=_csrf]').first().attr('value') ?? '';
  return browser.post(`/my/drafts/filing${subject ? `?subject=${subject}` : ''}`, { _csrf, ...typed });
}

/** The fields of the page's own form, as a browser would send them. */
function fieldsOf(page: Page): Record<string, string> {
  const inputs = page.$('main form').first().find('input[name]').toArray();
  return Object.fromEntries(
    inputs.map((input) => [page.$(input).attr('name') ?? '', page.$(input).attr('value') ?? '']),
  );
}

describe('what is typed', () => {
  it('is kept, offered on another device, and taken up where it was left', async () => {
    const { app, tian } = await openOwnDesk();
    const saved = await save(tian, { ...VISIT, on: 'yesterday', quantity: 'abc' });
    expect(saved.response.json()).toEqual({ savedAt: '10:00' });
    const phone = await browserOf(app, '田大利');
    const offer = await phone.get('/my/filings/new');
    for (const words of ['上次没写完：走访群众', '“走访了三户独居老人”', '接着写', '不要了'])
      expect(offer.text).toContain(words);
    const form = await phone.get('/my/filings/new?resume=yes');
    expect(form.$('#f-content').text()).toBe('走访了三户独居老人');
    expect(form.$('#f-quantity').attr('value')).toBe('abc');
    expect(form.$('input[name=on]:checked').attr('value')).toBe('yesterday');
    expect(form.$('input[name=kind]').attr('value')).toBe('contact.visit');
  });

  it('is nobody else’s, and gone when it is not wanted or the filing is stored', async () => {
    const { tian, shi } = await openOwnDesk();
    await save(tian, VISIT);
    expect((await shi.get('/my/filings/new')).text).not.toContain('上次没写完');
    await tian.submit('/my/filings/new', {}, '/my/drafts/filing/removal');
    expect((await tian.get('/my/filings/new')).text).not.toContain('上次没写完');
    await save(tian, VISIT);
    await tian.submit(NEW, VISIT, '/my/filings/new');
    expect((await tian.get('/my/filings/new')).text).not.toContain('上次没写完');
  });

  it('of a filing that is being mended waits on its own page', async () => {
    const { tian } = await openOwnDesk();
    await tian.submit(NEW, VISIT, '/my/filings/new');
    await save(tian, { ...VISIT, content: '走访了四户' }, '2026-D0001');
    expect((await tian.get('/my/filings/new')).text).not.toContain('上次没写完');
    expect((await tian.get('/my/filings/2026-D0001/edit')).text).toContain('上次没改完');
    const resumed = await tian.get('/my/filings/2026-D0001/edit?resume=yes');
    expect(resumed.$('#f-content').text()).toBe('走访了四户');
    await tian.submit('/my/filings/2026-D0001/edit', { ...VISIT, content: '走访了四户' });
    expect((await tian.get('/my/filings/2026-D0001/edit')).text).not.toContain('上次没改完');
  });
});

describe('a session that runs out while somebody types', () => {
  it('costs no word: the page keeps them, says that files are to be chosen again, and sends them after sign-in', async () => {
    const { tian } = await openOwnDesk();
    const form = await tian.get(NEW);
    const files = { name: '走访.jpg', bytes: await photo() };
    tian.cookies.delete('sid');
    // The page was opened before: its own address needs no second look.
    const kept = await tian.upload('/login', 'files', files, VISIT, '/my/filings/new');
    expect(form.status).toBe(200);
    expect(kept.status).toBe(403);
    expect(kept.text).toContain('您已经退出登录');
    expect(kept.text).toContain('走访了三户独居老人');
    expect(kept.text).toContain('选的照片、文件没有留住');

    await tian.signIn('田大利');
    const expired = await tian.post('/my/filings/new', fieldsOf(kept));
    expect(expired.status).toBe(403);
    expect(expired.text).toContain('页面已过期，请再次提交');
    const stored = await tian.post('/my/filings/new', fieldsOf(expired));
    expect(stored).toMatchObject({ status: 303, location: '/my/filings/2026-D0001/check' });
    const check = await tian.get('/my/filings/2026-D0001/check');
    expect(check.text).toContain('走访了三户独居老人');
    expect(check.text).toContain('添加照片');
  });

  it('costs no word either when a form with files is sent from a page that grew old', async () => {
    const { tian } = await openOwnDesk();
    const files = { name: '走访.jpg', bytes: await photo() };
    const page = await tian.upload('/login', 'files', files, { ...VISIT, _csrf: 'old' }, '/my/filings/new');
    expect(page.status).toBe(403);
    expect(page.text).toContain('走访了三户独居老人');
    expect(page.text).toContain('选的照片、文件没有留住');
    expect((await tian.post('/my/filings/new', fieldsOf(page))).status).toBe(303);
  });

  it('shows nothing of a form that came from another site', async () => {
    const { tian } = await openOwnDesk();
    tian.cookies.delete('sid');
    const page = await tian.post('/my/filings/new', VISIT, { 'sec-fetch-site': 'cross-site' });
    expect(page.location).toBe('/login');
  });
});
