import type { FastifyRequest } from 'fastify';
import type { MeetingRef } from '../../meetings/store.ts';
import { loadSignInList } from '../../signins/list.ts';

/** How sign-in (签到) stands, for the page of a meeting. */
export interface SignInFigures {
  /** Whether it was ever opened. */
  isKnown: boolean;
  isOpen: boolean;
  mayOpen: boolean;
  count: number;
  due: number;
}

export async function signInFigures(
  { register: { store, clock } }: FastifyRequest,
  ref: MeetingRef,
): Promise<SignInFigures> {
  const { signIn, isOpen, obstacle, count, rows } = await loadSignInList(store.read, ref, clock());
  const mayOpen = !isOpen && obstacle === null;
  return { isKnown: signIn !== null, isOpen, mayOpen, count, due: rows.length };
}
