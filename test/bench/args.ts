import { parseArgs } from 'node:util';

export interface Asked {
  /** Also on PostgreSQL, side by side. */
  readonly postgres: boolean;
  /** The one part to measure; null for all. */
  readonly only: string | null;
}

/** What the words after `npm run bench --` ask for; null when one of them is unknown. */
export function askedFor(words: readonly string[], parts: readonly string[]): Asked | null {
  const given = valuesOf(words);
  if (given === null) return null;
  const { engine = 'sqlite', only = null } = given;
  if (!['sqlite', 'postgres'].includes(engine)) return null;
  if (only !== null && !parts.includes(only)) return null;
  return { postgres: engine === 'postgres', only };
}

function valuesOf(words: readonly string[]): { engine?: string; only?: string } | null {
  try {
    return parseArgs({
      args: [...words],
      options: { engine: { type: 'string' }, only: { type: 'string' } },
    }).values;
  } catch {
    return null;
  }
}

export const usageOf = (parts: readonly string[]): string =>
  `npm run bench -- [--engine sqlite|postgres] [--only ${parts.join('|')}]\n` +
  '--engine postgres: SQLite and PostgreSQL side by side, on a server of its own (Debian package postgresql)\n';
