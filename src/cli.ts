#!/usr/bin/env node
import { COMMANDS } from './commands/index.ts';
import { databaseFault } from './commands/database-fault.ts';
import { InputFault, WrongUsage } from './commands/command.ts';

/** The duty-register program. Exit 0: done; 1: the input was at fault; 2: wrong usage. */
async function main([name = '', ...words]: string[]): Promise<number> {
  const command = COMMANDS[name];
  if (!command) {
    process.stderr.write(`${usage()}\n`);
    return name === 'help' || name === '--help' ? 0 : 2;
  }
  try {
    await command.run(words);
    return 0;
  } catch (error) {
    if (error instanceof InputFault) return say(error.message, 1);
    if (error instanceof WrongUsage) return say(`${error.message}\n用法：duty-register ${command.usage}`, 2);
    const fault = databaseFault(error);
    if (fault !== undefined) return say(fault, 1);
    throw error;
  }
}

function say(text: string, status: number): number {
  process.stderr.write(`${text}\n`);
  return status;
}

function usage(): string {
  const lines = Object.values(COMMANDS).map((command) => `  ${command.usage}\n      ${command.about}`);
  return ['用法：duty-register 命令 [参数]', ...lines].join('\n');
}

process.exitCode = await main(process.argv.slice(2));
