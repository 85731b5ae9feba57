/** A telephone number as the trail keeps it, and as pages show it that need not have it whole: 138****5678. */
export function maskPhone(text: string): string {
  return text.length < 8 ? '****' : `${text.slice(0, 3)}****${text.slice(-4)}`;
}

/**
 * What an event says, without the telephone numbers of people: the trail can never be made to forget one. The
 * township's own number, which is printed on its notices, is no secret.
 */
export function withoutPhones(subjectType: string, value: unknown): unknown {
  return subjectType === 'township' ? value : masked(value);
}

function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, isPhone(name, part) ? maskPhone(part) : masked(part)]),
  );
}

function isPhone(name: string, value: unknown): value is string {
  return /phone$/i.test(name) && typeof value === 'string' && value !== '';
}
