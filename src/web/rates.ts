import type { FastifyInstance, FastifyRequest } from 'fastify';
import { network } from '../accounts/throttle.ts';
import { query } from './routes.ts';

/** What may be asked for so often and no more (限次): a route says it of itself. */
export type RateName = 'search' | 'export';

export interface Rate {
  /** Takes one of the places for this key; 0, or the seconds to wait until there is one again. */
  take(key: string, at: number): number;
}

const MINUTE = 60_000;
export const RATES: Readonly<Record<RateName, { most: number; within: number }>> = {
  /** By address: a village may share one. */
  search: { most: 60, within: MINUTE },
  /** By account: each takes the whole register along. */
  export: { most: 10, within: 60 * MINUTE },
};

/** Somebody asked too often. */
export class TooOften extends Error {
  readonly seconds: number;

  constructor(seconds: number) {
    super('asked too often');
    this.seconds = seconds;
  }
}

declare module 'fastify' {
  interface FastifyContextConfig {
    rate?: RateName;
  }
}

const MOST_KEYS = 10_000;

/** So many in any stretch of time that begins with the first of them. Nothing is stored, a restart forgets. */
export function makeRate({ most, within }: { most: number; within: number }): Rate {
  const taken = new Map<string, { since: number; count: number }>();
  return {
    take(key, at) {
      const known = taken.get(key);
      const isOver = known === undefined || at - known.since >= within || at < known.since;
      const now = isOver ? { since: at, count: 0 } : known;
      if (now.count >= most) return Math.ceil((now.since + within - at) / 1000);
      taken.delete(key);
      taken.set(key, { ...now, count: now.count + 1 });
      const [oldest] = taken.keys();
      if (oldest !== undefined && taken.size > MOST_KEYS) taken.delete(oldest);
      return 0;
    },
  };
}

/** Searches are counted before a kept page is looked for: so an address cannot fill the shelf with pages either. */
export function limitSearches(app: FastifyInstance): void {
  const rate = makeRate(RATES.search);
  app.addHook('onRequest', async (request) => {
    if (isOf(request, 'search') && query(request, 'q') !== '') take(request, rate, network(request.ip));
  });
}

/** Comes when it is known who asks. */
export function limitExports(app: FastifyInstance): void {
  const rate = makeRate(RATES.export);
  app.addHook('preValidation', async (request) => {
    if (isOf(request, 'export')) take(request, rate, String(request.viewer?.accountId));
  });
}

function isOf({ routeOptions }: FastifyRequest, name: RateName): boolean {
  return routeOptions.config.rate === name;
}

/** Each register counts for itself. */
function take({ register }: FastifyRequest, rate: Rate, key: string): void {
  const seconds = rate.take(`${register.name} ${key}`, register.clock());
  if (seconds > 0) throw new TooOften(seconds);
}
