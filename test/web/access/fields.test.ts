import { getTableColumns } from 'drizzle-orm';
import { load, type CheerioAPI } from 'cheerio';
import type { FastifyInstance } from 'fastify';
import { expect, it } from 'vitest';
import * as tables from '../../../src/db/schema/index.ts';
import { mayOpen, type DeclaredRoute } from '../../../src/web/access.ts';
import { everything } from '../../support/everything.ts';
import { ask, type Typed } from './ask.ts';
import { ASKERS, openSite, viewerOf, type AskerName, type Site } from './matrix.ts';

/** Every column of the register, and what else somebody might think of. */
const NAMES = [
  ...new Set([
    ...Object.values(tables).flatMap((table) => Object.keys(getTableColumns(table as typeof tables.person))),
    'role',
    'roles',
    'score',
    'status',
    'published_at',
    'deputy_id',
    'recordedById',
    'isAdmin',
    '_role',
  ]),
];

/** The forms of all pages that somebody may open, by the route that takes them, filled in as far as can be guessed. */
async function formsOf(
  { app, askers, objects }: Site,
  asker: AskerName,
): Promise<Map<string, [string, Typed]>> {
  const forms = new Map<string, [string, Typed]>();
  const who = askers.get(asker);
  if (!who || asker === 'disabled') return forms;
  for (const route of app.declaredRoutes) {
    if (route.method !== 'GET' || route.cached || !mayOpen(route.access, viewerOf(asker))) continue;
    const address = objects.own(route, asker);
    const { body, headers } = await ask(app, who, 'GET', address);
    if (!String(headers['content-type']).startsWith('text/html')) continue;
    const $ = load(body);
    for (const form of $('form[method=post]').toArray()) {
      const action = $(form).attr('action') ?? address;
      const taken = routeAt(app, action);
      if (taken && !forms.has(taken.url)) forms.set(taken.url, [action, filledIn($, $(form))]);
    }
  }
  return forms;
}

function filledIn($: CheerioAPI, form: ReturnType<CheerioAPI>): Typed {
  const typed: Record<string, string | string[]> = {};
  for (const element of form.find('input, select, textarea').toArray()) {
    const field = $(element);
    const name = field.attr('name') ?? '';
    const type = field.attr('type') ?? element.tagName;
    if (name === '' || name.startsWith('_') || type === 'file' || name in typed) continue;
    typed[name] = valueOf($, field, type);
  }
  for (const button of form.find('button[name]').toArray().slice(0, 1))
    typed[$(button).attr('name') ?? ''] = $(button).attr('value') ?? '';
  return typed;
}

function valueOf($: CheerioAPI, field: ReturnType<CheerioAPI>, type: string): string {
  if (type === 'select') {
    const options = field.find('option').toArray();
    const values = options.map((option) => $(option).attr('value') ?? '');
    return field.find('option[selected]').attr('value') || (values.find((value) => value !== '') ?? '');
  }
  const value = type === 'textarea' ? field.text() : (field.attr('value') ?? '');
  if (value !== '' || type === 'hidden') return value;
  const label = $(`label[for="${field.attr('id') ?? ''}"]`).text();
  if (/日期|日$/.test(label)) return '2027-01-05';
  return /数|分|席|名额|电话|编号/.test(label) ? '1' : '照实填写';
}

function routeAt(app: FastifyInstance, action: string): DeclaredRoute | undefined {
  const path = action.split('?')[0] ?? '';
  return app.declaredRoutes
    .filter(({ method }) => method === 'POST')
    .toSorted((a, b) => a.url.split(':').length - b.url.split(':').length)
    .find(({ url }) => new RegExp(`^${url.replace(/:\w+/g, '[^/]+')}$`).test(path));
}

/** What differs each time: tokens, names of files, salts, numbers of requests. */
const RANDOM = /register-\d{8}-\d{6}|\$argon2id[^"]*|[0-9a-f]{16,64}|[\w-]{43}/g;

it(
  'a field that a form does not have has no effect, and its name is logged, at every route that takes a form',
  { timeout: 5 * 60_000 },
  async () => {
    const warnings: { route: string; fields: string[] }[] = [];
    let known: (string | RegExp)[] = [];
    const site = await openSite((app) => {
      app.addHook('onSend', async ({ formFields }) => {
        known = formFields ?? [];
      });
      app.addHook('onRequest', async (request) => {
        request.log = Object.assign(Object.create(request.log) as typeof request.log, {
          warn: (what: { route: string; fields: string[] }) => void warnings.push(what),
        });
      });
    });
    const { app, store, askers, objects } = site;
    const forms = new Map<AskerName, Map<string, [string, Typed]>>();
    const wrong: string[] = [];
    const counts = { routes: 0, forms: 0, written: 0 };

    /** What a form would have left in the register; the token is right. */
    const leftBy = async (asker: AskerName, url: string, fields: Typed) => {
      let left = '';
      store.try(async (queries) => {
        left = JSON.stringify(await everything(queries)).replaceAll(RANDOM, '#');
      });
      const who = askers.get(asker);
      const answer = who && (await ask(app, who, 'POST', url, fields));
      store.keep();
      return { left, status: answer?.statusCode ?? 0 };
    };

    for (const route of app.declaredRoutes.filter(({ method }) => method === 'POST')) {
      const asker = ASKERS.find((name) => name !== 'disabled' && mayOpen(route.access, viewerOf(name)));
      if (!asker || asker === 'disabled') throw new Error(route.url);
      if (!forms.has(asker)) forms.set(asker, await formsOf(site, asker));
      const [url, fields] = forms.get(asker)?.get(route.url) ?? [objects.own(route, asker), {}];
      const plain = await leftBy(asker, url, fields);
      const read = known;
      if (plain.status === 404) continue;
      const strange = NAMES.filter(
        (name) => !read.some((one) => (typeof one === 'string' ? one === name : one.test(name))),
      );
      warnings.length = 0;
      const more = await leftBy(asker, url, {
        ...fields,
        ...Object.fromEntries(strange.map((name) => [name, '7'])),
      });
      counts.routes += 1;
      counts.forms += Object.keys(fields).length > 0 ? 1 : 0;
      counts.written += plain.left === '' || plain.status >= 400 ? 0 : 1;
      if (plain.status !== more.status) wrong.push(`${url}: ${plain.status} became ${more.status}`);
      if (plain.left !== more.left) wrong.push(`${url}: ${differenceOf(plain.left, more.left)}`);
      const named = warnings.filter((one) => one.route === route.url).flatMap((one) => one.fields);
      // Who was turned away before the form was looked at is not remarked on.
      if (named.length < 20 && (plain.status < 400 || read.length > 0))
        wrong.push(`${url} ${plain.status}: logs only ${named.join(', ')}`);
    }
    expect(wrong).toEqual([]);
    expect(counts.routes).toBeGreaterThan(120);
    expect(counts.written).toBeGreaterThan(60);
  },
);

function differenceOf(a: string, b: string): string {
  const at = a.split('').findIndex((letter, index) => letter !== b[index]);
  return `${a.slice(Math.max(0, at - 80), at + 40)} | ${b.slice(Math.max(0, at - 10), at + 40)}`;
}
