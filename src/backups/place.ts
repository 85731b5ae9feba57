import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Address } from '../db/postgres/address.ts';
import type { Place as RegisterPlace } from '../db/open.ts';
import { placeOf as registerPlace } from '../registers/keeping.ts';

/** Where a register is, and where its copies go besides. */
export interface Place {
  readonly dataDir: string;
  readonly secondDir: string | null;
  /** The database that holds it; none when it is a file in `dataDir`. Its copies are in `dataDir` either way. */
  readonly database?: Address | null;
  /** Among many registers each has a folder of its own in this one, made when it is needed. */
  readonly secondRoot?: string | null;
}

/** The register alone, for whoever opens it. */
export const registerIn = ({ dataDir, database = null }: Place): RegisterPlace => ({ dataDir, database });

/** The place of the process's one register, or of one of many by its name. */
export function placeOf({ config, name }: { config: Config; name: string }): Place {
  const { dataDir, backupDir, registers, database } = config;
  if (registers === null) return { dataDir, secondDir: backupDir, database };
  return {
    ...registerPlace(config, name),
    secondDir: backupDir === null ? null : join(backupDir, name),
    secondRoot: backupDir,
  };
}
