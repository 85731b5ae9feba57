import { DEVICE_LIFE_DAYS } from '../accounts/sessions.ts';
import { forgetOldAccess } from '../accounts/steps.ts';
import type { Store } from '../db/store.ts';
import { keepHouse } from '../db/write.ts';
import { forgetOldDrafts } from '../drafts/steps.ts';
import { forgetOldUploads } from '../exchange/jobs.ts';
import { forgetOldSignInKeys } from '../signins/steps.ts';

/** What is no part of the register, and after how many days it goes (用过的临时资料保存几天). */
export const KEPT_DAYS = {
  /** Sessions after their last use: none lives longer than that unused (src/accounts/rules.ts). */
  sessions: 7,
  /** Used keys of forms with their answers; a form sent again within a day must still find its own. */
  formKeys: 2,
  /** What somebody typed and never sent. */
  drafts: 90,
  /** Uploads that nobody confirmed. */
  waitingUploads: 7,
  /** Rows that an import left out, kept to be mended. */
  leftOutRows: 90,
  /** Cards (登录卡) after they were issued: used or not, they ran out after two months. */
  cards: 90,
  /** Browsers in which somebody signed in; longer unused, they are strangers again. */
  knownDevices: DEVICE_LIFE_DAYS,
  /** The keys from which the codes of a sign-in (签到) were made. */
  signInKeys: 7,
} as const;

const DAY = 24 * 60 * 60 * 1000;

/** Removes what has been kept long enough. Run at the start and every day; a second time at once changes nothing. */
export async function tidyUp(store: Store, now: number): Promise<void> {
  const before = (what: keyof typeof KEPT_DAYS) => now - KEPT_DAYS[what] * DAY;
  await keepHouse(store, async (queries) => {
    await forgetOldAccess(queries, {
      sessionsSeen: before('sessions'),
      formKeys: before('formKeys'),
      cardsIssued: before('cards'),
      devicesSeen: before('knownDevices'),
    });
    await forgetOldDrafts(queries, before('drafts'));
    await forgetOldUploads(queries, { waiting: before('waitingUploads'), applied: before('leftOutRows') });
    await forgetOldSignInKeys(queries, before('signInKeys'));
  });
}
