import type { FastifyInstance } from 'fastify';
import type { Role, Viewer } from '../../../src/accounts/rules.ts';
import { setDisabled } from '../../../src/accounts/actions.ts';
import { findAccountByLogin } from '../../../src/accounts/store.ts';
import { mayOpen, type DeclaredRoute } from '../../../src/web/access.ts';
import { openTownship, PEOPLE, type Person } from '../../house/township.ts';
import { Browser, browserOf, startApp, testClock } from '../../support/app.ts';
import { addAccount, doingAt } from '../../support/world.ts';
import { headerFaults } from './answers.ts';
import { ask, askerAt, outcomeOf, type Asker, type Outcome } from './ask.ts';
import { faultyStore, type FaultyStore } from './faulty-store.ts';
import { objectsOf, type Objects } from './objects.ts';
import { addOthers, TODAY, type Others } from './others.ts';
import { tryingStore, type TryingStore } from './trying-store.ts';

/** Everybody, and somebody whose account was disabled while signed in. */
export const ASKERS = [...PEOPLE, 'disabled'] as const;
export type AskerName = (typeof ASKERS)[number];

export interface Site {
  app: FastifyInstance;
  store: TryingStore;
  /** The same store as the app has it, which can be made to fail. */
  faulty: FaultyStore;
  askers: ReadonlyMap<AskerName, Asker>;
  objects: Objects;
  others: Others;
}

/** The shipped app over a township with things of several people, and somebody of each kind at it. */
export async function openSite(change: (app: FastifyInstance) => unknown = () => undefined): Promise<Site> {
  const town = await openTownship();
  const others = await addOthers(town.store, town.photo);
  await addAccount(town.store, 'disabled', ['clerk', 'presidium', 'admin']);
  const store = tryingStore(town.store);
  const faulty = faultyStore(store);
  const app = await startApp(faulty, testClock(TODAY));
  change(app);
  const browsers = new Map<AskerName, Browser>([['visitor', new Browser(app)]]);
  for (const name of ASKERS.slice(1)) browsers.set(name, await browserOf(app, name));
  await setDisabled(doingAt(store, TODAY), await idOf(store, 'disabled'), true);
  const askers = new Map<AskerName, Asker>();
  for (const [name, browser] of browsers) askers.set(name, await askerAt(browser, viewerOf(name) !== null));
  return { app, store, faulty, askers, objects: objectsOf(town, others), others };
}

export async function idOf(store: TryingStore, login: string): Promise<number> {
  return (await findAccountByLogin(store.read, login))?.id ?? 0;
}

/** A disabled account is nobody. */
export function viewerOf(name: AskerName): Viewer | null {
  return name === 'visitor' || name === 'disabled' ? null : ({ roles: [name as Role] } as unknown as Viewer);
}

export interface Cell {
  method: string;
  route: string;
  asker: AskerName;
  /** What a thing was that was asked for: one's own, or of somebody else or of nobody. */
  what: 'own' | 'foreign';
  address: string;
  wanted: Outcome;
  got: Outcome;
  /** Something was written, and taken back. */
  wrote: boolean;
  /** What is wrong with the headers of the answer. */
  faults: string[];
}

/** Links that are good for nothing in a township that is set up, and copies of a register that has none yet. */
const DEAD = ['/setup/:token', '/desk/backups/:name/download'];
/** Asks for the password again (sudo.ts), which is not typed here. */
const ASKING = ['/account/confirmation'];
/** Any code opens the page on which it is sent in; it is judged there. */
const ANY = ['/card/:code', '/my/sign-in/:token'];

/** Of a part of a scheme that a colleague removed meanwhile the page is shown again with all that was typed. */
const KEPT = /^\/desk\/schemes\/:id\/(?:sections|items)\/:code(?:\/removal)?$/;

interface Question {
  route: DeclaredRoute;
  asker: AskerName;
  what: Cell['what'];
  address: string;
  wanted: Outcome;
}

/** Asks every question that is to be refused; whatever is written stays to be found. */
export function refusals(site: Site): Promise<Cell[]> {
  return answers(
    site,
    questionsAt(site).filter(({ wanted }) => wanted !== 'opened'),
  );
}

/** Opens everything that may be opened, sends every form; whatever is written is taken back. */
export async function openings(site: Site): Promise<Cell[]> {
  let writes = 0;
  site.store.try(async () => {
    writes += 1;
  });
  const cells = await answers(
    site,
    questionsAt(site).filter(({ wanted }) => wanted === 'opened'),
    () => writes,
  );
  site.store.keep();
  return cells;
}

