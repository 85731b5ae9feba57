import { describe } from 'vitest';
import { backupLoad } from './backup-load.ts';
import { diskFull } from './disk-full.ts';
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
    [kill, 3],
    [fsync, 2],
    [diskFull, 1],
    [restoreKill, 2],
    [backupLoad, 1],
    [sigterm, 1],
    [migration, 2],
    [soak, 1],
  );
});
