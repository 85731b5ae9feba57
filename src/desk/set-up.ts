import { countAccounts } from '../accounts/store.ts';
import type { Reader } from '../db/store.ts';
import { listRoster } from '../deputies/store.ts';
import { listDistricts } from '../districts/store.ts';
import { listActivities, listCongressSessions } from '../meetings/store.ts';
import { listSchemeYears } from '../schemes/store.ts';
import type { Term } from '../settings/store.ts';

/** What a young register needs, in the order in which it is best entered. */
export const SET_UP_STEPS = ['districts', 'deputies', 'scheme', 'meetings', 'accounts'] as const;
export type SetUpStep = (typeof SET_UP_STEPS)[number];

/** Which steps are done. Accounts are once somebody besides the first administrator has one. */
export async function listSetUpSteps(
  reader: Reader,
  term: Term,
): Promise<{ step: SetUpStep; done: boolean }[]> {
  const [districts, deputies, years, sessions, activities, accounts] = await Promise.all([
    listDistricts(reader, term.id),
    listRoster(reader, term.id),
    listSchemeYears(reader),
    listCongressSessions(reader, term.id),
    listActivities(reader, term.id),
    countAccounts(reader),
  ]);
  const done: Record<SetUpStep, boolean> = {
    districts: districts.length > 0,
    deputies: deputies.length > 0,
    scheme: years.length > 0,
    meetings: sessions.length + activities.length > 0,
    accounts: accounts > 1,
  };
  return SET_UP_STEPS.map((step) => ({ step, done: done[step] }));
}
