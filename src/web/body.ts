import qs from 'qs';

/** Posted forms: nesting and counts are limited, `__proto__` is dropped by qs. */
export function parseBody(text: string): Record<string, unknown> {
  try {
    return qs.parse(text, {
      depth: 3,
      arrayLimit: 400,
      parameterLimit: 4000,
      throwOnLimitExceeded: true,
      strictDepth: true,
    });
  } catch (error) {
    throw Object.assign(new Error('too many or too deeply nested fields', { cause: error }), {
      statusCode: 400,
    });
  }
}
