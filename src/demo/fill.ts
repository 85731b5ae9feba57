import type { Store } from '../db/store.ts';
import { accountScenes } from './accounts.ts';
import { activityScenes } from './activities.ts';
import { filingScenes } from './filings.ts';
import { pointsScenes } from './points.ts';
import { proposalScenes } from './proposals.ts';
import { reportScenes } from './reports.ts';
import { rosterScenes } from './roster.ts';
import { sessionScenes } from './sessions.ts';
import { openStage, play } from './timeline.ts';
import { voiceScenes } from './voices.ts';

/**
 * Fills an empty register with the sample township (示例乡镇): a year and a half of an invented 清溪镇, told in the order
 * in which it happened and through the actions that people use. The same every time, but for the salts of passwords.
 */
export async function fillDemo(store: Store): Promise<void> {
  await play(openStage(store), [
    ...rosterScenes(),
    ...accountScenes(),
    ...sessionScenes(),
    ...activityScenes(),
    ...filingScenes(),
    ...proposalScenes(),
    ...pointsScenes(),
    ...reportScenes(),
    ...voiceScenes(),
  ]);
}
