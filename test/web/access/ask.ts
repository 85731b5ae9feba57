import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { Browser } from '../../support/app.ts';

/** Somebody at the site, by cookies and token that stay as they were: what is answered changes neither. */
export interface Asker {
  readonly cookie: string;
  readonly csrf: string;
}

/** The asker who sits at this browser now. */
export async function askerAt(browser: Browser, isIn = browser.cookies.has('sid')): Promise<Asker> {
  const page = await browser.get(isIn ? '/account' : '/login');
  return {
    csrf: page.$('input[name=_csrf]').first().attr('value') ?? '',
    cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
  };
}

export type Typed = Readonly<Record<string, string | readonly string[]>>;

export function encoded(fields: Typed): string {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const item of [value].flat()) body.append(name, item);
  return body.toString();
}

export const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

/** GET, HEAD or POST with nothing but the token and these fields. */
export async function ask(
  app: FastifyInstance,
  { cookie, csrf }: Asker,
  method: string,
  url: string,
  fields: Typed = {},
  more: Readonly<Record<string, string>> = {},
): Promise<LightMyRequestResponse> {
  const headers = { ...more, cookie, 'sec-fetch-site': 'same-origin' };
  if (method !== 'POST') return app.inject({ method: method as 'GET', url, headers });
  const payload = encoded({ _csrf: csrf, ...fields });
  return app.inject({ method: 'POST', url, payload, headers: { ...headers, ...FORM_TYPE } });
}

/** Let in, sent to sign in, not found, refused as forged, or a bug. */
export type Outcome = 'opened' | 'sign in' | 'not found' | 'forbidden' | 'broken';

export function outcomeOf({ statusCode, headers }: LightMyRequestResponse): Outcome {
  if (statusCode >= 500) return 'broken';
  if (statusCode === 404) return 'not found';
  if (statusCode === 403) return 'forbidden';
  if (statusCode === 303 && /^\/login(?:\?|$)/.test(String(headers.location))) return 'sign in';
  return 'opened';
}
