import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DRILLS } from './all.ts';
import type { Drill, Outcome, Wishes } from './drill.ts';
import { isPassed, tableOf, type Row } from './table.ts';

/** `npm run drills -- [--only kill,disk] [--rounds N] [--minutes M] [--seed S]`; exit status 1 when one is not passed. */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string' },
    minutes: { type: 'string' },
    seed: { type: 'string' },
  },
});
const names = values.only?.split(',') ?? DRILLS.map(({ name }) => name);
const strange = names.filter((name) => !DRILLS.some((drill) => drill.name === name));
const rounds = positive('rounds', values.rounds);
const minutes = positive('minutes', values.minutes);
if (strange.length > 0 || Number.isNaN(rounds) || Number.isNaN(minutes)) {
  process.stderr.write(`${DRILLS.map(({ name, about }) => `  ${name.padEnd(14)} ${about}`).join('\n')}\n`);
  process.exit(2);
}

const seed = Number(values.seed ?? Date.now() % 1_000_000);
const program = [fileURLToPath(new URL('../../dist/cli.js', import.meta.url))];
const wishes: Wishes = { program, rounds, minutes, seed, isShort: false };
process.stderr.write(`seed ${seed}\n`);
const rows: Row[] = [];
for (const drill of DRILLS.filter(({ name }) => names.includes(name))) {
  process.stderr.write(`${drill.name}: ${drill.about}\n`);
  const begun = performance.now();
  const outcome = await outcomeOf(drill);
  rows.push({ name: drill.name, outcome, seconds: (performance.now() - begun) / 1000 });
}
process.stdout.write(`${tableOf(rows)}\n`);
process.exitCode = rows.every(({ outcome }) => isPassed(outcome)) ? 0 : 1;

/** A drill that cannot go on is not passed; the others are run all the same. */
async function outcomeOf(drill: Drill): Promise<Outcome> {
  try {
    return await drill.run(wishes);
  } catch (error) {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { rounds: 0, acknowledged: 0, lost: 0, faults: [fault] };
  }
}

function positive(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (value > 0) return value;
  process.stderr.write(`--${name} wants a number greater than 0\n`);
  return Number.NaN;
}
