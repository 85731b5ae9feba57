import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { load, type CheerioAPI } from 'cheerio';
import { onTestFinished } from 'vitest';
import { buildApp } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import type { Store } from '../../src/db/store.ts';
import { inlineCodeIn } from './page-rules.ts';
import { tempFolder } from './register.ts';
import { NOW, PASSWORD } from './world.ts';

export const TEST_CONFIG: Config = {
  host: '127.0.0.1',
  port: 0,
  dataDir: '',
  backupDir: null,
  database: null,
  publicUrl: null,
  trustProxy: [],
  quiet: true,
  registers: null,
};

export interface TestClock {
  (): number;
  now: number;
}

export function testClock(now = NOW): TestClock {
  const clock = (() => clock.now) as TestClock;
  clock.now = now;
  return clock;
}

/** The shipped app over a test's own register. */
export async function startApp(
  store: Store,
  clock: () => number = testClock(),
  config: Partial<Config> = {},
): Promise<FastifyInstance> {
  const app = await buildApp({ store, clock, config: { ...TEST_CONFIG, dataDir: tempFolder(), ...config } });
  onTestFinished(() => app.close());
  return app;
}

export interface Page {
  status: number;
  $: CheerioAPI;
  /** Visible text, white space squeezed. */
  text: string;
  location: string | undefined;
  response: LightMyRequestResponse;
}

interface SentFile {
  name: string;
  bytes: Buffer;
}

type Fields = Record<string, string | readonly string[]>;

/** A browser without scripts: keeps cookies, takes the token, once-only key and seal of the page it is on. */
export class Browser {
  readonly app: FastifyInstance;
  readonly cookies = new Map<string, string>();

  constructor(app: FastifyInstance) {
    this.app = app;
  }

  async get(url: string, headers: Record<string, string> = {}): Promise<Page> {
    return this.send({ method: 'GET', url, headers: { ...headers, cookie: this.cookieHeader() } });
  }

  /** Opens a page and posts its form to `action` (the page itself if none) with these fields. */
  async submit(pageUrl: string, fields: Fields, action = pageUrl): Promise<Page> {
    const page = await this.get(pageUrl);
    const hidden = {
      _csrf: page.$('input[name=_csrf]').first().attr('value') ?? '',
      _key: page.$('input[name=_key]').first().attr('value') ?? '',
      ...sealIn(page),
    };
    return this.post(action, { ...hidden, ...fields });
  }

  /** Posts fields as they are, without looking at a page first. */
  async post(url: string, fields: Fields, headers: Record<string, string> = {}): Promise<Page> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields))
      for (const item of [value].flat()) body.append(name, item);
    return this.send({
      method: 'POST',
      url,
      payload: body.toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        ...headers,
        cookie: this.cookieHeader(),
      },
    });
  }

  /** Uploads one file, or several, beside fields, from a page whose token it takes. */
  async upload(
    pageUrl: string,
    field: string,
    file: SentFile | readonly SentFile[],
    fields: Fields = {},
    action = pageUrl,
  ): Promise<Page> {
    const page = await this.get(pageUrl);
    const form = new FormData();
    form.set('_csrf', page.$('input[name=_csrf]').first().attr('value') ?? '');
    form.set('_key', page.$('input[name=_key]').first().attr('value') ?? '');
    for (const [name, value] of Object.entries(sealIn(page))) form.set(name, value);
    for (const [name, value] of Object.entries(fields)) {
      form.delete(name);
      for (const item of [value].flat()) form.append(name, item);
    }
    for (const one of [file].flat()) form.append(field, new Blob([new Uint8Array(one.bytes)]), one.name);
    const request = new Request('http://localhost/', { method: 'POST', body: form });
    const payload = Buffer.from(await request.arrayBuffer());
    const contentType = request.headers.get('content-type') ?? '';
    return this.send({
      method: 'POST',
      url: action,
      payload,
      headers: { 'content-type': contentType, 'sec-fetch-site': 'same-origin', cookie: this.cookieHeader() },
    });
  }

  async signIn(login: string, password = PASSWORD): Promise<Page> {
    return this.submit('/login', { login, password, next: '' });
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private async send(request: {
    method: 'GET' | 'POST';
    url: string;
    payload?: string | Buffer;
    headers: Record<string, string>;
  }): Promise<Page> {
    const response = await this.app.inject(request);
    for (const cookie of response.cookies) {
      if (cookie.value === '') this.cookies.delete(cookie.name);
      else this.cookies.set(cookie.name, cookie.value);
    }
    const isPage = String(response.headers['content-type'] ?? '').startsWith('text/html');
    const $ = load(isPage ? response.body : '');
    const inline = inlineCodeIn($);
    if (inline.length > 0) throw new Error(`${request.url} holds code of its own: ${inline.join('\n')}`);
    const text = $('body').text().replace(/\s+/g, ' ').trim();
    return {
      status: response.statusCode,
      $,
      text,
      location: response.headers.location?.toString(),
      response,
    };
  }
}

/** On the page of an edit: what says what its form showed. */
function sealIn({ $ }: Page): Record<string, string> {
  const seal = $('input[name=_seen]').first().attr('value');
  return seal === undefined ? {} : { _seen: seal };
}

/** Signed in as an account made by `addAccount`. */
export async function browserOf(app: FastifyInstance, login: string): Promise<Browser> {
  const browser = new Browser(app);
  const page = await browser.signIn(login);
  if (page.status !== 303) throw new Error(`${login} could not sign in: ${page.text}`);
  return browser;
}
