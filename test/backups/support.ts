import { join } from 'node:path';
import type { House } from '../../src/backups/nights.ts';
import type { Place } from '../../src/backups/place.ts';
import { listCopies, type KeptCopy } from '../../src/backups/folder.ts';
import { copiesFolder } from '../../src/backups/state.ts';
import { EVIDENCE_FOLDER } from '../../src/db/files.ts';
import type { Store } from '../../src/db/store.ts';
import { createFiling } from '../../src/filings/actions.ts';
import { establishRegister } from '../../src/settings/actions.ts';
import { visitOf } from '../filings/support.ts';
import { PAPER } from '../support/evidence.ts';
import { openEmpty, tempFolder } from '../support/register.ts';
import { addTestDeputy } from '../support/roster.ts';
import { doingAt, NOW, TERM, TOWNSHIP } from '../support/world.ts';

export const HOUR = 60 * 60_000;
export const DAY = 24 * HOUR;

/** A township in a folder of its own, with one deputy. */
export async function openPlace(secondDir: string | null = null) {
  const dataDir = tempFolder();
  const store = openEmpty(dataDir);
  await establishRegister(doingAt(store), TOWNSHIP, TERM);
  const deputy = await addTestDeputy(store, '001', '田大利');
  const place: Place = { dataDir, secondDir };
  return { store, place, deputy };
}

/** Files a visit with one sheet of paper as evidence; gives the name of its file. */
export async function addPaper(store: Store, deputy: number, at = NOW): Promise<string> {
  const before = new Set(await store.files.names());
  await createFiling(doingAt(store, at), visitOf(deputy), PAPER);
  return (await store.files.names()).find((name) => !before.has(name)) ?? '';
}

export const copiesOf = ({ dataDir }: Place): Promise<KeptCopy[]> => listCopies(copiesFolder(dataDir));

export const paperIn = (folder: string, name: string, within = EVIDENCE_FOLDER) =>
  join(folder, within, name.slice(0, 2), name);

/** The one register of a process, as its nights see it. */
export const housesOf = (store: Store, place: Place) => async (): Promise<House[]> => [
  { place, enter: (work) => work(store) },
];
