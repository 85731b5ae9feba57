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

/** The same for a step that may not be taken: its reason in the words of its noun, `{name}` filled from the detail. */
export async function sayingWhyRefused<T>(
  texts: Readonly<Record<string, string>>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const words = texts[error.reason] ?? error.reason;
    throw new InputFault(words.replace(/\{(\w+)\}/g, (_, name: string) => String(error.detail[name] ?? '')));
  }
}
