import Database from 'better-sqlite3';

/** In the folder of a register: held while it is served or replaced. */
export const SERVING_LOCK = 'serving.lock';

export interface Lock {
  release(): void;
}

/**
 * Holds a file for this process alone: an exclusive SQLite transaction, which the system ends together with the
 * process, however it dies, so that no stale lock is ever left. The file itself stays; removing it would let two hold it.
 * Null when somebody else holds it.
 */
export function holdLock(file: string): Lock | null {
  const connection = new Database(file, { timeout: 0 });
  try {
    connection.pragma('journal_mode = MEMORY');
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  return { release: () => void connection.close() };
}
