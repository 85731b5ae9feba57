import type { Store } from '../db/store.ts';
import { makeMemory, type Memory, type Register, type Surroundings } from './register.ts';
import { settleRegister } from './settle.ts';
import type { RegisterSource } from './source.ts';

/** A register in the hands of one request; it stays open until everybody has given it back. */
export interface Lease {
  readonly register: Register;
  readonly release: () => void;
}

export interface PoolLimits {
  idleMs: number;
  /** More than these are open only while each of them is in use. */
  mostOpen: number;
}

interface Entry {
  readonly name: string;
  readonly opening: Promise<Register>;
  register: Register | undefined;
  users: number;
  lastUsed: number;
  /** It has given back what memory it can do without. */
  rests: boolean;
}

/** So many registers keep what they have read in memory; the others read it again from the disk. */
const MOST_AWAKE = 20;

/** The registers of one process: opened when somebody asks, closed when nobody has for a while. */
export class RegisterPool {
  readonly source: RegisterSource;
  readonly #surroundings: Surroundings;
  readonly #limits: PoolLimits;
  /** In the order of last use, the longest unused first. */
  readonly #entries = new Map<string, Entry>();
  readonly #closing = new Map<string, Promise<void>>();
  readonly #memories = new Map<string, Memory>();
  #openings = 0;

  constructor(source: RegisterSource, surroundings: Surroundings, limits: PoolLimits) {
    this.source = source;
    this.#surroundings = surroundings;
    this.#limits = limits;
  }

  /** Rejects with NoSuchRegister, or with what is wrong with this one register. */
  async take(name: string): Promise<Lease> {
    const entry = this.#entries.get(name) ?? this.#start(name);
    const release = this.#use(entry);
    try {
      return { register: await entry.opening, release };
    } catch (error) {
      if (this.#entries.get(name) === entry) this.#entries.delete(name);
      release();
      throw error;
    }
  }

  /** The register if it is open now: to be read from at once and let go. */
  peek(name: string): Register | undefined {
    return this.#entries.get(name)?.register;
  }

  get openNames(): string[] {
    return [...this.#entries.keys()];
  }

  /** Closes what nobody has used for the idle time. */
  async closeIdle(): Promise<void> {
    const until = this.#surroundings.clock() - this.#limits.idleMs;
    const idle = [...this.#entries.values()].filter(
      ({ users, lastUsed }) => users === 0 && lastUsed <= until,
    );
    await Promise.all(idle.map((entry) => this.#close(entry)));
    this.#restOthers();
  }

  async closeAll(): Promise<void> {
    for (const entry of this.#entries.values()) void this.#close(entry);
    await Promise.all(this.#closing.values());
  }

  #start(name: string): Entry {
    const opening = Promise.resolve().then(() => this.#open(entry));
    const entry: Entry = { name, opening, register: undefined, users: 0, lastUsed: 0, rests: false };
    this.#entries.set(name, entry);
    return entry;
  }

  async #open(entry: Entry): Promise<Register> {
    const { name } = entry;
    await this.#closing.get(name);
    const store = await this.source.open(name);
    try {
      await settleRegister(store);
    } catch (error) {
      await store.close();
      throw error;
    }
    const hold: Register['hold'] = (work) => work().finally(this.#use(entry));
    const opening = `${name}.${(this.#openings += 1)}`;
    const held = heldStore(store, hold);
    const memory = this.#memoryOf(name);
    entry.register = { ...memory, ...this.#surroundings, name, opening, hold, store: held };
    this.#makeRoom();
    this.#restOthers();
    return entry.register;
  }

  #memoryOf(name: string): Memory {
    const memory = this.#memories.get(name) ?? makeMemory();
    this.#memories.set(name, memory);
    return memory;
  }

  /** Counts one more user; gives what ends this use, once. */
  #use(entry: Entry): () => void {
    entry.users += 1;
    this.#touch(entry);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      entry.users -= 1;
      this.#touch(entry);
      this.#makeRoom();
    };
  }

  #touch(entry: Entry): void {
    entry.lastUsed = this.#surroundings.clock();
    entry.rests = false;
    if (this.#entries.get(entry.name) !== entry) return;
    this.#entries.delete(entry.name);
    this.#entries.set(entry.name, entry);
  }

  /** Only what did open needs room: names that nobody has must not drive others out. */
  #makeRoom(): void {
    if (this.#entries.size <= this.#limits.mostOpen) return;
    const open = [...this.#entries.values()].filter(({ register }) => register !== undefined);
    const tooMany = Math.max(0, open.length - this.#limits.mostOpen);
    for (const entry of open.filter(({ users }) => users === 0).slice(0, tooMany)) void this.#close(entry);
  }

  #restOthers(): void {
    const open = [...this.#entries.values()];
    for (const entry of open.slice(0, Math.max(0, open.length - MOST_AWAKE))) {
      if (entry.rests || entry.users > 0) continue;
      entry.register?.store.rest?.();
      entry.rests = true;
    }
  }

  #close(entry: Entry): Promise<void> {
    this.#entries.delete(entry.name);
    const closed = entry.opening
      .then(({ store }) => store.close())
      .catch(() => undefined)
      .finally(() => {
        if (this.#closing.get(entry.name) === closed) this.#closing.delete(entry.name);
      });
    this.#closing.set(entry.name, closed);
    return closed;
  }
}

/** A write holds the register, whether or not the request that began it is still there. */
function heldStore(store: Store, hold: Register['hold']): Store {
  return {
    read: store.read,
    files: store.files,
    version: () => store.version(),
    rest: () => store.rest?.(),
    transaction: (work) => hold(() => store.transaction(work)),
    close: () => store.close(),
  };
}
