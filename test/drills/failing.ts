import Database from 'better-sqlite3';

/** How a statement fails: with the transaction still open, or taken back by the engine itself, as it may on a full disk. */
export type Failure = 'full' | 'full-taken-back' | 'io-error';

interface Armed {
  left: number;
  failure: Failure;
}

let armed: Armed | null = null;
let counted = 0;

type Step = (...values: unknown[]) => unknown;
type Method = (this: Database.Database, ...values: unknown[]) => unknown;

const { prepare, exec, pragma } = { ...Database.prototype } as unknown as Record<
  'prepare' | 'exec' | 'pragma',
  Method
>;

/**
 * Makes the N-th statement of all connections in this process fail, beneath everything that is shipped. Gives back
 * what a fault left: how many statements there were, and whether the fault came to pass.
 */
export async function withFailure<T>(
  nth: number,
  failure: Failure,
  work: () => Promise<T>,
): Promise<{ result: T | undefined; error: unknown; failed: boolean; statements: number }> {
  armed = { left: nth, failure };
  counted = 0;
  patch();
  try {
    const result = await work();
    return { result, error: undefined, failed: armed === null, statements: counted };
  } catch (error) {
    return { result: undefined, error, failed: armed === null, statements: counted };
  } finally {
    Object.assign(Database.prototype, { prepare, exec, pragma });
    armed = null;
  }
}

function patch(): void {
  Object.assign(Database.prototype, {
    prepare(this: Database.Database, source: string) {
      return watched(this, prepare.call(this, source) as object);
    },
    exec(this: Database.Database, source: string) {
      // What is taken back must not fail too: the engine does that without needing space.
      if (source !== 'ROLLBACK') step(this);
      return exec.call(this, source);
    },
    pragma(this: Database.Database, source: string, options?: Database.PragmaOptions) {
      step(this);
      return pragma.call(this, source, options);
    },
  });
}

/** A statement whose every run counts. */
function watched(connection: Database.Database, statement: object): object {
  return new Proxy(statement, {
    get(target, name) {
      const value = Reflect.get(target, name) as unknown;
      if (typeof value !== 'function') return value;
      const runs = name === 'run' || name === 'all' || name === 'get' || name === 'iterate';
      return (...values: unknown[]) => {
        if (runs) step(connection);
        const result = (value as Step).apply(target, values);
        return result === target ? watched(connection, target) : result;
      };
    },
  });
}

function step(connection: Database.Database): void {
  counted += 1;
  if (!armed) return;
  armed.left -= 1;
  if (armed.left > 0) return;
  const { failure } = armed;
  armed = null;
  if (failure === 'full-taken-back' && connection.inTransaction) exec.call(connection, 'ROLLBACK');
  throw failure === 'io-error'
    ? new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_WRITE')
    : new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
}
