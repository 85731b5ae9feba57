import { kindFromText, kindLabel } from '../../duties/labels.ts';
import { addDays, parseDay, parseMonth, type Day } from '../../lib/dates.ts';
import { parseHundredths } from '../../lib/hundredths.ts';
import { holdsIdentityNumber } from '../../lib/identity-numbers.ts';
import { normaliseName } from '../../lib/names.ts';
import { codePoints, splitNames, squeeze, toHalfWidth } from '../../lib/text.ts';
import { fault, type Fault, type Place } from '../faults.ts';
import type { FaultArguments, FaultCode } from '../messages.ts';
import { NO, YES, type Column, type ColumnKind } from '../templates.ts';
import { nearest } from './nearest.ts';

export type CellValue = string | number | boolean | string[] | null;

/** A fault that waits for its place. */
export type Problem = (place: Place) => Fault;

const problem =
  <C extends FaultCode>(code: C, ...details: FaultArguments<C>): Problem =>
  (place) =>
    fault(place, code, ...details);

type Reader = (text: string, column: Column, today: Day) => CellValue | Problem;

const READERS: Readonly<Record<ColumnKind, Reader>> = {
  text: readText,
  code: readCode,
  person: (text, column) => withinMax(normaliseName(text), column),
  day: readDay,
  month: readMonth,
  int: readInt,
  decimal: readDecimal,
  yesno: readYesNo,
  'one-of': readOneOf,
  duty: readDuty,
  names: readNames,
};

const BLANKS: Readonly<Partial<Record<ColumnKind, CellValue>>> = {
  text: '',
  code: '',
  person: '',
  yesno: false,
};

const FORMULA_ERROR = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/;
/** Long enough for every column, short enough that no reader meets a text that could keep it busy. */
const LONGEST = 20_000;

/** The typed value of a cell, or what is wrong with it. */
export function readCell(text: string, column: Column, today: Day): CellValue | Problem {
  if (text.length > LONGEST) return problem('too-long', codePoints(text), column.max);
  const plain = text.trim();
  if (plain === '')
    return column.required ? problem('required', column.header, column.example) : blankOf(column.kind);
  if (FORMULA_ERROR.test(plain)) return problem('formula-error');
  if (holdsIdentityNumber(toHalfWidth(plain))) return problem('identity-number');
  return READERS[column.kind](plain, column, today);
}

function blankOf(kind: ColumnKind): CellValue {
  return kind === 'names' ? [] : (BLANKS[kind] ?? null);
}

function withinMax(text: string, { max }: Column): CellValue | Problem {
  const length = codePoints(text);
  return length > max ? problem('too-long', length, max) : text;
}

const MULTILINE_FROM = 1000;

function readText(text: string, column: Column): CellValue | Problem {
  return withinMax(column.max < MULTILINE_FROM ? squeeze(text) : text.replace(/\r\n?/g, '\n'), column);
}

const MANGLED_NUMBER = /^\d(?:\.\d+)?E\+\d+$/i;
const FULL_WIDTH_CODE = /^[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFF0D]+$/;

function readCode(text: string, column: Column): CellValue | Problem {
  const code = squeeze(text);
  if (MANGLED_NUMBER.test(code)) return problem('number-mangled');
  return withinMax(FULL_WIDTH_CODE.test(code) ? toHalfWidth(code) : code, column);
}

const TIME_OF_DAY = /[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AP]M|Z)?$/i;
const LOOKS_LIKE_DAY = /^(?:\d{4}\D+\d{1,2}\D+\d{1,2}\D?|\d{8})$/;

function readDay(text: string, { example }: Column): CellValue | Problem {
  const plain = text.replace(TIME_OF_DAY, '');
  const day = serialDay(plain) ?? parseDay(plain, '2000-01-01');
  // 3月5日 means another day in another year: in a form today's year is a fair guess, in a file of past years it is not.
  if (day !== (serialDay(plain) ?? parseDay(plain, '2001-01-01')))
    return problem('day-without-year', example);
  if (day !== null) return day;
  return problem(LOOKS_LIKE_DAY.test(toHalfWidth(plain)) ? 'no-such-day' : 'not-a-day', example);
}

/** A day that a spreadsheet shows as a bare number: days since 1899-12-30 (from March 1900 on), here 1927–2119. */
function serialDay(text: string): Day | null {
  const match = /^(\d{5})(?:\.\d+)?$/.exec(text);
  const serial = Number(match?.[1] ?? 0);
  return serial >= 10_000 && serial < 80_000 ? addDays('1900-03-01', serial - 61) : null;
}

function readMonth(text: string, { example }: Column, today: Day): CellValue | Problem {
  const plain = text.replace(TIME_OF_DAY, '');
  const month = parseMonth(plain) ?? (serialDay(plain) ?? parseDay(plain, today))?.slice(0, 7);
  if (month === undefined) return problem('not-a-month', example);
  return month > today.slice(0, 7) ? problem('month-ahead') : month;
}

function readInt(text: string, { example, least, most }: Column): CellValue | Problem {
  const match = /^(\d{1,9})(?:\.0+)?$/.exec(toHalfWidth(text));
  if (match === null) return problem('not-an-int', example);
  const value = Number(match[1]);
  return value < least || value > most ? problem('out-of-range', least, most) : value;
}

const THOUSANDS = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

function readDecimal(text: string, { example, least, most }: Column): CellValue | Problem {
  const typed = toHalfWidth(text);
  const plain = THOUSANDS.test(typed) ? typed.replaceAll(',', '') : typed;
  const hundredths = parseHundredths(plain);
  if (hundredths === null)
    return problem(/^-?\d+\.\d{3,}$/.test(plain) ? 'too-many-decimals' : 'not-a-decimal', example);
  const within = hundredths >= Math.round(least * 100) && hundredths <= Math.round(most * 100);
  return within ? hundredths : problem('out-of-range', least, most);
}

const plainWord = (text: string): string => toHalfWidth(text).replace(/\s/gu, '').toLowerCase();

function readYesNo(text: string): CellValue | Problem {
  const word = plainWord(text);
  if (YES.includes(word)) return true;
  return NO.includes(word) ? false : problem('not-yes-no');
}

function readOneOf(text: string, { choices }: Column): CellValue | Problem {
  const word = plainWord(text);
  const found = choices.find(({ code, label, also }) =>
    [code, label, ...also].some((name) => plainWord(name) === word),
  );
  return (
    found?.code ??
    problem(
      'not-one-of',
      choices.map((choice) => choice.label),
    )
  );
}

function readDuty(text: string, { duties }: Column): CellValue | Problem {
  const kind = kindFromText(text);
  const labels = duties.map(kindLabel);
  if (kind === null) return problem('unknown-duty', nearest(text, labels), labels);
  return duties.includes(kind) ? kind : problem('duty-elsewhere', kindLabel(kind), labels);
}

function readNames(text: string, { max }: Column): CellValue | Problem {
  const names = splitNames(text).map((name) => (FULL_WIDTH_CODE.test(name) ? toHalfWidth(name) : name));
  if (names.some((name) => MANGLED_NUMBER.test(name))) return problem('number-mangled');
  const tooLong = names.find((name) => codePoints(name) > max);
  if (tooLong !== undefined) return problem('name-too-long', tooLong.slice(0, 20), max);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  return twice === undefined ? names : problem('name-twice', twice);
}
