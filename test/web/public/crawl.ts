import type { FastifyInstance } from 'fastify';
import { load } from 'cheerio';
import { strFromU8, unzipSync } from 'fflate';

export interface Crawled {
  url: string;
  status: number;
  type: string;
  /** What a person or a program reads in it; the parts of a Word file put together. */
  text: string;
}

/** Signing in and text sizes lead away from what the public reads. */
const NOT_FOLLOWED = /^\/(?:login|text-size|assets)\b/;

/** Everything that can be reached from these pages without an account: pages, files and feeds. */
export async function crawl(app: FastifyInstance, from: readonly string[]): Promise<Crawled[]> {
  const waiting = [...from];
  const seen = new Set(waiting);
  const pages: Crawled[] = [];
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    const response = await app.inject(url);
    const type = String(response.headers['content-type'] ?? '');
    pages.push({ url, status: response.statusCode, type, text: textOf(type, response.rawPayload) });
    for (const link of type.startsWith('text/html') ? linksOf(response.body) : []) {
      if (seen.has(link) || NOT_FOLLOWED.test(link)) continue;
      seen.add(link);
      waiting.push(link);
    }
  }
  return pages;
}

function linksOf(html: string): string[] {
  const $ = load(html);
  return $('a[href^="/"], link[rel=alternate]')
    .toArray()
    .map((link) => ($(link).attr('href') ?? '').replace(/#.*$/, ''));
}

export function textOf(type: string, bytes: Buffer): string {
  if (!type.includes('openxmlformats')) return bytes.toString('utf8');
  return Object.values(unzipSync(new Uint8Array(bytes)))
    .map((part) => strFromU8(part))
    .join('\n');
}
