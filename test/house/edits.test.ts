import { describe, expect, it } from 'vitest';
import { browserOf, startApp, testClock, type Browser, type Page } from '../support/app.ts';
import { EDIT_ROWS } from '../web/edit-rows.ts';
import { YEAR_END } from '../web/public/sample-world.ts';
import { addressOf, examplesFor } from './addresses.ts';
import { openTownship, PEOPLE, type Person } from './township.ts';

/** Forms that begin with what is stored and need no seal, each with why. */
const UNSEALED: Readonly<Record<string, string>> = {
  '/desk/schemes/:id/edit': 'guarded by a marker of its own: the draft is compared part by part',
  '/desk/schemes/:id/head': 'guarded by a marker of its own',
  '/desk/schemes/:id/sections/:code': 'guarded by a marker of its own',
  '/desk/schemes/:id/items/:code':
    'guarded by a marker of its own: an item is one rule, not a list of fields',
  '/desk/sessions/new': 'proposes the title of the next one',
  '/desk/sittings/:id/attendance': 'guarded line by line, by the hidden field `was`',
  '/desk/activities/:code/attendance': 'guarded line by line, by the hidden field `was`',
};

/** Tested elsewhere: whoever saves second has been overtaken by a step, and is told so. */
const TOLD: readonly string[] = ['/desk/filings/:code/edit', '/desk/filings/:code/grade'];

const SEALED = new Set([...EDIT_ROWS.map(({ route }) => concrete(route)), ...TOLD]);

/** Steps of proposals have one route for all. */
function concrete(route: string): string {
  return route.replace(/steps\/[a-z-]+$/, 'steps/:step');
}

async function openSite() {
  const { store, ...codes } = await openTownship();
  const app = await startApp(store, testClock(YEAR_END));
  const browsers = new Map<Person, Browser>();
  for (const person of PEOPLE.slice(1)) browsers.set(person, await browserOf(app, person));
  return { app, browsers, examples: examplesFor(codes) };
}

/** Values of the fields of a form that somebody fills in; what a new form proposes for today counts as nothing. */
function valuesOf({ $ }: Page, form: number): string[] {
  return $('main form[method=post]')
    .eq(form)
    .find('input[type=text], textarea')
    .toArray()
    .map((field) => (field.tagName === 'textarea' ? $(field).text() : ($(field).attr('value') ?? '')).trim())
    .filter((value) => /\p{Script=Han}/u.test(value));
}

describe('a page that edits what is there', () => {
  it('says what its form showed, so that whoever saves second is asked', { timeout: 120_000 }, async () => {
    const { app, browsers, examples } = await openSite();
    const edits = app.declaredRoutes
      .filter(({ method, url }) => method === 'POST' && url.endsWith('/edit'))
      .map(({ url }) => url);
    expect(edits.filter((url) => !SEALED.has(url) && !(url in UNSEALED))).toEqual([]);
    const all = new Set(app.declaredRoutes.map(({ url }) => url));
    expect([...SEALED, ...Object.keys(UNSEALED)].filter((url) => !all.has(url))).toEqual([]);
    const open: string[] = [];
    for (const route of app.declaredRoutes.filter(({ method }) => method === 'GET')) {
      if (route.access === 'anyone' || route.access === 'signed-in' || route.url in UNSEALED) continue;
      const [, browser] = [...browsers].find(([person]) => route.access.includes(person as never)) ?? [];
      const page = await browser?.get(addressOf(route.url, examples));
      if (!page || page.status !== 200) continue;
      page.$('main form[method=post]').each((index, form) => {
        const isSealed = page.$(form).find('input[name=_seen]').length === 1;
        const values = valuesOf(page, index);
        if (!isSealed && values.length > 0) open.push(`${route.url}: ${values.join(' ').slice(0, 80)}`);
      });
    }
    expect(open).toEqual([]);
  });
});
