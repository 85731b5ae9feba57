import { expect } from 'vitest';
import type { Store } from '../../src/db/store.ts';
import { listAllEvidence } from '../../src/evidence/store.ts';
import { createFiling } from '../../src/filings/actions.ts';
import { visitOf } from '../filings/support.ts';
import type { Browser } from '../support/app.ts';
import { PICTURE } from '../support/evidence.ts';
import { doingAt } from '../support/world.ts';

/** A photograph that the first deputy hands in with a visit; gives the name of its file. */
export async function handInPhoto(store: Store): Promise<string> {
  await createFiling(doingAt(store), visitOf(1), PICTURE);
  const [file] = await listAllEvidence(store.read);
  return file?.name ?? '';
}

/** Of two townships, each with a browser and a photograph: the desk of each finds its own and not the other's. */
export async function seeOnlyTheirOwn(a: Browser, b: Browser, photos: readonly string[]): Promise<void> {
  await a.signIn('李干事');
  await b.signIn('李干事');
  expect((await a.get(`/desk/evidence/${photos[0]}`)).status).toBe(200);
  expect((await b.get(`/desk/evidence/${photos[1]}`)).status).toBe(200);
  expect((await b.get(`/desk/evidence/${photos[0]}`)).status).toBe(404);
  expect((await a.get(`/desk/evidence/${photos[1]}`)).status).toBe(404);
}
