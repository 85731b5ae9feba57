import type { Store } from '../db/store.ts';
import type { Register } from './register.ts';

/** A write holds the register, whether or not the request that began it is still there. */
export function heldStore(store: Store, hold: Register['hold']): Store {
  return {
    read: store.read,
    files: store.files,
    version: () => store.version(),
    rest: () => store.rest?.(),
    transaction: (work) => hold(() => store.transaction(work)),
    close: () => store.close(),
  };
}
