import type { LightMyRequestResponse } from 'fastify';
import { load } from 'cheerio';
import { expect, it } from 'vitest';
import { mayOpen, type DeclaredRoute } from '../../../src/web/access.ts';
import { changedTables, everything, isNoNote } from '../../support/everything.ts';
import { ask, type Asker } from './ask.ts';
import { FAULT } from './faulty-store.ts';
import { ASKERS, openSite, viewerOf } from './matrix.ts';

/** What is sent while it is read cannot become a page any more: the connection is cut, and no browser takes it for whole. */
const STREAMED = ['/desk/audit/export'];

/** Everything that is wrong with the page of a fault. */
function faultsOf({ statusCode, body, headers }: LightMyRequestResponse): string[] {
  const $ = load(body);
  const faults: string[] = [];
  if (statusCode !== 500) faults.push(`answers ${statusCode}`);
  else if (!/^[0-9a-f]{16}$/.test($('.hash').text().trim())) faults.push('gives no reference');
  if (body.includes(FAULT) || /\bat .*:\d+:\d+|node_modules|\.ts\b/.test(body))
    faults.push('tells its cause');
  if (headers['content-security-policy'] === undefined) faults.push('has no headers');
  return faults;
}

it(
  'a fault at any read of any route, or before its write is committed, ends on a page with a reference, writes nothing, and the next is served',
  { timeout: 5 * 60_000 },
  async () => {
    const site = await openSite();
    const { app, store: outer, faulty, askers, objects } = site;
    const before = await everything(outer.read, isNoNote);
    const wrong: string[] = [];
    let hosts = 0;
    const counts = { reads: 0, commits: 0, routes: 0 };

    /** Under a host of its own, so that no page is one that was kept. */
    const send = (who: Asker, route: DeclaredRoute, address: string) => {
      hosts += 1;
      const host = `host-${hosts}.example`;
      return ask(app, who, route.method, address, objects.fields(route.url, who), { host });
    };

    for (const route of app.declaredRoutes.filter(({ method }) => method !== 'HEAD')) {
      const asker = ASKERS.toReversed().find(
        (name) => name !== 'disabled' && mayOpen(route.access, viewerOf(name)),
      );
      const who = askers.get(asker ?? 'visitor');
      if (!who || !asker || asker === 'disabled') throw new Error(route.url);
      const address = objects.own(route, asker);
      outer.try();
      // What is kept by version is read once: what is counted then is read every time.
      if (route.method === 'POST') await send(who, route, address);
      faulty.arm(Number.POSITIVE_INFINITY);
      const { statusCode } = await send(who, route, address);
      const reads = faulty.reads();
      // That a refusal could not be noted in the trail does not keep it from being said.
      const writes = statusCode < 400 ? faulty.writes() : 0;
      outer.keep();
      for (const read of new Set(reads > 0 ? [Math.ceil(reads / 2), reads] : [])) {
        faulty.arm(read);
        const answer = await send(who, route, address).catch((error: unknown) => {
          if (!STREAMED.includes(route.url)) throw error;
          return 'cut short' as const;
        });
        if (answer === 'cut short') continue;
        // Counts that are kept for a while are not read again.
        if (faulty.reads() < read) continue;
        for (const fault of faultsOf(answer))
          wrong.push(`${route.method} ${address} at read ${read}: ${fault}`);
        counts.reads += 1;
      }
      if (writes > 0) {
        faulty.arm(Number.POSITIVE_INFINITY, false);
        for (const fault of faultsOf(await send(who, route, address)))
          wrong.push(`${route.method} ${address} at its write: ${fault}`);
        counts.commits += 1;
      }
      faulty.disarm();
      if (reads + writes > 0) counts.routes += 1;
    }
    expect(wrong).toEqual([]);
    expect(changedTables(before, await everything(outer.read, isNoNote))).toEqual([]);
    expect((await app.inject('/')).statusCode).toBe(200);
    expect(counts.reads).toBeGreaterThan(500);
    expect(counts.commits).toBeGreaterThan(20);
  },
);
