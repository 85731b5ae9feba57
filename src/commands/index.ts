import type { Command } from './command.ts';
import { serve } from './serve.ts';

export const COMMANDS: Readonly<Record<string, Command>> = { serve };
