import { TERMINAL } from '../../src/audit/labels.ts';
import { readConfig } from '../../src/config.ts';
import { quartersOfYear } from '../../src/lib/dates.ts';
import { closeQuarter } from '../../src/notices/actions.ts';
import { registerSource } from '../../src/registers/keeping.ts';
import type { Closings } from './county.ts';

/** Closes every quarter of a year in each register of this process's settings, and says how long each took. */
const [year = '', at = ''] = process.argv.slice(2);
const times: number[] = [];
const hashes: string[] = [];
const begun = performance.now();
const source = registerSource(readConfig(process.env));
for (const name of await source.list()) {
  const store = await source.serve(name);
  let sha256 = '';
  for (const quarter of quartersOfYear(Number(year))) {
    const since = performance.now();
    const input = { number: `${quarter}`, openReason: '' };
    ({ sha256 } = await closeQuarter({ store, actor: TERMINAL, at: Number(at) }, quarter, input));
    times.push(performance.now() - since);
  }
  hashes.push(sha256);
  await store.close();
}
const seconds = (performance.now() - begun) / 1000;
await source.close();
process.stdout.write(JSON.stringify({ times, seconds, hashes } satisfies Closings));
