import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { load } from 'cheerio';
import { ask, type Asker } from './ask.ts';

export interface Visit {
  url: string;
  /** The route with the names of what is asked besides: many addresses are of one kind. */
  kind: string;
  response: LightMyRequestResponse;
  /** Every address on the page. */
  links: readonly string[];
}

/**
 * Follows every link that somebody sees, as far as `most` of a kind. What is the same bytes for everybody is only looked
 * at when the public is meant.
 */
export async function* crawlSite(
  app: FastifyInstance,
  who: Asker,
  from: readonly string[],
  { most, isPublic }: { most: number; isPublic: boolean },
): AsyncGenerator<Visit> {
  const kindOf = kindsOf(app);
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  const waiting = [...from];
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    const { kind, cached } = kindOf(url);
    const count = counts.get(kind) ?? 0;
    if (seen.has(url) || count >= most || (cached && !isPublic && url !== '/')) continue;
    seen.add(url);
    counts.set(kind, count + 1);
    const response = await ask(app, who, 'GET', url);
    const links = linksOf(response);
    yield { url, kind, response, links };
    waiting.push(...links.filter((link) => /^\/(?!\/)/.test(link)).map((link) => link.replace(/#.*$/, '')));
  }
}

function linksOf({ headers, body }: LightMyRequestResponse): string[] {
  const moved = headers.location === undefined ? [] : [String(headers.location)];
  if (!String(headers['content-type']).startsWith('text/html')) return moved;
  const $ = load(body);
  const addresses = ['href', 'src', 'action', 'formaction'].flatMap((name) =>
    $(`[${name}]:not(form[method=post])`)
      .toArray()
      .map((element) => $(element).attr(name) ?? ''),
  );
  return [...moved, ...addresses];
}

function kindsOf(app: FastifyInstance): (url: string) => { kind: string; cached: boolean } {
  const routes = app.declaredRoutes
    .filter(({ method }) => method === 'GET')
    .toSorted((a, b) => a.url.split(':').length - b.url.split(':').length)
    .map(({ url, cached }) => ({
      url,
      cached,
      pattern: new RegExp(`^${url.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}/?$`),
    }));
  return (address) => {
    const { pathname, searchParams } = new URL(address, 'http://register.invalid');
    const route = routes.find(({ pattern }) => pattern.test(pathname));
    const asked = [...new Set(searchParams.keys())].toSorted().join('&');
    return { kind: `${route?.url ?? pathname} ${asked}`, cached: route?.cached ?? false };
  };
}
