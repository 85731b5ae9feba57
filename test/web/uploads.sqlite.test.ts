import { existsSync, readdirSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVIDENCE_FOLDER } from '../../src/db/files.ts';
import * as tables from '../../src/db/schema/index.ts';
import type { Store } from '../../src/db/store.ts';
import { establishRegister } from '../../src/settings/actions.ts';
import { photo } from '../evidence/support.ts';
import { browserOf, startApp, type Browser } from '../support/app.ts';
import { openEmpty, tempFolder } from '../support/register.ts';
import { addTestDeputy } from '../support/roster.ts';
import { addAccount, doingAt, TERM, TOWNSHIP } from '../support/world.ts';

const MB = 1024 * 1024;

async function openSite() {
  const folder = tempFolder();
  const store = openEmpty(folder);
  await establishRegister(doingAt(store), TOWNSHIP, TERM);
  const deputy = await addTestDeputy(store, '001', '田大利');
  await addAccount(store, '工作人员甲', ['clerk']);
  const app = await startApp(store);
  return { folder, store, deputy, app, clerk: await browserOf(app, '工作人员甲') };
}

type Site = Awaited<ReturnType<typeof openSite>>;

/** Files of the register and files that wait, by name. */
function filesIn(folder: string): string[] {
  const all = join(folder, EVIDENCE_FOLDER);
  if (!existsSync(all)) return [];
  return readdirSync(all, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

async function rowsOf(store: Store) {
  const count = async (table: typeof tables.filing | typeof tables.evidence | typeof tables.importJob) =>
    (await store.read.select().from(table as typeof tables.filing)).length;
  return [await count(tables.filing), await count(tables.evidence), await count(tables.importJob)];
}

/** A whole request as bytes: the form with evidence, or the one for an import. */
async function requestOf(
  clerk: Browser,
  url: string,
  fields: Record<string, string>,
  name: string,
  bytes: Buffer,
) {
  const page = await clerk.get(url);
  const form = new FormData();
  for (const hidden of ['_csrf', '_key'])
    form.set(hidden, page.$(`input[name=${hidden}]`).first().attr('value') ?? '');
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set(url.includes('imports') ? 'file' : 'files', new Blob([new Uint8Array(bytes)]), name);
  const made = new Request('http://localhost/', { method: 'POST', body: form });
  const body = Buffer.from(await made.arrayBuffer());
  const cookie = [...clerk.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
  const head = [
    `POST ${url} HTTP/1.1`,
    'host: localhost',
    `cookie: ${cookie}`,
    'sec-fetch-site: same-origin',
    `content-type: ${made.headers.get('content-type')}`,
    `content-length: ${body.length}`,
  ];
  return { head: `${head.join('\r\n')}\r\n\r\n`, body };
}

async function listening({ app }: Site): Promise<number> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  return (app.server.address() as AddressInfo).port;
}

/** Sends the bytes, breaks the connection off, and resolves when the server has let go of it. */
async function sendPart(site: Site, port: number, bytes: Buffer): Promise<void> {
  const before = new Promise<void>((resolve) =>
    site.app.server.once('connection', (socket) => socket.once('close', () => resolve())),
  );
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
  socket.destroySoon();
  await before;
}

/** The beginning of the answer to these bytes. */
async function answerTo(port: number, bytes: Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const answer = new Promise<string>((resolve) =>
    socket.once('data', (data) => resolve(data.toString('utf8'))),
  );
  socket.write(bytes);
  const begun = await answer;
  socket.destroy();
  return begun;
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
}

const VISIT = (deputy: number) => ({
  deputy: String(deputy),
  kind: 'contact.visit',
  occurredOn: '2026-3-19',
  content: '走访楠新村困难户',
  quantity: '3',
});

describe('an upload', () => {
  it('that is cut at any tenth leaves no file and no row, and the whole of it is taken', async () => {
    const site = await openSite();
    const { folder, store, clerk, deputy } = site;
    const port = await listening(site);
    const sent = [
      await requestOf(clerk, '/desk/filings/new', VISIT(deputy), '走访.jpg', await photo()),
      await requestOf(
        clerk,
        '/desk/imports',
        {},
        '选区.csv',
        Buffer.from(`选区编号,选区名称\n8,新选区\n${' \n'.repeat(20_000)}`),
      ),
    ];
    for (const { head, body } of sent)
      for (let tenth = 0; tenth < 10; tenth += 1)
        await sendPart(
          site,
          port,
          Buffer.concat([Buffer.from(head), body.subarray(0, (body.length * tenth) / 10)]),
        );
    await until(() => filesIn(folder).length === 0);
    expect(await rowsOf(store)).toEqual([0, 0, 0]);
    for (const { head, body } of sent)
      expect(await answerTo(port, Buffer.concat([Buffer.from(head), body]))).toMatch(/^HTTP\/1\.1 303 /);
    expect(await rowsOf(store)).toEqual([1, 1, 1]);
    await until(() => filesIn(folder).length === 1);
  });

  it('in which nothing moves is cut off, and what had come of it goes', async () => {
    const site = await openSite();
    expect([site.app.server.timeout, site.app.server.requestTimeout]).toEqual([60_000, 900_000]);
    expect(site.app.server.headersTimeout).toBeLessThanOrEqual(60_000);
    const port = await listening(site);
    site.app.server.timeout = 200;
    const { head, body } = await requestOf(
      site.clerk,
      '/desk/filings/new',
      VISIT(site.deputy),
      '走访.jpg',
      await photo(),
    );
    const socket = connect(port, '127.0.0.1');
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.on('error', () => undefined).resume();
    socket.write(Buffer.concat([Buffer.from(head), body.subarray(0, body.length - 100)]));
    await until(() => filesIn(site.folder).length === 1);
    await closed;
    await until(() => filesIn(site.folder).length === 0);
    expect(await rowsOf(site.store)).toEqual([0, 0, 0]);
  });

  it('that is empty, or of the wrong kind, leaves nothing behind', async () => {
    const { folder, store, clerk, deputy } = await openSite();
    const wrong: [string, Buffer][] = [
      ['空.jpg', Buffer.alloc(0)],
      ['程序.jpg', Buffer.from('MZ\x90\0')],
      ['页.pdf', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ];
    for (const [name, bytes] of wrong) {
      const page = await clerk.upload('/desk/filings/new', 'files', { name, bytes }, VISIT(deputy));
      expect([name, page.status]).toEqual([name, 422]);
      expect((await clerk.upload('/desk/imports', 'file', { name, bytes })).status).toBe(422);
    }
    await until(() => filesIn(folder).length === 0);
    expect(await rowsOf(store)).toEqual([0, 0, 0]);
  });

  it('to the import that is larger than ten megabytes is 413 in words, and is gathered by nobody', async () => {
    const { store, clerk } = await openSite();
    const bytes = Buffer.alloc(12 * MB, '1,2\n');
    const page = await clerk.upload('/desk/imports', 'file', { name: '大.csv', bytes });
    expect(page.status).toBe(413);
    expect(page.$('.error-summary').text()).toMatch(/12.* MB.*最多 10 MB|10 MB/);
    expect(await rowsOf(store)).toEqual([0, 0, 0]);
  });

  it('that says it is larger than all that may be sent is not read at all', async () => {
    const site = await openSite();
    const port = await listening(site);
    const { head } = await requestOf(site.clerk, '/desk/imports', {}, '大.csv', Buffer.from('x'));
    const long = head.replace(/content-length: \d+/, `content-length: ${2000 * MB}`);
    expect(await answerTo(port, Buffer.from(long))).toMatch(/^HTTP\/1\.1 413 /);
  });
});
