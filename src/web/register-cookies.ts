import type { FastifyInstance } from 'fastify';

/** How people read is the same everywhere; everything else is one register's own. */
const SHARED = new Set(['size']);

/**
 * Registers told apart by path share one host, and a `__Host-` cookie has no path: so there each has cookies of its own
 * name, `sid.qingxi`. Only here; everybody else reads and sets `sid`. A register's name holds no dot.
 */
export function useRegisterCookies(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    const ending = endingOf(request.prefix);
    if (ending === '') return;
    const own = Object.entries(request.cookies).flatMap(([name, value]) => {
      if (SHARED.has(name)) return [[name, value]];
      return name.endsWith(ending) ? [[name.slice(0, -ending.length), value]] : [];
    });
    request.cookies = Object.fromEntries(own) as typeof request.cookies;
  });
  app.addHook('onSend', async ({ prefix }, reply) => {
    const ending = endingOf(prefix);
    const set = reply.getHeader('set-cookie');
    if (ending === '' || set === undefined) return;
    reply.removeHeader('set-cookie');
    for (const cookie of [set].flat()) reply.header('set-cookie', named(String(cookie), ending));
  });
}

function endingOf(prefix: string): string {
  return prefix === '' ? '' : prefix.replace('/', '.');
}

function named(cookie: string, ending: string): string {
  const name = cookie.slice(0, cookie.indexOf('='));
  return SHARED.has(name) ? cookie : `${name}${ending}${cookie.slice(name.length)}`;
}
