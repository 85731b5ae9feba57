import { backupCommand } from './backup.ts';
import type { Command } from './command.ts';
import { copyCommand } from './copy.ts';
import { demo } from './demo.ts';
import { drillCommand } from './drill.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { pointsCommand } from './points.ts';
import { registersCommand } from './registers.ts';
import { restoreCommand } from './restore.ts';
import { scoreCommand } from './score.ts';
import { serve } from './serve.ts';
import { userCommand } from './user.ts';
import { verifyCommand } from './verify.ts';

export const COMMANDS: Readonly<Record<string, Command>> = {
  serve,
  demo,
  import: importCommand,
  export: exportCommand,
  points: pointsCommand,
  score: scoreCommand,
  backup: backupCommand,
  drill: drillCommand,
  restore: restoreCommand,
  verify: verifyCommand,
  copy: copyCommand,
  registers: registersCommand,
  user: userCommand,
};
