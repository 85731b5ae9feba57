import type { Store } from '../../src/db/store.ts';
import { createActivity, recordAttendance } from '../../src/meetings/actions.ts';
import { findActivity } from '../../src/meetings/store.ts';
import { confirmFiling, createFiling } from '../../src/filings/actions.ts';
import { adoptScheme, draftScheme } from '../../src/schemes/actions.ts';
import { additive } from '../../src/schemes/templates.ts';
import { askingNoEvidence } from './evidence.ts';
import { found } from '../../src/refusals.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { addTestDeputy } from './roster.ts';
import { NOW, doingAt, openWorld } from './world.ts';

/** 2026-04-02 09:00 in Shanghai: the first quarter is over. */
export const APRIL = Date.UTC(2026, 3, 2, 1, 0);
/** 2026-07-02 09:00 in Shanghai: the second quarter is over. */
export const JULY = Date.UTC(2026, 6, 2, 1, 0);

/** The additive template, adopted for 2026. */
export async function adoptTestScheme(store: Store): Promise<number> {
  const id = await draftScheme(doingAt(store), askingNoEvidence(additive(2026)));
  await adoptScheme(doingAt(store), id, { documentNumber: '回镇人大〔2026〕1号', adoptedOn: '2026-01-15' });
  return id;
}

/** An activity with everybody invited and present, as it is entered on the desk; gives its code. */
export async function addHeldActivity(
  store: Store,
  title: string,
  heldOn: string,
  at = NOW,
): Promise<string> {
  const fields = {
    kind: 'activity.inspection',
    title,
    heldOn,
    place: '',
    organiser: '',
    summary: '',
    costCents: null,
  } as const;
  const code = await createActivity(doingAt(store, at), fields, { circle: { by: 'all' } });
  const term = await getCurrentTerm(store.read);
  const { id } = found(await findActivity(store.read, term.id, code));
  await recordAttendance(doingAt(store, at), { type: 'activity', id }, []);
  return code;
}

/** A filing entered by staff; confirmed unless it is to wait. Gives its code. */
export async function addFiledDeed(
  store: Store,
  deputy: number,
  occurredOn: string,
  at = NOW,
  wait = false,
): Promise<string> {
  const code = await createFiling(doingAt(store, at), {
    deputy,
    kind: 'deed.done',
    occurredOn,
    content: `为民办实事（${occurredOn}）`,
    quantity: 100,
    amount: null,
    place: '',
    result: '',
  });
  if (!wait) await confirmFiling(doingAt(store, at), code);
  return code;
}

/** Two deputies, a scheme in force, and something done in the first quarter. */
export async function openQuarterWorld(): Promise<{
  store: Store;
  tian: number;
  shi: number;
  activity: string;
}> {
  const store = await openWorld();
  const tian = await addTestDeputy(store, '001', '田大利');
  const shi = await addTestDeputy(store, '002', '石兰');
  await adoptTestScheme(store);
  const activity = await addHeldActivity(store, '视察敬老院', '2026-03-05');
  await addFiledDeed(store, tian, '2026-03-10');
  return { store, tian, shi, activity };
}
