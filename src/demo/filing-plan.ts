import { isInOffice, type MandateEventKind } from '../deputies/rules.ts';
import { addDays, daysBetween, type Day } from '../lib/dates.ts';
import { callingOf, KINDS_OF, type Calling } from './callings.ts';
import { BY_ELECTED, DEPUTIES, MANDATE_EVENTS } from './content/deputies.ts';
import { CONTACT_TEXTS } from './content/filing-texts-contact.ts';
import { DEED_TEXTS } from './content/filing-texts-deeds.ts';
import { FILINGS_APART } from './content/filings-apart.ts';
import { DISTRICTS, ELECTED_ON, TERM } from './content/places.ts';
import { fillSlots } from './slots.ts';

const TEXTS = [...CONTACT_TEXTS, ...DEED_TEXTS];
type TextLine = (typeof TEXTS)[number];
type DeputyLine = (typeof DEPUTIES)[number];

/** What a deputy did, as it is written into the form. */
export interface PlannedFiling {
  deputy: string;
  kind: string;
  on: Day;
  content: string;
  place: string;
  result: string;
  quantity: number;
  yuan: number | null;
}

/** After the first session; what came later is told one by one. */
const FIRST_DAY = '2025-06-03';
const LAST_DAY = '2026-11-04';
/** Of the year and a half; odd and without a common divisor, so that deputies do not move in step. */
const STEPS = { start: 37, day: 29, text: 37 };

/** The ordinary filings (履职登记) of a year and a half, day by day; no chance is involved. */
export function planFilings(): PlannedFiling[] {
  const used = new Set<string>();
  return [...DEPUTIES, ...BY_ELECTED.rows]
    .flatMap(daysOf)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .map((duty, index) => write(duty, index, used));
}

interface Duty {
  deputy: DeputyLine;
  kind: string;
  on: Day;
}

/** When a deputy did what: spread over the whole time, some days early or late. */
function daysOf(deputy: DeputyLine, index: number): Duty[] {
  const apart = FILINGS_APART.filter((line) => line.deputy === deputy.certificate).length;
  const count = Math.max(0, Number(deputy.filings) - apart);
  const from = firstDayOf(deputy);
  const span = daysBetween(from, LAST_DAY);
  const kinds = KINDS_OF[callingOf(deputy.sub)];
  return Array.from({ length: count }, (_, step) => {
    const kind = kinds[(index * 2 + step) % kinds.length] ?? 'visit';
    const share = (step + ((index * STEPS.start) % 61) / 61) / count;
    const wavering = ((index * 13 + step * STEPS.day) % 9) - 4;
    const day = addDays(from, clamp(Math.floor(share * span) + wavering, 0, span));
    return {
      deputy,
      kind: nameOf(kind),
      on: kind === 'duty' || kind === 'reception' ? stationDay(day) : day,
    };
  }).filter(({ on }) => isInOffice(mandateOf(deputy), on));
}

function firstDayOf({ certificate }: DeputyLine): Day {
  return BY_ELECTED.rows.some((row) => row.certificate === certificate) ? BY_ELECTED.on : FIRST_DAY;
}

function mandateOf({ certificate }: DeputyLine) {
  const events = MANDATE_EVENTS.filter((event) => event.certificate === certificate).map(({ kind, on }) => ({
    kind: kind as MandateEventKind,
    on,
  }));
  return { electedOn: ELECTED_ON, endsOn: TERM.endOn, events };
}

/** 接访日: the tenth and the twenty-fifth of each month. */
const stationDay = (day: Day): Day => `${day.slice(0, 8)}${Number(day.slice(8)) <= 17 ? '10' : '25'}`;

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

const CONTACT = ['visit', 'reception', 'duty', 'resolved'];

function nameOf(kind: string): string {
  if (CONTACT.includes(kind)) return `contact.${kind}`;
  return kind === 'deed' ? 'deed.done' : `model.${kind}`;
}

function write({ deputy, kind, on }: Duty, index: number, used: Set<string>): PlannedFiling {
  const calling = callingOf(deputy.sub);
  const line = textFor(deputy, kind, on, index, used);
  const place = placeOf(deputy, calling, index);
  const fill = (text: string) => fillSlots(text, place, index * STEPS.text + 3);
  const { text: content, quantity } = fill(line.content);
  return {
    deputy: deputy.certificate,
    kind,
    on,
    content,
    quantity: quantity ?? 1,
    place: fill(line.place).text,
    result: fill(line.result).text,
    yuan: line.yuan === '' ? null : Number(fill(line.yuan).text),
  };
}

/** The next text that suits the calling and the month and that the deputy has not written before. */
function textFor(deputy: DeputyLine, kind: string, on: Day, index: number, used: Set<string>): TextLine {
  const calling = callingOf(deputy.sub);
  const fitting = TEXTS.filter(
    (line) => line.kind === kind && (line.who === '*' || line.who.includes(calling)),
  ).filter((line) => suitsMonth(line.months, Number(on.slice(5, 7))));
  const turned = fitting.map((_, step) => fitting[(index + step) % fitting.length] as TextLine);
  const line = turned.find(({ content }) => !used.has(`${deputy.certificate} ${content}`)) ?? turned[0];
  if (line === undefined) throw new Error(`no text for ${kind} of ${calling} on ${on}`);
  used.add(`${deputy.certificate} ${line.content}`);
  return line;
}

function suitsMonth(months: string, month: number): boolean {
  if (months === '') return true;
  const [from = 1, to = 12] = months.split('-').map(Number);
  return from <= to ? from <= month && month <= to : month >= from || month <= to;
}

/** Farmers and village cadres speak of villages, community workers of communities, where the district has any. */
function placeOf({ district }: DeputyLine, calling: Calling, index: number): string {
  const calls = DISTRICTS.find((row) => row.number === district)?.calls ?? [];
  const ending = calling === 'v' || calling === 'f' ? '村' : '社区';
  const preferred = calls.filter((name) => name.endsWith(ending));
  const places = preferred.length > 0 ? preferred : calls;
  return places[index % places.length] ?? '';
}
