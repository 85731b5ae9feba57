import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVIDENCE_FOLDER } from '../../src/db/files.ts';
import { filing } from '../../src/db/schema/index.ts';
import type { Store } from '../../src/db/store.ts';
import { findDeputy } from '../../src/deputies/store.ts';
import { listEvidence } from '../../src/evidence/store.ts';
import { confirmFiling, createFiling } from '../../src/filings/actions.ts';
import { found } from '../../src/refusals.ts';
import { establishRegister } from '../../src/settings/actions.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { docx, drawing, incoming, pdf, photo, prepared, preparedPhoto } from '../evidence/support.ts';
import { getFiling, visitOf } from '../filings/support.ts';
import { Browser, browserOf, startApp } from '../support/app.ts';
import { openEmpty, tempFolder } from '../support/register.ts';
import { addTestDeputy } from '../support/roster.ts';
import { addAccount, doingAt, TERM, TOWNSHIP } from '../support/world.ts';

async function openSite() {
  const folder = tempFolder();
  const store = openEmpty(folder);
  await establishRegister(doingAt(store), TOWNSHIP, TERM);
  const tian = await addTestDeputy(store, '001', '田大利');
  await addTestDeputy(store, '002', '石兰');
  const { id: termId } = await getCurrentTerm(store.read);
  const personId = async (certificate: string) =>
    found(await findDeputy(store.read, termId, certificate)).personId;
  await addAccount(store, '工作人员甲', ['clerk']);
  await addAccount(store, '系统管理员', ['admin']);
  await addAccount(store, '田大利', ['deputy'], { personId: await personId('001') });
  await addAccount(store, '石兰', ['deputy'], { personId: await personId('002') });
  const app = await startApp(store);
  return { folder, store, tian, app, clerk: await browserOf(app, '工作人员甲') };
}

async function namesOf(store: Store, code: string): Promise<string[]> {
  const filings = await store.read.select().from(filing);
  const { id } = found(filings.find((row) => row.code === code));
  return (await listEvidence(store.read, id)).map(({ name }) => name);
}

const waitingIn = (folder: string): string[] => {
  const incomingFolder = join(folder, EVIDENCE_FOLDER, 'incoming');
  return existsSync(incomingFolder) ? readdirSync(incomingFolder) : [];
};

const VISIT = (deputy: number) => ({
  deputy: String(deputy),
  kind: 'contact.visit',
  occurredOn: '2026-3-19',
  content: '走访楠新村困难户',
  quantity: '3',
  amount: '',
  place: '楠新村',
  result: '',
});

