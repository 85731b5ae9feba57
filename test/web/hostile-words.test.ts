import { parse } from 'csv-parse/sync';
import { eq } from 'drizzle-orm';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Role, Viewer } from '../../src/accounts/rules.ts';
import * as tables from '../../src/db/schema/index.ts';
import type { Store, Tx } from '../../src/db/store.ts';
import { write } from '../../src/db/write.ts';
import { mayOpen } from '../../src/web/access.ts';
import { addressOf, examplesFor } from '../house/addresses.ts';
import { openTownship, PEOPLE } from '../house/township.ts';
import { Browser, browserOf, startApp, testClock, type Page } from '../support/app.ts';
import { addAccount, doingAt, openWorld } from '../support/world.ts';
import { YEAR_END } from './public/sample-world.ts';

const MINUTES = 5 * 60_000;

/** Markup, the languages of templates, quotes, and what a spreadsheet would compute. */
const HOSTILE = `=1+1<img src=x onerror=1>"><svg onload=1>{{7*7}}<%= 1 %>'&`;

/** Puts the words wherever people write words: names, titles, texts. */
async function fillWithWords(store: Store, words: string): Promise<void> {
  const set = (tx: Tx, table: typeof tables.person, values: object) => tx.update(table).set(values);
  const places: [unknown, object][] = [
    [tables.township, { congressName: words, presidiumName: words, address: words }],
    [tables.person, { name: words, ethnicity: words, party: words, education: words }],
    [tables.deputy, { occupation: words, upperPost: words, oathText: words }],
    [tables.district, { name: words, villages: [words] }],
    [tables.mandateEvent, { document: words }],
    [tables.activity, { title: words, place: words, organiser: words, summary: words }],
    [tables.invitation, { words }],
    [tables.filing, { content: words, place: words, result: words, reason: words }],
    [tables.evidence, { fileName: words }],
    [tables.attachment, { fileName: words }],
    [tables.proposal, { title: words, cause: words, basis: words, content: words, sessionTitle: words }],
    [tables.objection, { content: words, name: words, answer: words, summary: words }],
    [tables.statement, { content: words }],
    [tables.importJob, { fileName: words }],
    [tables.account, { name: words }],
  ];
  await write(doingAt(store, YEAR_END), async (tx) => {
    for (const [table, values] of places) await set(tx, table as typeof tables.person, values);
    for (const table of [tables.delegation, tables.deputyGroup, tables.category, tables.unit])
      for (const { id } of await tx.select().from(table))
        await tx
          .update(table)
          .set({ name: `${words}${id}` })
          .where(eq(table.id, id));
    tx.record({
      kind: 'township.changed',
      subject: ['township', words],
      after: { name: words },
      reason: words,
    });
  });
}

/** What is wrong with an answer that holds the words; '' when they are nothing but words in it. */
function faultOf({ response, $ }: Page): string {
  const type = String(response.headers['content-type'] ?? '');
  const text = type.includes('openxml') ? wordsInside(response.rawPayload) : response.body;
  if (type.startsWith('text/html')) {
    // The browser of the tests throws at handlers and scripts.
    if ($('svg[onload], img[src="x"]').length > 0) return 'markup';
    return text.includes('<%=') ? 'template' : '';
  }
  if (type.includes('json')) return typeof JSON.parse(text) === 'object' ? '' : 'no JSON';
  if (type.includes('csv')) return cellsOf(text).some((cell) => /^[=+@\t\r]/.test(cell)) ? 'formula' : '';
  if (type.includes('xml')) return /<img|<svg onload|<%=|<f[ >]/.test(text) ? 'markup' : '';
  return '';
}

const cellsOf = (csv: string): string[] =>
  parse(csv, { bom: true, relax_column_count: true }).flat() as unknown as string[];

function wordsInside(bytes: Buffer): string {
  const parts = unzipSync(new Uint8Array(bytes), { filter: ({ name }) => /\.(?:xml|rels)$/.test(name) });
  return Object.values(parts)
    .map((part) => strFromU8(part))
    .join('\n');
}

const holdsWords = ({ response, text }: Page): boolean =>
  text.includes('{{7*7}}') ||
  response.body.includes('{{7*7}}') ||
  (String(response.headers['content-type']).includes('openxml') &&
    wordsInside(response.rawPayload).includes('{{7*7}}'));

describe('words that would do harm', () => {
  it(
    'are words in every page, paper, table, feed and file, for whoever opens it',
    { timeout: MINUTES },
    async () => {
      const { store, ...codes } = await openTownship();
      const app = await startApp(store, testClock(YEAR_END));
      const browsers: [string, Browser][] = [['visitor', new Browser(app)]];
      for (const person of PEOPLE.slice(1)) browsers.push([person, await browserOf(app, person)]);
      await fillWithWords(store, HOSTILE);
      const examples = examplesFor(codes);
      const wrong: string[] = [];
      const shown = new Map<string, number>();
      for (const route of app.declaredRoutes.filter(({ method }) => method === 'GET')) {
        const person = browsers.find(([name]) =>
          mayOpen(route.access, name === 'visitor' ? null : ({ roles: [name as Role] } as unknown as Viewer)),
        );
        const url = addressOf(route.url, examples);
        const page = await person?.[1].get(url).catch((error: unknown) => String(error));
        if (page === undefined || typeof page === 'string') {
          wrong.push(`${url}: ${page ?? 'nobody'}`);
          continue;
        }
        const fault = page.status >= 500 ? String(page.status) : faultOf(page);
        if (fault !== '') wrong.push(`${url}: ${fault}`);
        const kind = /html|json|csv|atom|wordprocessing|spreadsheet/.exec(
          String(page.response.headers['content-type']),
        )?.[0];
        if (kind && holdsWords(page)) shown.set(kind, (shown.get(kind) ?? 0) + 1);
      }
      expect(wrong).toEqual([]);
      // It looked: the words stood in answers of every kind.
      expect(shown.get('html')).toBeGreaterThan(80);
      for (const kind of ['json', 'csv', 'atom', 'wordprocessing', 'spreadsheet'])
        expect([kind, shown.has(kind)]).toEqual([kind, true]);
    },
  );

  it.each([
    '<img src=x onerror=1>',
    '"><svg onload=1>',
    '{{7*7}}',
    '<%= 1 %>',
    "' OR 1=1--",
    '=HYPERLINK("http://x")',
    '买买提·吐尔逊',
    '𬭎㛃䶮𠅤',
    '王\u200b伟\u200d民',
    '长'.repeat(60),
  ])('%s comes back from a form as it was typed, in heading, list, field and address', async (words) => {
    const store = await openWorld();
    await addAccount(store, '工作人员甲', ['clerk']);
    const clerk = await browserOf(await startApp(store), '工作人员甲');
    const name = words.slice(0, 30);
    expect((await clerk.submit('/desk/units/new', { name })).status).toBe(303);
    const list = await clerk.get('/desk/units');
    const link = list.$('main a, main td').filter((_, element) => list.$(element).text().trim() === name);
    expect(link.length).toBeGreaterThan(0);
    const field = await clerk.get('/desk/units/1/edit');
    expect(field.$('input[name=name]').val()).toBe(name);
    // What is wrong comes back too.
    const wrong = await clerk.submit('/desk/districts/new', { number: words, name: words, seats: words });
    expect([wrong.status, wrong.$('input[name=name]').val()]).toEqual([422, words]);
  });
});
