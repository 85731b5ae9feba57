import type { FastifyInstance } from 'fastify';
import { Browser } from './app.ts';

/**
 * Median milliseconds of a wrong password for a name that there is and for one that there is not, taken by turns: for a
 * drill on a quiet machine (within a tenth of each other), not for a test among others. The clock of the app must move
 * a quarter of an hour between the rounds, or the guesser has to wait.
 */
export async function signInTimes(
  app: FastifyInstance,
  names: { known: string; unknown: string },
  rounds: number,
  nextRound: () => void,
): Promise<{ known: number; unknown: number }> {
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let n = 0; n < rounds; n += 1) {
    for (const kind of ['known', 'unknown'] as const) {
      const browser = new Browser(app);
      const form = await browser.get('/login');
      const _csrf = form.$('input[name=_csrf]').attr('value') ?? '';
      const began = performance.now();
      await browser.post('/login', { login: names[kind], password: '不是这个密码', next: '', _csrf });
      times[kind].push(performance.now() - began);
    }
    nextRound();
  }
  return { known: median(times.known), unknown: median(times.unknown) };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
