/** Why the store cannot do now what was asked of it. */
export type Unavailability = 'unreachable' | 'full' | 'busy';

/** The storage itself says no, and the same may succeed later. Nothing was changed, but see isOutcomeUnknown. */
export class StoreUnavailable extends Error {
  readonly reason: Unavailability;

  constructor(reason: Unavailability, options?: ErrorOptions) {
    super(`the store is ${reason}`, options);
    this.reason = reason;
  }
}

/** What an error says of a server that cannot be had, wherever in its chain of causes. */
export function unavailability(error: unknown): Unavailability | null {
  for (let one = error; one instanceof Error; one = one.cause)
    if (one instanceof StoreUnavailable) return one.reason;
  return null;
}

/** The connection ended, perhaps after the server had committed: whoever sent it may send the same form key again. */
export function isOutcomeUnknown(error: unknown): boolean {
  return unavailability(error) === 'unreachable';
}
