import { BACKUP_REFUSALS } from '../backups/labels.ts';
import { UNUSABLE_LABELS } from '../care/labels.ts';
import { RegisterUnusable } from '../db/care.ts';
import { Refused } from '../refusals.ts';
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

/** The same for a chore that may not begin now. */
export async function sayingWhyRefused<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new InputFault(BACKUP_REFUSALS[error.reason] ?? error.reason);
  }
}
