/**
 * The two ways in which an action says no. Everything else that is thrown is a bug.
 */

/** A step that may not be taken now. `reason` is a code that the noun's labels.ts turns into Chinese. */
export class Refused extends Error {
  readonly reason: string;
  readonly detail: Readonly<Record<string, string | number>>;

  constructor(reason: string, detail: Readonly<Record<string, string | number>> = {}) {
    super(reason);
    this.reason = reason;
    this.detail = detail;
  }
}

/** What does not exist, or what the viewer may not see: the two cannot be told apart. */
export class NotFound extends Error {}

/** Unwraps a lookup, or throws NotFound. */
export function found<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new NotFound();
  return value;
}
