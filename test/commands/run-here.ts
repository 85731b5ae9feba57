import { vi } from 'vitest';
import { InputFault, WrongUsage, type Command } from '../../src/commands/command.ts';

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
    if (!(error instanceof InputFault) && !(error instanceof WrongUsage)) throw error;
    return {
      status: error instanceof InputFault ? 1 : 2,
      ...printed,
      stderr: `${printed.stderr}${error.message}\n`,
    };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
