import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import type { Drill } from './drill.ts';
import { isPassed } from './table.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SEED = 20_260_320;

/** The few rounds of each drill that run among the tests; `npm run drills` runs the many. */
export function runShort(...drills: readonly (readonly [drill: Drill, rounds: number])[]): void {
  for (const [drill, rounds] of drills)
    it(`${drill.name}: ${drill.about}`, { timeout: 120_000 }, async () => {
      const program = [fileURLToPath(new URL('../../dist/cli.js', import.meta.url))];
      const outcome = await drill.run({ program, rounds, seed: SEED, isShort: true });
      expect(outcome.faults).toEqual([]);
      if (outcome.leftOut !== undefined) console.warn(`${drill.name}: left out: ${outcome.leftOut}`);
      expect(isPassed(outcome), outcome.leftOut).toBe(true);
      expect(outcome.rounds).toBeGreaterThan(0);
    });
}

/** Drills of a process run the built program, as people do. */
export function buildFirst(): void {
  beforeAll(() => {
    execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'src/tsconfig.build.json'], {
      cwd: ROOT,
    });
  }, 120_000);
}