describe('a form with evidence', () => {
  it('takes several files at once, keeps them with the filing and shows them on its page', async () => {
    const { folder, store, clerk, tian } = await openSite();
    const files = [
      { name: '走访一.jpg', bytes: await photo() },
      { name: '图.png', bytes: await drawing() },
      { name: '证明.pdf', bytes: pdf() },
      { name: '总结.docx', bytes: docx() },
    ];
    const answer = await clerk.upload('/desk/filings/new', 'files', files, VISIT(tian));
    expect(answer).toMatchObject({ status: 303, location: '/desk/filings/2026-D0001' });
    const page = await clerk.get('/desk/filings/2026-D0001');
    expect(page.$('ul.evidence img')).toHaveLength(2);
    expect(page.$('ul.evidence img').first().attr('alt')).toBe('佐证照片：走访一.jpg');
    expect(page.$('ul.evidence').text()).toContain('证明.pdf');
    expect(await namesOf(store, '2026-D0001')).toHaveLength(4);
    await until(() => waitingIn(folder).length === 0);
  });

  it('says of each file what is wrong, keeps what was typed, and keeps no file', async () => {
    const { folder, store, clerk, tian } = await openSite();
    const files = [
      { name: '照片.jpg', bytes: Buffer.from('MZ\x90 a program') },
      { name: '大.jpg', bytes: Buffer.alloc(30 * 1024 * 1024, 1) },
      { name: '空.pdf', bytes: Buffer.alloc(0) },
    ];
    const answer = await clerk.upload('/desk/filings/new', 'files', files, VISIT(tian));
    expect(answer.status).toBe(422);
    for (const words of ['“照片.jpg”的内容不是照片', '“大.jpg”超过 10 MB', '“空.pdf”是空文件'])
      expect(answer.$('#e-files').text()).toContain(words);
    expect(answer.$('.error-summary a').attr('href')).toBe('#f-files');
    expect(answer.$('#f-content').text()).toBe('走访楠新村困难户');
    expect(answer.$('#f-kind option[selected]').attr('value')).toBe('contact.visit');
    expect(await store.read.$count(filing)).toBe(0);
    expect(await store.files.names()).toEqual([]);
    await until(() => waitingIn(folder).length === 0);
  });

  it('says that ten files are one too many, and still knows what was typed after them', async () => {
    const { clerk, tian } = await openSite();
    const ten = Array.from({ length: 10 }, (_, index) => ({ name: `${index}.pdf`, bytes: pdf() }));
    const answer = await clerk.upload('/desk/filings/new', 'files', ten, VISIT(tian));
    expect(answer.status).toBe(422);
    expect(answer.$('#e-files').text()).toContain('一次选了 10 个文件，最多 9 个');
    expect(answer.$('#f-content').text()).toBe('走访楠新村困难户');
  });

  it('asks for the files again when only the words were wrong', async () => {
    const { clerk, tian } = await openSite();
    const files = [{ name: '证明.pdf', bytes: pdf() }];
    const wrong = { ...VISIT(tian), content: '' };
    const answer = await clerk.upload('/desk/filings/new', 'files', files, wrong);
    expect(answer.status).toBe(422);
    expect(answer.$('#e-files').text()).toContain('请重新选择');
    expect(answer.$('#e-content')).toHaveLength(1);
  });

  it('sent twice with the same key makes one filing', async () => {
    const { store, clerk, tian } = await openSite();
    const files = [{ name: '证明.pdf', bytes: pdf() }];
    const fields = { ...VISIT(tian), _key: 'the-same-key-for-both-1' };
    const first = await clerk.upload('/desk/filings/new', 'files', files, fields);
    const second = await clerk.upload('/desk/filings/new', 'files', files, fields);
    expect([first.location, second.location]).toEqual([
      '/desk/filings/2026-D0001',
      '/desk/filings/2026-D0001',
    ]);
    expect([await store.read.$count(filing), (await store.files.names()).length]).toEqual([1, 1]);
    const other = await clerk.upload(
      '/desk/filings/new',
      'files',
      [{ name: '证明.pdf', bytes: pdf('/A 1') }],
      fields,
    );
    expect(other.status).toBe(409);
  });

  it('is not read when whoever sends it may not, and not kept when the page’s token is missing', async () => {
    const { folder, app, store } = await openSite();
    const deputy = await browserOf(app, '石兰');
    const file = [{ name: '证明.pdf', bytes: pdf() }];
    const refused = await deputy.upload('/account', 'files', file, {}, '/desk/filings/new');
    expect(refused.status).toBe(404);
    expect(existsSync(join(folder, EVIDENCE_FOLDER, 'incoming'))).toBe(false);
    const clerk = await browserOf(app, '工作人员甲');
    const forged = await clerk.upload('/account', 'files', file, { _csrf: 'x' }, '/desk/filings/new');
    expect(forged.status).toBe(403);
    expect(await store.read.$count(filing)).toBe(0);
    await until(() => waitingIn(folder).length === 0);
  });

  it('that is cut off while it comes leaves nothing behind', async () => {
    const { folder, app, clerk } = await openSite();
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    const cookie = [...clerk.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const sending = httpRequest({
      host: '127.0.0.1',
      port,
      path: '/desk/filings/new',
      method: 'POST',
      headers: { cookie, 'content-type': 'multipart/form-data; boundary=x', 'sec-fetch-site': 'same-origin' },
    });
    sending.on('error', () => undefined);
    sending.write('--x\r\ncontent-disposition: form-data; name="files"; filename="a.jpg"\r\n\r\n');
    sending.write(Buffer.alloc(200_000, 1));
    await until(() => waitingIn(folder).length === 1);
    sending.destroy();
    await until(() => waitingIn(folder).length === 0);
  });

  it('of a process that is gone is cleared away when the next one starts', async () => {
    const { folder, store } = await openSite();
    const { Readable } = await import('node:stream');
    await store.files.receive(Readable.from([Buffer.from('left over')]), 100);
    expect(waitingIn(folder)).toHaveLength(1);
    await (await startApp(store)).ready();
    expect(waitingIn(folder)).toEqual([]);
  });
});

/** Waits for something that another side brings about; the test's own time limit ends it. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('a file of evidence', () => {
  async function openWithFiles() {
    const site = await openSite();
    const { store, tian } = site;
    const files = [...(await preparedPhoto()), ...(await prepared(incoming('证明.pdf', pdf())))];
    const code = await createFiling(doingAt(store), visitOf(tian), files);
    const [image = '', document = ''] = await namesOf(store, code);
    return { ...site, code, image, document };
  }

  it('is opened by its deputy and the desk; everybody else finds nothing', async () => {
    const { app, clerk, image } = await openWithFiles();
    const [own, other, admin] = await Promise.all(
      ['田大利', '石兰', '系统管理员'].map((login) => browserOf(app, login)),
    );
    const statusOf = async (browser: Browser | undefined, address: string) =>
      (await browser?.get(address))?.status;
    expect(await statusOf(own, `/my/evidence/${image}`)).toBe(200);
    expect(await statusOf(clerk, `/desk/evidence/${image}`)).toBe(200);
    expect(await statusOf(other, `/my/evidence/${image}`)).toBe(404);
    expect(await statusOf(own, `/desk/evidence/${image}`)).toBe(404);
    expect(await statusOf(admin, `/desk/evidence/${image}`)).toBe(404);
    expect(await statusOf(new Browser(app), `/desk/evidence/${image}`)).toBe(303);
    for (const browser of [own, clerk, new Browser(app)])
      expect(await statusOf(browser, `/evidence/${image}`)).toBe(404);
    for (const guess of ['0'.repeat(32), 'x', '..%2f..%2fregister.sqlite', `${image}.unsettled`]) {
      expect([guess, await statusOf(clerk, `/desk/evidence/${guess}`)]).toEqual([guess, 404]);
      expect([guess, await statusOf(own, `/my/evidence/${guess}`)]).toEqual([guess, 404]);
      expect([guess, await statusOf(own, `/evidence/${guess}`)]).toEqual([guess, 404]);
    }
  });

  it('is sent so that nothing in it can run, and that no cache keeps it', async () => {
    const { clerk, image, document } = await openWithFiles();
    const shown = (await clerk.get(`/desk/evidence/${image}`)).response.headers;
    const handedOut = (await clerk.get(`/desk/evidence/${document}`)).response.headers;
    expect([shown['content-type'], shown['content-disposition']]).toEqual(['image/jpeg', 'inline']);
    expect([handedOut['content-type'], handedOut['content-disposition']]).toEqual([
      'application/pdf',
      `attachment; filename="__.pdf"; filename*=UTF-8''${encodeURIComponent('证明.pdf')}`,
    ]);
    for (const headers of [shown, handedOut]) {
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['cache-control']).toBe('private, no-store');
      expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox");
    }
  });

  it('is public only while it is released and its filing confirmed', async () => {
    const { app, store, clerk, code, image, document } = await openWithFiles();
    const visitor = new Browser(app);
    const address = `/desk/filings/${code}`;
    const step = (name: string, what: string) =>
      clerk.submit(address, {}, `${address}/evidence/${name}/${what}`);
    expect((await step(image, 'release')).status).toBe(409);
    await confirmFiling(doingAt(store), code);
    const page = await clerk.get(address);
    expect(page.$('form[action$="/release"]')).toHaveLength(1);
    expect((await step(document, 'release')).text).toContain('只有照片可以公开');
    expect(await step(image, 'release')).toMatchObject({ status: 303, location: address });

    const { response } = await visitor.get(`/evidence/${image}`);
    expect([response.statusCode, response.headers['cache-control']]).toEqual([200, 'no-cache']);
    const etag = String(response.headers['etag']);
    expect(etag).toContain(createHash('sha256').update(response.rawPayload).digest('hex').slice(0, 22));
    const again = await visitor.get(`/evidence/${image}`, { 'if-none-match': etag });
    expect(again.status).toBe(304);
    const photos = await visitor.get('/deputies/6-001');
    expect(photos.$('ul.evidence img').attr('src')).toBe(`/evidence/${image}`);
    expect(photos.$('ul.evidence img').attr('alt')).toBe('照片：走访楠新村困难户');
    const records = await visitor.get('/deputies/6-001/records');
    expect(records.$('tbody img').attr('src')).toBe(`/evidence/${image}`);

    await step(image, 'withholding');
    expect((await visitor.get(`/evidence/${image}`)).status).toBe(404);
    expect((await visitor.get('/deputies/6-001')).$('ul.evidence')).toHaveLength(0);
    await step(image, 'release');
    await clerk.submit(address, { reason: '重复' }, `${address}/void`);
    expect((await visitor.get(`/evidence/${image}`)).status).toBe(404);
  });

  it('is added and removed by the desk on the page of what it entered', async () => {
    const { store, clerk, code, document } = await openWithFiles();
    const address = `/desk/filings/${code}`;
    const add = (...files: { name: string; bytes: Buffer }[]) =>
      clerk.upload(address, 'files', files, {}, `${address}/evidence`);
    expect((await add()).$('#e-files').text()).toContain('请先选择佐证文件');
    expect(await add({ name: '补.pdf', bytes: pdf() })).toMatchObject({ status: 303, location: address });
    await clerk.submit(address, {}, `${address}/evidence/${document}/removal`);
    expect(await namesOf(store, code)).toHaveLength(2);
    expect((await clerk.get(`/desk/evidence/${document}`)).status).toBe(404);
    const eight = Array.from({ length: 8 }, (_, index) => ({ name: `${index}.pdf`, bytes: pdf() }));
    const tooMany = await add(...eight);
    expect([tooMany.status, tooMany.$('#e-files').text()]).toEqual([
      422,
      expect.stringContaining('最多 9 个'),
    ]);
    expect((await getFiling(store, code)).state).toBe('submitted');
  });
});
