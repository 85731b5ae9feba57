import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Drill, Outcome, Wishes } from './drill.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ZONES = ['UTC', 'Asia/Shanghai', 'America/Los_Angeles'];
/** Whatever computes with days; a few of them for the short form. */
const ALL = ['test/lib', 'test/points', 'test/schemes', 'test/notices', 'rules.test.ts'];
const FEW = ['test/lib/dates.test.ts', 'test/points/cases.test.ts'];

/** A day is a day of the township, wherever the server's clock thinks it stands. */
export const zones: Drill = {
  name: 'zones',
  about: `the tests of days and points under ${ZONES.join(', ')}`,
  run: async (wishes) => runZones(wishes),
};

function runZones({ isShort }: Wishes): Outcome {
  const faults: string[] = [];
  const passed: string[] = [];
  // The tests themselves run under UTC already.
  for (const zone of isShort ? ZONES.slice(2) : ZONES) {
    const words = ['run', '--config', 'test/vitest.config.ts', '--maxWorkers=1', ...(isShort ? FEW : ALL)];
    const { status, stdout } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', ...words], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', TZ: zone, NO_COLOR: '1' },
    });
    const count = /Tests .*?(\d+) passed/.exec(stdout)?.[1] ?? '0';
    passed.push(`${zone} ${count}`);
    if (status !== 0)
      faults.push(`under ${zone}: ${stdout.split('\n').filter((line) => /FAIL/.test(line))[0] ?? status}`);
  }
  return {
    rounds: passed.length,
    acknowledged: 0,
    lost: 0,
    faults,
    figures: `tests passed: ${passed.join(', ')}`,
  };
}
