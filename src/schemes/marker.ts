import { createHash } from 'node:crypto';
import { canonicalJson } from '../lib/canonical-json.ts';

const LENGTH = 16;

/**
 * What a form carries of the thing that it shows, so that a save can tell whether somebody else has changed it since.
 * The same content has the same marker, whatever way it came about.
 */
export function markerOf(part: unknown): string {
  return createHash('sha256').update(canonicalJson(part), 'utf8').digest('hex').slice(0, LENGTH);
}