async function answers(
  { app, askers, objects }: Site,
  questions: readonly Question[],
  writes = () => 0,
): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const { route, asker, what, address, wanted } of questions) {
    const { method, url } = route;
    const who = askers.get(asker);
    if (!who) throw new Error(asker);
    const fields = wanted === 'opened' && method === 'POST' ? objects.fields(url, who) : {};
    const before = writes();
    const answer = await ask(app, who, method, address, fields);
    const found = { got: outcomeOf(answer), wrote: writes() > before, faults: headerFaults(answer) };
    cells.push({ method, route: url, asker, what, address, wanted, ...found });
  }
  return cells;
}

/**
 * Every route as everybody, with own things; and, as those who may open it, with things of others and of nobody. What is
 * the same for everybody is asked by a visitor; HEAD is answered by the handler of GET.
 */
function questionsAt({ app, objects }: Site): Question[] {
  return app.declaredRoutes.flatMap((route) => {
    const allowed = ASKERS.filter((asker) => mayOpen(route.access, viewerOf(asker)));
    const deep = route.method === 'HEAD' ? [] : route.access === 'anyone' ? allowed.slice(0, 1) : allowed;
    return askersOf(route, allowed).flatMap((asker): Question[] => {
      const person: Person = asker === 'disabled' ? 'visitor' : asker;
      const own = { route, asker, what: 'own', address: objects.own(route, person) } as const;
      if (!allowed.includes(asker)) return [{ ...own, wanted: viewerOf(asker) ? 'not found' : 'sign in' }];
      const isKept = ANY.includes(route.url) || (route.method === 'POST' && KEPT.test(route.url));
      const foreign = isKept || !deep.includes(asker) ? [] : objects.foreign(route, person);
      return [
        { ...own, wanted: wantedAt(route) },
        ...foreign.map((address) => ({ ...own, what: 'foreign', address, wanted: 'not found' }) as const),
      ];
    });
  });
}

function wantedAt({ method, url }: DeclaredRoute): Outcome {
  if (DEAD.includes(url)) return 'not found';
  return method === 'POST' && ASKING.includes(url) ? 'forbidden' : 'opened';
}

/** HEAD is asked by a visitor and by one of those who may and who may not. */
function askersOf({ method }: DeclaredRoute, allowed: readonly AskerName[]): readonly AskerName[] {
  if (method !== 'HEAD') return ASKERS;
  const other = ASKERS.find((asker) => viewerOf(asker) && !allowed.includes(asker));
  return [...new Set(['visitor' as const, ...allowed.slice(0, 1), ...(other ? [other] : [])])];
}

/** One line of the table: how many of a part of the site's routes were opened and refused, and foreign things refused. */
export interface Row {
  part: string;
  routes: number;
  counts: ReadonlyMap<AskerName, { opened: number; refused: number; foreign: number }>;
}

const PARTS: [string, RegExp][] = [
  ['/assets', /^\/assets/],
  ['/desk', /^\/desk/],
  ['/my', /^\/my/],
  ['/unit', /^\/unit/],
  ['account, card, set-up', /^\/(?:login|logout|account|card|setup|text-size)/],
  ['public', /^\//],
];

export function tabulate(cells: readonly Cell[]): Row[] {
  const partOf = (cell: Cell) =>
    `${cell.method} ${PARTS.find(([, pattern]) => pattern.test(cell.route))?.[0] ?? ''}`;
  const parts = [...new Set(cells.map(partOf))].toSorted();
  return parts.map((part) => {
    const of = cells.filter((cell) => partOf(cell) === part);
    const count = (asker: AskerName) => {
      const own = of.filter((cell) => cell.asker === asker && cell.what === 'own');
      const opened = own.filter(({ got }) => got === 'opened').length;
      const foreign = of.filter((cell) => cell.asker === asker && cell.what === 'foreign').length;
      return [asker, { opened, refused: own.length - opened, foreign }] as const;
    };
    return { part, routes: new Set(of.map(({ route }) => route)).size, counts: new Map(ASKERS.map(count)) };
  });
}

/** The matrix as one table: opened/refused of each part's routes, and +foreign things that were not found. */
export function printMatrix(cells: readonly Cell[]): string {
  const head = ['routes', 'number', ...ASKERS];
  const lines = tabulate(cells).map(({ part, routes, counts }) => [
    part,
    String(routes),
    ...ASKERS.map((asker) => {
      const { opened = 0, refused = 0, foreign = 0 } = counts.get(asker) ?? {};
      return `${opened}/${refused}${foreign > 0 ? `+${foreign}` : ''}`;
    }),
  ]);
  const widths = head.map((_, index) =>
    Math.max(...[head, ...lines].map((line) => line[index]?.length ?? 0)),
  );
  return [head, ...lines]
    .map((line) =>
      line
        .map((text, index) => text.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
