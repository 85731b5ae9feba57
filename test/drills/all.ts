import { backupLoad } from './backup-load.ts';
import { clock } from './clock.ts';
import { diskFull } from './disk-full.ts';
import { doubleSubmit } from './double-submit.ts';
import type { Drill } from './drill.ts';
import { failover } from './failover.ts';
import { fsync } from './fsync.ts';
import { kill } from './kill.ts';
import { migration } from './migration.ts';
import { nthFailure } from './nth-failure.ts';
import { restoreKill } from './restore-kill.ts';
import { sigterm } from './sigterm.ts';
import { soak } from './soak.ts';
import { zones } from './zones.ts';

/** Every drill, in the order in which they are run. */
export const DRILLS: readonly Drill[] = [
  kill,
  fsync,
  nthFailure,
  diskFull,
  restoreKill,
  backupLoad,
  doubleSubmit,
  clock,
  zones,
  sigterm,
  migration,
  failover,
  soak,
];
