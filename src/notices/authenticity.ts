import type { Reader } from '../db/store.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { isQuarter } from '../lib/dates.ts';
import type { NoticeBody, NoticeDeputy } from './body.ts';
import { hashText } from './hash.ts';
import { findByHash, findNotice, type NoticeHead } from './store.ts';

/** One number that differs from what was published. */
export interface Deviation {
  name: string;
  field: 'points' | 'total' | 'rank' | 'missing' | 'added';
  published: number | null;
  given: number | null;
}

/** What somebody holds in hand, against what was published. */
export type Authenticity =
  | { code: 'published'; notice: NoticeHead; isCurrent: boolean; sha256: string }
  | { code: 'altered'; notice: NoticeHead; sha256: string; deviations: Deviation[] }
  | { code: 'unknown'; sha256: string }
  | { code: 'unreadable' };

/**
 * Whether a text is a published notice: its JSON however it is spaced, or its digest alone. Of one that names a
 * published version but differs from it the first differing numbers are told.
 */
export async function authenticate(reader: Reader, text: string): Promise<Authenticity> {
  const plain = text.replace(/^\uFEFF/, '').trim();
  if (/^[0-9a-f]{64}$/i.test(plain)) return ofHash(reader, plain.toLowerCase());
  const body = readBody(plain);
  if (body === null) return { code: 'unreadable' };
  const canonical = canonicalText(body);
  if (canonical === null) return { code: 'unreadable' };
  const known = await ofHash(reader, hashText(canonical));
  return known.code === 'unknown' ? compare(reader, known.sha256, body) : known;
}

async function ofHash(reader: Reader, sha256: string): Promise<Authenticity> {
  const notice = await findByHash(reader, sha256);
  if (!notice) return { code: 'unknown', sha256 };
  const current = await findNotice(reader, notice.quarter);
  return { code: 'published', notice, isCurrent: current?.version === notice.version, sha256 };
}

function readBody(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Null for what no notice is, such as a text nested deeper than can be written out. */
function canonicalText(body: Record<string, unknown>): string | null {
  try {
    return canonicalJson(body);
  } catch {
    return null;
  }
}

async function compare(
  reader: Reader,
  sha256: string,
  given: Partial<Record<keyof NoticeBody, unknown>>,
): Promise<Authenticity> {
  const { quarter, version, deputies } = given;
  if (typeof quarter !== 'string' || !isQuarter(quarter) || typeof version !== 'number')
    return { code: 'unknown', sha256 };
  const notice = Number.isSafeInteger(version) ? await findNotice(reader, quarter, version) : undefined;
  if (!notice) return { code: 'unknown', sha256 };
  const deviations = deviationsOf(notice.body.deputies, Array.isArray(deputies) ? deputies : []);
  return { code: 'altered', notice, sha256, deviations: deviations.slice(0, 20) };
}

function deviationsOf(published: readonly NoticeDeputy[], given: readonly unknown[]): Deviation[] {
  const held = new Map(given.filter(isLine).map((line) => [line.deputy, line]));
  const lines = published.flatMap((deputy): Deviation[] => {
    const own = held.get(deputy.deputy);
    if (!own) return [{ name: deputy.name, field: 'missing', published: deputy.total, given: null }];
    return (['points', 'total', 'rank'] as const).flatMap((field): Deviation[] =>
      own[field] === deputy[field]
        ? []
        : [{ name: deputy.name, field, published: deputy[field] ?? null, given: numberOr(own[field]) }],
    );
  });
  const known = new Set(published.map(({ deputy }) => deputy));
  const added = [...held.values()].filter(({ deputy }) => !known.has(deputy));
  return [
    ...lines,
    ...added.map((line): Deviation => ({
      name: typeof line['name'] === 'string' ? line['name'].slice(0, 50) : '',
      field: 'added',
      published: null,
      given: numberOr(line['total']),
    })),
  ];
}

function isLine(value: unknown): value is Record<string, unknown> & { deputy: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Record<string, unknown>)['deputy'] === 'string'
  );
}

function numberOr(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
