import { storable } from './text.ts';

/** JSON from outside: its texts without what cannot be stored, which an escape (\u0000) could bring in. Throws as JSON.parse does. */
export function parseTypedJson(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => (typeof value === 'string' ? storable(value) : value));
}
