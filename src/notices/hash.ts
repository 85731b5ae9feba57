import { createHash } from 'node:crypto';
import { canonicalJson } from '../lib/canonical-json.ts';
import type { NoticeBody } from './body.ts';

/** The text that is stored, served as JSON and hashed. */
export function freeze(body: NoticeBody): { text: string; sha256: string } {
  const text = canonicalJson(body);
  return { text, sha256: hashText(text) };
}

export function hashText(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
