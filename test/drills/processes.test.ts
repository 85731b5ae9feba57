import { describe } from 'vitest';
import { backupLoad } from './backup-load.ts';
import { diskFull } from './disk-full.ts';
import { failover } from './failover.ts';
import { fsync } from './fsync.ts';
import { kill } from './kill.ts';
import { migration } from './migration.ts';
import { restoreKill } from './restore-kill.ts';
import { buildFirst, runShort } from './short.ts';
import { sigterm } from './sigterm.ts';
import { soak } from './soak.ts';

describe('a short drill of the built program', () => {
  buildFirst();
  runShort(
    [kill, 2],
    [fsync, 1],
    [diskFull, 1],
    [restoreKill, 1],
    [backupLoad, 1],
    [sigterm, 1],
    [migration, 2],
    [failover, 1],
    [soak, 1],
  );
});
