/** Why the store cannot do now what was asked of it. */
export type Unavailability = 'unreachable' | 'full' | 'busy' | 'read-only';

/** The storage itself says no: nothing was changed, and the same may succeed later. */
export class StoreUnavailable extends Error {
  readonly reason: Unavailability;

  constructor(reason: Unavailability, options?: ErrorOptions) {
    super(`the store is ${reason}`, options);
    this.reason = reason;
  }
}
