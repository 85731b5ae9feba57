import { z } from 'zod';
import { choice, day, longText, optionalId, required, wholeNumber } from '../forms/fields.ts';
import { isDay, type Day } from '../lib/dates.ts';
import { parseTypedJson } from '../lib/typed-json.ts';
import { schemeFaultText } from './labels.ts';
import { checkScheme, type Scheme } from './rules.ts';
import { TEMPLATES, type TemplateName } from './templates.ts';

/** Far above any real scheme, and few enough to be read in one go. */
const LONGEST = 30_000;

export const TEMPLATE_NAMES = Object.keys(TEMPLATES) as TemplateName[];

/** A new draft starts empty, from a template, from another version, or from a pasted or uploaded scheme. */
export const draftForm = z
  .object({
    start: choice('起草方式', [...TEMPLATE_NAMES, 'copy', 'blank', 'json']),
    from: optionalId('照哪一版起草'),
    year: wholeNumber('年度', 2000, 2100),
    json: longText('积分办法', LONGEST),
  })
  .refine(({ start, from }) => start !== 'copy' || from !== null, {
    path: ['from'],
    error: '请选择照哪一版起草',
  });

/** Marker of the draft that the form was opened on. */
const seen = z.string().optional();

export const changeForm = z.object({ json: longText('积分办法', LONGEST), seen });

export function adoptionForm(today: Day) {
  return z.object({
    documentNumber: required('文号', 60),
    adoptedOn: day('通过日期', today).refine((on) => !isDay(on) || on <= today, '通过日期不能晚于今天'),
    seen,
  });
}

export type SchemeText =
  | { readonly ok: true; readonly scheme: Scheme }
  | { readonly ok: false; readonly message: string; readonly faults: readonly string[] };

/** Reads a pasted or uploaded scheme; every fault in one sentence with its place. */
export function readSchemeText(text: string): SchemeText {
  const plain = text.replace(/^\uFEFF/, '').trim();
  if (plain === '') return { ok: false, message: '请粘贴积分办法的 JSON，或者选择文件', faults: [] };
  const json = readJson(plain);
  if (!json.ok) return { ok: false, message: json.message, faults: [] };
  const check = checkScheme(json.value);
  if (check.ok) return { ok: true, scheme: check.scheme };
  const faults = check.faults.map(schemeFaultText);
  return { ok: false, message: `积分办法有 ${faults.length} 处不对，逐条列在下面`, faults };
}

type ReadJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string };

function readJson(text: string): ReadJson {
  try {
    return { ok: true, value: parseTypedJson(text) };
  } catch {
    const offset = faultOffset(text);
    if (offset === text.length)
      return { ok: false, message: '这段 JSON 没有结束，请核对是不是没有粘贴完整，或者少了括号' };
    return { ok: false, message: `JSON ${placeAt(text, offset)}附近写得不对，请核对引号、逗号和括号` };
  }
}

/**
 * Where a text stops being JSON; its length when it only stops short. The parser names no offset for every fault, but
 * it does tell a text that is faulty from one that could go on: so the longest beginning that could is searched for.
 */
function faultOffset(text: string): number {
  let [good, bad] = [0, text.length + 1];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (couldGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function couldGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    const { message } = error as Error;
    const offset = /position (\d+)/.exec(message)?.[1];
    return message.includes('end of JSON') || offset === String(beginning.length);
  }
}

function placeAt(text: string, offset: number): string {
  const lines = text.slice(0, offset).split('\n');
  return `第 ${lines.length} 行第 ${(lines.at(-1) ?? '').length + 1} 个字`;
}
