import type { LightMyRequestResponse } from 'fastify';

/** What every answer of the site bears, whatever it is an answer to. */
export const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
    "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Files that say in themselves how they are to be read. */
const BINARY = /^(?:application\/(?:vnd\.openxmlformats|zip|pdf|json$)|image\/(?:jpeg|png|webp))/;

/** A page of evidence or an attachment is shut in further (sandbox). */
const STRICTER = /^default-src 'none'; sandbox/;

/** Everything that is wrong with the headers of an answer. */
export function headerFaults({ headers, statusCode }: LightMyRequestResponse, isHttps = false): string[] {
  const faults = Object.entries(HEADERS)
    .filter(([name, value]) => headers[name] !== value)
    .filter(([name]) => name !== 'content-security-policy' || !STRICTER.test(String(headers[name])))
    .map(([name]) => `${name}: ${String(headers[name])}`);
  if (!String(headers['permissions-policy']).startsWith('camera=(), geolocation=()'))
    faults.push(`permissions-policy: ${String(headers['permissions-policy'])}`);
  const hsts = headers['strict-transport-security'];
  if (hsts !== (isHttps ? 'max-age=31536000; includeSubDomains' : undefined))
    faults.push(`hsts: ${String(hsts)}`);
  for (const name of ['access-control-allow-origin', 'server', 'x-powered-by'])
    if (headers[name] !== undefined) faults.push(`${name}: ${String(headers[name])}`);
  const type = String(headers['content-type'] ?? '');
  const hasBody = statusCode !== 304 && headers['content-length'] !== '0' && statusCode !== 303;
  if (hasBody && !BINARY.test(type) && !/; charset=utf-8$/i.test(type)) faults.push(`content-type: ${type}`);
  return faults;
}
