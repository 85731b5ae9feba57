import { randomBytes } from 'node:crypto';

export interface Answer {
  status: number;
  location: string;
  html: string;
}

type Fields = Readonly<Record<string, string>>;

interface Sent {
  name: string;
  bytes: Buffer;
  type?: string;
}

/** A browser without scripts over the network: keeps its cookies and sends the token of a page it was given. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  address: string;
  private csrf = '';
  /** Where it says that it is, through a proxy that is trusted; people do not share one address. */
  private readonly from: string | undefined;

  constructor(address: string, from?: string) {
    this.address = address;
    this.from = from;
  }

  async get(path: string, headers: Fields = {}): Promise<Answer> {
    const answer = await this.send(path, { headers });
    this.csrf = hidden(answer.html, '_csrf') || this.csrf;
    return answer;
  }

  /** Opens a page and posts its form to `action`, or to the page itself. */
  async submit(page: string, fields: Fields, action = page): Promise<Answer> {
    const { html } = await this.get(page);
    return this.post(action, { _key: hidden(html, '_key'), ...fields });
  }

  /** Posts with the token of the last page and a once-only key of its own, unless one is given. */
  async post(path: string, fields: Fields, headers: Fields = {}): Promise<Answer> {
    const body = new URLSearchParams({ _csrf: this.csrf, _key: newKey(), ...fields });
    return this.send(path, {
      method: 'POST',
      body: body.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
  }

  /** Posts fields and a file in the order of a page whose fields stand around the file. */
  async upload(path: string, fields: Fields, { name, bytes }: Sent, after: Fields = {}): Promise<Answer> {
    const form = new FormData();
    for (const [key, value] of Object.entries({ _csrf: this.csrf, _key: newKey(), ...fields }))
      form.append(key, value);
    form.append('files', new Blob([new Uint8Array(bytes)]), name);
    for (const [key, value] of Object.entries(after)) form.append(key, value);
    return this.send(path, { method: 'POST', body: form });
  }

  async signIn(login: string, password: string): Promise<Answer> {
    return this.submit('/login', { login, password, next: '' });
  }

  private async send(path: string, init: RequestInit): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(this.address + path, {
      ...init,
      redirect: 'manual',
      headers: {
        ...(init.headers as Fields),
        ...(this.from === undefined ? {} : { 'x-forwarded-for': this.from }),
        cookie,
        'sec-fetch-site': 'same-origin',
      },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const html = await response.text();
    return { status: response.status, location: response.headers.get('location') ?? '', html };
  }
}

export function newKey(): string {
  return randomBytes(18).toString('base64url');
}

/** The value of a hidden field as it stands on a page. */
export function hidden(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
}

/** Signed in as an account of the drills' township. */
export async function visitorOf(address: string, login: string, password: string): Promise<Visitor> {
  const visitor = new Visitor(address);
  const { status } = await visitor.signIn(login, password);
  if (status !== 303) throw new Error(`${login} could not sign in: ${status}`);
  await visitor.get('/account');
  return visitor;
}
