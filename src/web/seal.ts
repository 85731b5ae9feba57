import { createHash } from 'node:crypto';
import type { FormValues } from './form.ts';

const LENGTH = 12;

/** What a form carries of what it showed: when it was opened, and a mark of each field. */
export interface Seal {
  readonly at: number;
  readonly marks: ReadonlyMap<string, string>;
}

/** As a hidden field carries it. */
export function sealOf(values: FormValues, at: number): string {
  const marks = Object.entries(values).map(([name, value]) => [name, markOf(value)]);
  return `${at} ${new URLSearchParams(marks).toString()}`;
}

/** Null where there is none that can be read. */
export function readSeal(text: string | undefined): Seal | null {
  const [, at, marks] = /^(\d{1,15}) (.*)$/s.exec(text ?? '') ?? [];
  return at === undefined || marks === undefined
    ? null
    : { at: Number(at), marks: new Map(new URLSearchParams(marks)) };
}

/** Whether these values stood there when the seal was made. */
export function isSealed({ marks }: Seal, values: FormValues): boolean {
  const names = Object.keys(values);
  return names.length === marks.size && names.every((name) => isMarked(marks, name, values));
}

export function isMarked(marks: Seal['marks'], name: string, values: FormValues): boolean {
  return marks.get(name) === markOf(values[name]);
}

/** Names of the fields of `theirs` that `mine` has otherwise; what a form sends of an empty field or list is nothing. */
export function differing(theirs: FormValues, mine: FormValues): string[] {
  return Object.keys(theirs).filter((name) => markOf(theirs[name]) !== markOf(mine[name]));
}

/** Lists in which order means nothing, line ends and outer spaces do not make a difference. */
function markOf(value: string | string[] | undefined): string {
  const texts = [value ?? []].flat().map((text) => text.replace(/\r\n?/g, '\n').trim());
  const said = texts.filter((text) => text !== '').toSorted();
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, LENGTH);
}
