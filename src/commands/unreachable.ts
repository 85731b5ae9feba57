import { InputFault } from './command.ts';
import { databaseFault } from './database-fault.ts';

/** Turns what is wrong with a database into words for the person at the terminal. */
export async function sayingWhatIsUnreachable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const words = databaseFault(error);
    if (words === undefined) throw error;
    throw new InputFault(words);
  }
}
