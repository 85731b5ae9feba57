import { vi } from 'vitest';
import { InputFault, WrongUsage, type Command } from '../../src/commands/command.ts';
import { databaseFault } from '../../src/commands/database-fault.ts';

/** Runs a command in this process, where starting one more would only cost time; tells what it printed. */
export async function runHere(
  command: Command,
  ...words: string[]
): Promise<{ status: number; stdout: string; stderr: string }> {
  const printed = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      printed[stream] += String(text);
      return true;
    }),
  );
  try {
    await command.run(words);
    return { status: 0, ...printed };
  } catch (error) {
    const isKnown = error instanceof InputFault || error instanceof WrongUsage;
    const words = isKnown ? error.message : databaseFault(error);
    if (words === undefined) throw error;
    return {
      status: error instanceof WrongUsage ? 2 : 1,
      ...printed,
      stderr: `${printed.stderr}${words}\n`,
    };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
