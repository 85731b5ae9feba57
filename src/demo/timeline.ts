import type { Actor } from '../audit/rules.ts';
import type { Store } from '../db/store.ts';
import type { Doing } from '../db/write.ts';

/** Nouns whose ids later scenes need, by the key that the tables of content/ know them by. */
export type Kept =
  | 'account'
  | 'activity'
  | 'category'
  | 'delegation'
  | 'deputy'
  | 'district'
  | 'group'
  | 'person'
  | 'proposal'
  | 'scheme'
  | 'session'
  | 'sitting'
  | 'unit';

/** The register as it is being filled. */
export interface Stage {
  store: Store;
  keep(noun: Kept, key: string, id: number): void;
  /** Throws when no earlier scene made it: then a table of content/ is wrong. */
  idOf(noun: Kept, key: string): number;
  /** Code of the filing that a scene entered, by its key in the plan. */
  codes: Map<string, string>;
  names: Map<string, string>;
}

/** Something that happens in the township: when, by whose account, and through which action. */
export interface Scene {
  at: number;
  /** Login name; blank while there are no accounts. */
  by: string;
  play(stage: Stage, doing: Doing): Promise<unknown>;
}

export function openStage(store: Store): Stage {
  const ids = new Map<string, number>();
  return {
    store,
    codes: new Map(),
    names: new Map(),
    keep: (noun, key, id) => void ids.set(`${noun}/${key}`, id),
    idOf: (noun, key) => {
      const id = ids.get(`${noun}/${key}`);
      if (id === undefined) throw new Error(`no ${noun} ${key}`);
      return id;
    },
  };
}

/** Plays the scenes one after another, the earliest first; what is told first of one instant happens first. */
export async function play(stage: Stage, scenes: readonly Scene[]): Promise<void> {
  for (const scene of scenes.toSorted((a, b) => a.at - b.at)) {
    const doing: Doing = { store: stage.store, actor: actorOf(stage, scene.by), at: scene.at };
    await scene.play(stage, doing);
  }
}

function actorOf(stage: Stage, login: string): Actor {
  const accountId = login === '' ? null : stage.idOf('account', login);
  const name = stage.names.get(login) ?? '示例';
  return { accountId, name, via: 'demo', ip: '', requestId: '' };
}
