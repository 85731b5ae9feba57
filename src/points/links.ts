import type { Reader } from '../db/store.ts';
import { listCongressSessions, listSittings } from '../meetings/store.ts';
import type { Fact } from './facts.ts';
import { sittingKey } from './sources.ts';

/** Where staff can open what a fact came from; null for what is not there. */
export type DeskLinks = (source: Fact['source']) => string | null;

/** Meetings have pages by id, everything else by the key that facts know it by. */
export async function loadDeskLinks(reader: Reader, termId: number): Promise<DeskLinks> {
  const [sessions, sittings] = await Promise.all([
    listCongressSessions(reader, termId),
    listSittings(reader, termId),
  ]);
  const sessionIds = new Map(sessions.map(({ title, id }) => [title, id]));
  const sittingIds = new Map(
    sittings.map(({ session, heldOn, half, id }) => [sittingKey(session, heldOn, half), id]),
  );
  const pages = { session: sessionIds, sitting: sittingIds } as const;
  return ({ type, key }) => {
    if (type === 'session' || type === 'sitting') {
      const id = pages[type].get(key);
      return id === undefined ? null : `/desk/${type}s/${id}`;
    }
    return `/desk/${type === 'activity' ? 'activities' : `${type}s`}/${encodeURIComponent(key)}`;
  };
}
