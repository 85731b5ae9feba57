import { DEMO_PASSWORD } from '../../src/demo/content/accounts.ts';
import { rank } from './table.ts';

/** A clerk of the sample township, as a measurement needs one: signed in, and saving an attendance sheet. */
const LOGIN = 'clerk';
const SAVES = 300;

interface Sheet {
  cookie: string;
  html: string;
}

async function open(address: string, path: string, cookie: string): Promise<Sheet> {
  const response = await fetch(address + path, { headers: { cookie }, redirect: 'manual' });
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  return { html: await response.text(), cookie: [cookie, ...cookiesOf(response)].filter(Boolean).join('; ') };
}

function cookiesOf(response: Response): string[] {
  return response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
}

function hidden(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
}

async function send(
  address: string,
  path: string,
  cookie: string,
  fields: Record<string, string>,
  accept = 'text/html',
): Promise<Response> {
  const headers = {
    cookie,
    accept,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/x-www-form-urlencoded',
  };
  return fetch(address + path, {
    method: 'POST',
    headers,
    body: new URLSearchParams(fields).toString(),
    redirect: 'manual',
  });
}

/** Signs in through the page, as people do. */
export async function signedInCookie(address: string): Promise<string> {
  const { html, cookie } = await open(address, '/login', '');
  const fields = {
    _csrf: hidden(html, '_csrf'),
    _key: hidden(html, '_key'),
    login: LOGIN,
    password: DEMO_PASSWORD,
    next: '',
  };
  const response = await send(address, '/login', cookie, fields);
  const signedIn = cookiesOf(response).find((entry) => /^sid=./.test(entry));
  if (response.status !== 303 || !signedIn) throw new Error(`could not sign in: ${response.status}`);
  return signedIn;
}

/** One line of an attendance sheet saved again and again, as the grid does it. Milliseconds. */
export async function attendanceSaves(
  address: string,
  cookie: string,
): Promise<{ p50: number; p99: number }> {
  const list = await open(address, '/desk/activities', cookie);
  const code = /href="\/desk\/activities\/(?!new)([^"/?]+)"/.exec(list.html)?.[1] ?? '';
  const path = `/desk/activities/${code}/attendance`;
  const { html } = await open(address, path, cookie);
  const id = /name="state-(\d+)"/.exec(html)?.[1] ?? '';
  const times: number[] = [];
  let was = hidden(html, `was-${id}`);
  for (let index = 0; index < SAVES; index += 1) {
    const state = index % 2 === 0 ? 'late' : 'present';
    const fields = {
      _csrf: hidden(html, '_csrf'),
      [`was-${id}`]: was,
      [`state-${id}`]: state,
      [`reason-${id}`]: '',
      [`approver-${id}`]: '',
    };
    const begun = performance.now();
    const response = await send(address, path, cookie, fields, 'application/json');
    const answer = await response.text();
    times.push(performance.now() - begun);
    if (response.status !== 200) throw new Error(`save ${index} of ${path}: ${response.status} ${answer}`);
    was = [state, '', ''].join('\t');
  }
  return { p50: rank(times, 0.5), p99: rank(times, 0.99) };
}
