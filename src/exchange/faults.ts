import { codePoints } from '../lib/text.ts';
import { MESSAGES, type FaultArguments, type FaultCode } from './messages.ts';

export type { FaultCode } from './messages.ts';

/** Something wrong in an imported file, or (in a list of warnings) something to look at twice. */
export interface Fault {
  /** The file, or 'file.xlsx › sheet'. */
  file: string;
  /** As a person sees it in an editor or in Excel; null when it is about the whole table or file. */
  line: number | null;
  /** The Chinese header; '' when it is about the whole row. */
  column: string;
  /** What stood in the cell, shortened. */
  value: string;
  code: FaultCode;
  /** In Chinese: what is wrong and how to mend it. */
  message: string;
}

export interface Place {
  file: string;
  line?: number;
  column?: string;
  value?: string;
}

const SHOWN_CHARACTERS = 60;

export function fault<C extends FaultCode>(place: Place, code: C, ...details: FaultArguments<C>): Fault {
  // TypeScript cannot relate the arguments of one entry of the table to a generic code.
  const say = MESSAGES[code] as (...details: unknown[]) => string;
  return {
    file: place.file,
    line: place.line ?? null,
    column: place.column ?? '',
    value: shorten(place.value ?? ''),
    code,
    message: say(...details),
  };
}

function shorten(value: string): string {
  if (value.length <= SHOWN_CHARACTERS || codePoints(value) <= SHOWN_CHARACTERS) return value;
  return `${Array.from(value.slice(0, SHOWN_CHARACTERS * 2))
    .slice(0, SHOWN_CHARACTERS)
    .join('')}…`;
}
