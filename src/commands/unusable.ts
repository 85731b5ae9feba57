import { UNUSABLE_LABELS } from '../care/labels.ts';
import { RegisterUnusable } from '../db/care.ts';
import { InputFault } from './command.ts';

/** Turns what is wrong with a register file into words for the person at the terminal. */
export async function sayingWhatIsUnusable<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RegisterUnusable) throw new InputFault(UNUSABLE_LABELS[error.reason](error.file));
    throw error;
  }
}
