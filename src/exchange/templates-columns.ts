import type { DutyKind } from '../duties/rules.ts';
import type { Day } from '../lib/dates.ts';

/** What a cell of a column may hold, and by that how it is read. */
export type ColumnKind =
  | 'text'
  | 'code'
  | 'person'
  | 'day'
  | 'month'
  | 'int'
  | 'decimal'
  | 'yesno'
  | 'one-of'
  | 'duty'
  | 'names';

/** One word that a cell may hold, its code in the register, and other ways in which people write it. */
export interface Choice<Code extends string = string> {
  code: Code;
  label: string;
  also: readonly string[];
}

/** A column of an import template. */
export interface Column {
  /** The English identifier, accepted as a header too. */
  readonly id: string;
  /** The Chinese header. */
  readonly header: string;
  readonly synonyms: readonly string[];
  readonly required: boolean;
  readonly kind: ColumnKind;
  /** Longest text in characters; for names: of each name. Texts of 1,000 and more may have several lines. */
  readonly max: number;
  /** For int and decimal: the smallest and the largest number. */
  readonly least: number;
  readonly most: number;
  /** For one-of. */
  readonly choices: readonly Choice[];
  /** For duty: the kinds that fit here. */
  readonly duties: readonly DutyKind[];
  readonly example: string;
  /** One sentence for the person who fills the column in. */
  readonly hint: string;
}

type More = Partial<Pick<Column, 'synonyms' | 'max' | 'example' | 'hint'>>;

/** A column whose identifier, kind and need are known to the compiler, so that checked rows are typed. */
type Typed<Id extends string, Kind extends ColumnKind, Required extends boolean = false> = Omit<
  Column,
  'id' | 'kind' | 'required'
> & { readonly id: Id; readonly kind: Kind; readonly required: Required };

type OneOf<Id extends string, Code extends string> = Typed<Id, 'one-of'> & {
  readonly choices: readonly Choice<Code>[];
};
type Duty<Id extends string, Kind extends DutyKind> = Typed<Id, 'duty'> & {
  readonly duties: readonly Kind[];
};

/** The type of a checked cell: blank optional text is '', blank names are [], other blanks are null. */
export type CellOf<C> = C extends { kind: 'one-of'; choices: readonly Choice<infer Code>[] }
  ? Code | Blank<C>
  : C extends { kind: 'duty'; duties: readonly (infer Kind)[] }
    ? Kind | Blank<C>
    : C extends { kind: 'text' | 'code' | 'person' }
      ? string
      : C extends { kind: 'names' }
        ? string[]
        : C extends { kind: 'yesno' }
          ? boolean
          : C extends { kind: 'day' | 'month' }
            ? Day | Blank<C>
            : number | Blank<C>;

type Blank<C> = C extends { required: true } ? never : null;

const PLAIN = {
  synonyms: [],
  required: false,
  max: 200,
  least: 0,
  most: 0,
  choices: [],
  duties: [],
  example: '',
  hint: '',
} as const;

function column<Id extends string, Kind extends ColumnKind>(
  id: Id,
  kind: Kind,
  header: string,
  more: Partial<Column>,
) {
  return { ...PLAIN, ...more, id, kind, header, required: false } as Typed<Id, Kind>;
}

/** What people write for yes and no. */
export const YES: readonly string[] = ['是', '有', '√', '✓', 'y', 'yes', 'true', '1'];
export const NO: readonly string[] = ['否', '无', '不是', '×', 'n', 'no', 'false', '0'];

/** Makes a column one that every row must fill. */
export function required<C extends Column>(optional: C): Omit<C, 'required'> & { readonly required: true } {
  return { ...optional, required: true };
}

/** Free text of at most `max` characters. */
export const text = <Id extends string>(id: Id, header: string, more: More = {}) =>
  column(id, 'text', header, more);

/** A number that is a name, such as 001: letters and digits, leading zeros kept. */
export const code = <Id extends string>(id: Id, header: string, more: More = {}) =>
  column(id, 'code', header, { max: 30, ...more });

/** A person's name, written as the register writes names. */
export const person = <Id extends string>(id: Id, header: string, more: More = {}) =>
  column(id, 'person', header, { max: 50, ...more });

export const day = <Id extends string>(id: Id, header: string, more: More = {}) =>
  column(id, 'day', header, more);
export const month = <Id extends string>(id: Id, header: string, more: More = {}) =>
  column(id, 'month', header, more);
export const yesNo = <Id extends string>(id: Id, header: string, more: More = {}) =>
  column(id, 'yesno', header, more);
export const names = <Id extends string>(id: Id, header: string, more: More = {}) =>
  column(id, 'names', header, more);

export const int = <Id extends string>(
  id: Id,
  header: string,
  least: number,
  most: number,
  more: More = {},
) => column(id, 'int', header, { least, most, ...more });

/** A number with at most two decimals; the checked cell holds hundredths. */
export const decimal = <Id extends string>(
  id: Id,
  header: string,
  least: number,
  most: number,
  more: More = {},
) => column(id, 'decimal', header, { least, most, ...more });

export const oneOf = <Id extends string, Code extends string>(
  id: Id,
  header: string,
  choices: readonly Choice<Code>[],
  more: More = {},
): OneOf<Id, Code> => ({ ...column(id, 'one-of', header, more), choices });

export const choice = <Code extends string>(label: string, code: Code, ...also: string[]): Choice<Code> => ({
  code,
  label,
  also,
});

/** A duty kind by its Chinese name or its identifier, out of those that fit the table. */
export const duty = <Id extends string, Kind extends DutyKind>(
  id: Id,
  header: string,
  duties: readonly Kind[],
  more: More = {},
): Duty<Id, Kind> => ({ ...column(id, 'duty', header, more), duties });
