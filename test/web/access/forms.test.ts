import { readdirSync, readFileSync } from 'node:fs';
import { load } from 'cheerio';
import type { LightMyRequestResponse } from 'fastify';
import { describe, expect, it } from 'vitest';
import { mayOpen } from '../../../src/web/access.ts';
import { typedFields } from '../../../src/web/form.ts';
import { browserOf } from '../../support/app.ts';
import { changedTables, everything, isNoNote } from '../../support/everything.ts';
import { askerAt, encoded, FORM_TYPE, type Asker } from './ask.ts';
import { ASKERS, openSite, viewerOf, type Site } from './matrix.ts';

const MINUTES = 5 * 60_000;
const SAME_SITE = { 'sec-fetch-site': 'same-origin' };
const TYPED = '昨天打了半天的字\n第二行';

/** Somebody who may, with a second session of theirs, and somebody else. */
interface Sender {
  me: Asker;
  again: Asker;
  other: Asker;
}

interface Attempt {
  url: string;
  headers: Record<string, string>;
  fields: Record<string, string>;
}

/** Ways to send a form that no page of this site sends. What was typed on a page of our own is shown again. */
const ATTEMPTS: [how: string, isOwnPage: boolean, of: (url: string, sender: Sender) => Attempt][] = [
  ['without a token', true, (url) => ({ url, headers: SAME_SITE, fields: {} })],
  [
    'with the token of somebody else',
    true,
    (url, { other }) => ({ url, headers: SAME_SITE, fields: { _csrf: other.csrf } }),
  ],
  [
    'with the token of another session of one’s own',
    true,
    (url, { again }) => ({ url, headers: SAME_SITE, fields: { _csrf: again.csrf } }),
  ],
  [
    'with the token in the address',
    true,
    (url, { me }) => ({ url: withQuery(url, `_csrf=${me.csrf}`), headers: SAME_SITE, fields: {} }),
  ],
  [
    'from another site by its Origin',
    false,
    (url, { me }) => ({
      url,
      headers: { ...SAME_SITE, origin: 'https://evil.example' },
      fields: { _csrf: me.csrf },
    }),
  ],
  [
    'from another site by Sec-Fetch-Site',
    false,
    (url, { me }) => ({ url, headers: { 'sec-fetch-site': 'cross-site' }, fields: { _csrf: me.csrf } }),
  ],
  [
    'by an old browser from another site',
    false,
    (url, { me }) => ({ url, headers: { referer: 'https://evil.example/' }, fields: { _csrf: me.csrf } }),
  ],
  [
    'by an old browser that says nothing',
    false,
    (url, { me }) => ({ url, headers: {}, fields: { _csrf: me.csrf } }),
  ],
];

const withQuery = (url: string, more: string): string => `${url}${url.includes('?') ? '&' : '?'}${more}`;

/** As whom a form is sent: a visitor where anybody may, else the first who may. */
async function sendersOf({ app, askers }: Site) {
  const senders = new Map<string, Sender>();
  const visitor = askers.get('visitor');
  for (const name of ASKERS.filter((one) => viewerOf(one) !== null || one === 'visitor')) {
    const me = askers.get(name);
    const other = askers.get(name === 'admin' ? 'clerk' : 'admin');
    const again = name === 'visitor' ? visitor : await askerAt(await browserOf(app, name));
    if (me && other && again) senders.set(name, { me, other, again: name === 'visitor' ? other : again });
  }
  return senders;
}

describe('every form', () => {
  it(
    'sent in a way in which no page of ours sends it is refused, and nothing is written',
    { timeout: MINUTES },
    async () => {
      const site = await openSite();
      const { app, store, objects } = site;
      const senders = await sendersOf(site);
      const before = await everything(store.read, isNoNote);
      const wrong: string[] = [];
      let sent = 0;
      for (const route of app.declaredRoutes.filter(({ method }) => method === 'POST')) {
        const asker = ASKERS.find((name) => mayOpen(route.access, viewerOf(name))) ?? 'admin';
        const person = asker === 'disabled' ? 'visitor' : asker;
        const sender = senders.get(asker);
        if (!sender) throw new Error(`nobody sends ${route.url}`);
        for (const [how, isOwnPage, of] of ATTEMPTS) {
          const { url, headers, fields } = of(objects.own(route, person), sender);
          const answer = await app.inject({
            method: 'POST',
            url,
            headers: { ...headers, ...FORM_TYPE, cookie: sender.me.cookie },
            payload: encoded({ typed: TYPED, password: '从不再现的密码', ...fields }),
          });
          sent += 1;
          for (const fault of faultsOf(answer, isOwnPage)) wrong.push(`${route.url} ${how}: ${fault}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(changedTables(before, await everything(store.read, isNoNote))).toEqual([]);
      expect(sent).toBe(
        app.declaredRoutes.filter(({ method }) => method === 'POST').length * ATTEMPTS.length,
      );
    },
  );

  it('that was refused with files shows what was typed beside them', { timeout: MINUTES }, async () => {
    const site = await openSite();
    const sender = (await sendersOf(site)).get('deputy');
    const form = new FormData();
    form.set('content', TYPED);
    form.set('_csrf', 'old');
    form.append('files', new Blob(['x']), '照片.jpg');
    const request = new Request('http://localhost/', { method: 'POST', body: form });
    const headers = {
      ...SAME_SITE,
      cookie: sender?.me.cookie ?? '',
      'content-type': request.headers.get('content-type') ?? '',
    };
    const payload = Buffer.from(await request.arrayBuffer());
    const answer = await site.app.inject({ method: 'POST', url: '/my/filings/new', headers, payload });
    expect(faultsOf(answer, true, 'content')).toEqual([]);
    expect(answer.body).toContain('请重新选择');
  });
});

/** What is wrong with the answer to a form that is refused. */
function faultsOf({ statusCode, body }: LightMyRequestResponse, isShown: boolean, field = 'typed'): string[] {
  const $ = load(body);
  const again = $(`main form[method=post] input[type=hidden][name=${field}]`).attr('value') ?? '';
  const faults: string[] = [];
  if (statusCode !== 403) faults.push(String(statusCode));
  if (isShown && again.replaceAll('\r\n', '\n') !== TYPED) faults.push(`what was typed is lost: ${again}`);
  if (isShown && !$('h1').text().includes('页面已过期，请再次提交')) faults.push($('h1').text());
  if (!isShown && body.includes('昨天打了')) faults.push('shows what another site sent');
  if (body.includes('从不再现的密码')) faults.push('shows a password');
  return faults;
}

describe('what is typed where nobody shall read it', () => {
  it('is shown by no page again', () => {
    const folder = new URL('../../../views/', import.meta.url);
    const views = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.eta'),
    );
    const fields = views.flatMap((name) =>
      readFileSync(new URL(name, folder), 'utf8')
        .split('\n')
        .filter((line) => /type(?:="|: ')password/.test(line))
        .map((line) => /name(?:="|: ')(\w+)/.exec(line)?.[1] ?? line),
    );
    const typed = Object.fromEntries([...new Set(fields)].map((name) => [name, 'secret']));
    expect(Object.keys(typed).length).toBeGreaterThan(1);
    expect(typedFields(typed)).toEqual([]);
  });
});
