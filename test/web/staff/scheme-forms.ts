import type { CheerioAPI } from 'cheerio';
import type { Scheme, SchemeItem, SchemeSection } from '../../../src/schemes/rules.ts';
import type { Browser, Page } from '../../support/app.ts';

export type Typed = Record<string, string | readonly string[]>;

/** What a form of a page would send as it stands. */
export function valuesIn($: CheerioAPI, form: string): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  const add = (name: string | undefined, value: string) => {
    if (name !== undefined) values[name] = [...(values[name] ?? []), value];
  };
  for (const node of $(form).first().find('input, select, textarea').toArray()) {
    const field = $(node);
    const isOff =
      ['radio', 'checkbox'].includes(field.attr('type') ?? '') && field.attr('checked') === undefined;
    if (isOff || field.attr('type') === 'file') continue;
    if (node.tagName === 'textarea') add(field.attr('name'), field.text());
    else if (node.tagName === 'select') {
      const chosen = field.find('option[selected]').first();
      add(
        field.attr('name'),
        (chosen.length > 0 ? chosen : field.find('option').first()).attr('value') ?? '',
      );
    } else add(field.attr('name'), field.attr('value') ?? '');
  }
  return values;
}

/** Fills in a form of a page that is open already and sends it, everything else as it stands there. */
export function send(
  browser: Browser,
  page: Page,
  url: string,
  typed: Typed,
  form = 'main form',
): Promise<Page> {
  const action = page.$(form).first().attr('action') ?? url;
  return browser.post(action, { ...valuesIn(page.$, form), ...typed });
}

export async function fill(browser: Browser, url: string, typed: Typed, form?: string): Promise<Page> {
  return send(browser, await browser.get(url), url, typed, form);
}

/** Error messages with the fields that they lead to. */
export function errorsOf({ $ }: Page): Record<string, string> {
  return Object.fromEntries(
    $('.error-summary a')
      .toArray()
      .map((link) => [($(link).attr('href') ?? '').replace('#f-', ''), $(link).text()]),
  );
}

const text = (value: number | null | undefined): string => String(value ?? '');

/** What a person types for a section of a published table. */
export const typedSection = ({ title, cap, base, floor }: SchemeSection): Typed => ({
  title,
  cap: text(cap),
  base: text(base),
  floor: text(floor),
});

/** What a person types for an item of a published table; the section by its name on the page. */
export function typedItem(item: SchemeItem): Typed {
  const { points, grades, tiers, target, split } = item;
  const all = [points ?? 0, ...Object.values(grades ?? {}), ...(tiers ?? []).map((tier) => tier.points)];
  const typed: Typed = {
    title: item.title,
    unit: item.unit,
    sign: all.some((each) => each < 0) ? 'minus' : 'plus',
    cap: text(item.cap),
    quarterCap: text(item.quarterCap),
    kinds: item.kinds ?? [],
    categories: item.categories ?? [],
    source: item.source ?? '',
    bestOf: item.bestOf ?? '',
    split: split === undefined || split === null ? 'none' : split === 'equal' ? 'equal' : 'lead',
    splitPercent: typeof split === 'number' ? String(split) : '',
  };
  const size = (each: number): string => String(Math.abs(each));
  if (points !== undefined) return { ...typed, worth: 'points', points: size(points) };
  if (grades !== undefined)
    return {
      ...typed,
      worth: 'grades',
      grade: Object.keys(grades),
      gradePoints: Object.values(grades).map(size),
    };
  if (tiers !== undefined)
    return {
      ...typed,
      worth: 'tiers',
      tierFrom: tiers.map(({ from }) => String(from)),
      tierPoints: tiers.map((tier) => size(tier.points)),
    };
  return {
    ...typed,
    worth: 'target',
    targetQuantity: text(target?.quantity),
    targetPoints: text(target?.points),
    targetMore: text(target?.more),
    targetLess: text(target?.less),
  };
}

/** A scheme without what the program makes up by itself: identity, version and codes. */
export function withoutCodes(scheme: Scheme): unknown {
  const titles = new Map(scheme.sections.map(({ code, title }) => [code, title]));
  const { id: _id, version: _version, ...rest } = scheme;
  return {
    ...rest,
    sections: scheme.sections.map(({ code: _code, ...section }) => section),
    items: scheme.items.map(({ code: _code, section, ...item }) => ({
      ...item,
      section: titles.get(section),
    })),
  };
}
