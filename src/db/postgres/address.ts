/** A PostgreSQL database and the schema of one register in it. */
export interface Address {
  /** One connection address for each host that was named, in their order. */
  readonly hosts: readonly string[];
  readonly schema: string;
}

export const DEFAULT_SCHEMA = 'duty_register';

const SHAPE = /^(postgres(?:ql)?:\/\/(?:[^@/?]*@)?)([^/?@]+)(\/[^?]*)?(?:\?(.*))?$/;
const SCHEMA = /^[a-z][a-z0-9_]{0,62}$/;

/** Whether a schema of a register can have this name; anything else never reaches a statement. */
export function isSchemaName(name: string): boolean {
  return SCHEMA.test(name) && !/^(?:pg_|information_schema$|public$)/.test(name);
}

/** The address is not of the shape `postgres://user:password@host[:port][,host[:port]…]/database[?schema=name]`. */
export class BadAddress extends Error {
  readonly what: 'shape' | 'schema';

  constructor(what: 'shape' | 'schema') {
    super(`bad database address: ${what}`);
    this.what = what;
  }
}

/** Reads `DATABASE_URL`. Several hosts (primary and standbys) may be named, separated by commas; `schema` is ours, all else the driver's. */
export function readAddress(url: string): Address {
  const [, before = '', hosts = '', database = '/', query = ''] = SHAPE.exec(url) ?? [];
  const params = new URLSearchParams(query);
  const schema = params.get('schema') ?? DEFAULT_SCHEMA;
  params.delete('schema');
  if (!isSchemaName(schema)) throw new BadAddress('schema');
  const rest = params.size > 0 ? `?${params.toString()}` : '';
  return { hosts: hosts.split(',').map((host) => one(before, host, `${database}${rest}`)), schema };
}

/** The driver would take a port that is none, or a sign that ends the password, only when it connects, and tell it badly. */
function one(before: string, host: string, after: string): string {
  const address = `${before}${host}${after}`;
  if (host === '' || !URL.canParse(address)) throw new BadAddress('shape');
  return address;
}
