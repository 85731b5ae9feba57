import { existsSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD } from './world.ts';

const EXECUTABLE = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const FLAGS = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** The browser logs the answers with which pages say what is wrong; every other message is a fault. */
const EXPECTED_ANSWER = /the server responded with a status of 4(09|22)/;

/** What a journey travels with. */
export interface Traveller {
  /** Lets the app listen on a port of its own; gives its origin. */
  listen: (app: FastifyInstance) => Promise<string>;
  /** A fresh browser window; with `login` it is signed in as an account made by `addAccount`. */
  open: (origin: string, more?: { login?: string } & BrowserContextOptions) => Promise<Page>;
  /** Console messages that the journey itself brings about (a network that is cut). */
  expectMessages: (pattern: RegExp) => void;
}

type Journey = (name: string, go: (traveller: Traveller) => Promise<void>) => void;

/**
 * Journeys in real Chromium. Any error on the console, any uncaught exception and any breach of the content security
 * policy fails a journey. Without Chromium they are left out and the run says so; under CI=true that is a failure.
 */
export function describeInBrowser(name: string, define: (journey: Journey) => void): void {
  const journeys: [name: string, go: (traveller: Traveller) => Promise<void>][] = [];
  define((title, go) => void journeys.push([title, go]));
  if (existsSync(EXECUTABLE)) {
    describe(name, () => runJourneys(journeys));
    return;
  }
  const message =
    `${journeys.length} browser journeys of "${name}" were left out: there is no Chromium at ${EXECUTABLE}. ` +
    'To run them: apt-get install chromium fonts-noto-cjk, or give its path in CHROMIUM.';
  if (process.env['CI'] === 'true') {
    it(`${name}: needs Chromium`, () => expect.fail(message));
    return;
  }
  console.warn(message);
  describe.skip(name, () => journeys.forEach(([title]) => it(title, () => undefined)));
}

function runJourneys(journeys: readonly [name: string, go: (traveller: Traveller) => Promise<void>][]): void {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: EXECUTABLE, chromiumSandbox: false, args: FLAGS });
  });
  afterAll(() => browser.close());
  for (const [title, go] of journeys) it(title, () => travel(browser, go));
}

async function travel(browser: Browser, go: (traveller: Traveller) => Promise<void>): Promise<void> {
  const faults: string[] = [];
  const expected: RegExp[] = [EXPECTED_ANSWER];
  const contexts: { close(): Promise<void> }[] = [];
  const traveller: Traveller = {
    listen: (app) => app.listen({ host: '127.0.0.1', port: 0 }),
    expectMessages: (pattern) => void expected.push(pattern),
    open: async (origin, { login, ...options } = {}) => {
      const context = await browser.newContext({
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        baseURL: origin,
        ...options,
      });
      contexts.push(context);
      const page = await context.newPage();
      watch(page, faults);
      if (login) await signIn(page, login);
      return page;
    },
  };
  try {
    await go(traveller);
  } finally {
    for (const context of contexts) await context.close();
  }
  expect(faults.filter((fault) => !expected.some((pattern) => pattern.test(fault)))).toEqual([]);
}

/** A breach of the policy is an error on the console too. */
function watch(page: Page, faults: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      faults.push(`${message.text()} (${page.url()})`);
  });
  page.on('pageerror', (error) => faults.push(`${error.message} (${page.url()})`));
}

async function signIn(page: Page, login: string): Promise<void> {
  await page.goto('/login');
  await page.fill('[name=login]', login);
  await page.fill('[name=password]', PASSWORD);
  await page.click('form[action="/login"] button');
  await page.waitForURL((url) => url.pathname !== '/login');
}
