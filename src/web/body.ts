import qs from 'qs';
import { typedText } from '../lib/text.ts';

/** Posted forms: nesting and counts are limited, `__proto__` is dropped by qs, and so is what cannot be stored. */
export function parseBody(text: string): Record<string, unknown> {
  try {
    return qs.parse(text, {
      depth: 3,
      arrayLimit: 400,
      parameterLimit: 4000,
      throwOnLimitExceeded: true,
      strictDepth: true,
      decoder: (part, decode: (part: string) => string) => typedText(decode(part)),
    });
  } catch (error) {
    throw Object.assign(new Error('too many or too deeply nested fields', { cause: error }), {
      statusCode: 400,
    });
  }
}
