/** A register's name (登记册的名称): what stands in its address, and what its folder is called. */
const NAME = /^[a-z][a-z0-9-]{1,30}$/;

/**
 * First segments of the site's own pages, and words that people take for one. A register with such a name could not be
 * reached by path.
 */
export const RESERVED: readonly string[] = `
  account activities admin api assets attachments card data deputies desk devices districts evidence feed groups
  healthz help login logout my notices objections photos proposals public register registers reports rules search
  sessions setup sign-in static text-size unit units www
`
  .trim()
  .split(/\s+/);

export type NameFault = 'form' | 'reserved';

/** Why a register cannot have this name; null when it can. Nothing else ever reaches a path or a schema. */
export function faultOfName(name: string): NameFault | null {
  if (!NAME.test(name)) return 'form';
  return RESERVED.includes(name) ? 'reserved' : null;
}

/** Which register an address asks for, and what is left of the address inside it. */
export interface Choice {
  /** Null: none; `typed` then is what stood where a name should. */
  readonly name: string | null;
  readonly typed: string;
  /** What stands before every address of the register: `/qingxi`, or nothing when it has a host of its own. */
  readonly prefix: string;
  readonly url: string;
}

/** A host of its own decides alone; otherwise the first segment of the path. */
export function chooseRegister(host: string, url: string, hosts: readonly string[]): Choice {
  const own = nameInHost(host, hosts);
  if (own !== null) return choiceOf(own, '', url, url);
  const [, segment = '', rest = ''] = /^\/([^/?#]*)(.*)$/s.exec(url) ?? [];
  if (segment === '' || isOfSite(segment)) return { name: null, typed: '', prefix: '', url };
  return choiceOf(segment, `/${segment}`, rest.startsWith('/') ? rest : `/${rest}`, url);
}

function choiceOf(typed: string, prefix: string, inside: string, url: string): Choice {
  const isName = faultOfName(typed) === null;
  return isName ? { name: typed, typed, prefix, url: inside } : { name: null, typed, prefix: '', url };
}

/** `feed.atom` and `robots.txt` are of the site as `feed` is. */
function isOfSite(segment: string): boolean {
  return RESERVED.includes(segment.split('.')[0] ?? '') || /^[a-z]+\.[a-z]+$/.test(segment);
}

function nameInHost(host: string, hosts: readonly string[]): string | null {
  const name = host.toLowerCase().replace(/:\d+$/, '');
  const parent = hosts.find((one) => name.endsWith(`.${one}`));
  return parent === undefined ? null : name.slice(0, -parent.length - 1);
}

/** Where a register is to be found on the site at `origin`: at a host of its own where there are such, else by path. */
export function addressOf(origin: string, name: string, hosts: readonly string[]): string {
  const { protocol, port, hostname } = new URL(origin);
  const parent = hosts.find((host) => hostname === host || hostname.endsWith(`.${host}`));
  if (parent === undefined) return `${origin}/${name}`;
  return `${protocol}//${name}.${parent}${port === '' ? '' : `:${port}`}`;
}
