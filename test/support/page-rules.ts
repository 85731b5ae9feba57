import type { CheerioAPI } from 'cheerio';

/** Code or style inside a page, which the content security policy would block; as lines that can be read. */
export function inlineCodeIn($: CheerioAPI): string[] {
  const outer = (selector: string) =>
    $(selector)
      .toArray()
      .map((element) => $.html(element).slice(0, 120));
  const handlers = $('*')
    .toArray()
    .filter((element) =>
      Object.keys('attribs' in element ? element.attribs : {}).some((name) => name.startsWith('on')),
    )
    .map((element) => $.html(element).slice(0, 120));
  return [
    ...outer('script:not([src]), style, [style], base, iframe, object, embed, meta[http-equiv=refresh]'),
    ...outer('[href^="javascript:" i], [action^="javascript:" i], [src^="data:text" i]'),
    ...outer(
      'script[src]:not([src^="/assets/"]), link[rel=stylesheet]:not([href^="/assets/"]), img[src^="http"]',
    ),
    ...handlers,
  ];
}

/** What every page of ours has, whoever it is for; as lines that can be read. */
export function missingIn($: CheerioAPI): string[] {
  const missing: string[] = [];
  if (($('html').attr('lang') ?? '') !== 'zh-CN') missing.push('lang');
  if ($('title').text().trim() === '') missing.push('title');
  const isPrinted = $('link[href="/assets/print.css"]').length > 0;
  if (isPrinted ? $('h1').length === 0 : $('h1').length !== 1) missing.push(`${$('h1').length} h1`);
  if ($('main').length !== 1) missing.push('main');
  const ids = $('[id]')
    .toArray()
    .map((element) => $(element).attr('id') ?? '');
  for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index)))
    missing.push(`id ${id} twice`);
  for (const form of $('form[method=post]').toArray())
    if ($(form).find('input[name=_csrf]').length !== 1)
      missing.push(`token in form ${$(form).attr('action') ?? ''}`);
  for (const field of $('input:not([type=hidden]), select, textarea').toArray())
    if (!isLabelled($, $(field))) missing.push(`label of ${$(field).attr('name') ?? ''}`);
  return missing;
}

function isLabelled($: CheerioAPI, field: ReturnType<CheerioAPI>): boolean {
  const id = field.attr('id');
  return (
    field.attr('aria-label') !== undefined ||
    field.attr('aria-labelledby') !== undefined ||
    field.closest('label').length > 0 ||
    (id !== undefined &&
      $('label')
        .toArray()
        .some((label) => $(label).attr('for') === id))
  );
}
