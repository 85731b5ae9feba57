import { join } from 'node:path';
import { backupCommand } from '../../src/commands/backup.ts';
import { restoreCommand } from '../../src/commands/restore.ts';
import { openRegister } from '../../src/db/open.ts';
import type { Store } from '../../src/db/store.ts';
import { listRoster } from '../../src/deputies/store.ts';
import { importFiles } from '../../src/exchange/actions.ts';
import { takeIn } from '../../src/exchange/intake.ts';
import { createFiling } from '../../src/filings/actions.ts';
import { correctMark, recordAttendance } from '../../src/meetings/actions.ts';
import { listActivities } from '../../src/meetings/store.ts';
import { closeQuarter } from '../../src/notices/actions.ts';
import { prepareCorrection } from '../../src/notices/correction/prepare.ts';
import { publishCorrection } from '../../src/notices/correction/publish.ts';
import { found } from '../../src/refusals.ts';
import { establishRegister } from '../../src/settings/actions.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { PAPER } from '../support/evidence.ts';
import { adoptTestScheme, addFiledDeed, addHeldActivity, APRIL } from '../support/quarter.ts';
import { addTestDeputy } from '../support/roster.ts';
import { doingAt, TERM, TOWNSHIP } from '../support/world.ts';
import { visitOf } from '../filings/support.ts';
import { inRegister } from './findings.ts';
import { quietly } from './quietly.ts';

/** Something that people do, over a register in a folder. */
export interface UseCase {
  name: string;
  make(folder: string): Promise<void>;
  open(folder: string): Promise<{ act: () => Promise<void>; close: () => Promise<void> }>;
  /** Of a command that leaves copies of what was there, and may have done its work when its end fails. */
  keepsBeside?: { isDone(folder: string): boolean };
}

const SAMPLE = new URL('../samples/reports', import.meta.url).pathname;
/** 2026-12-31 10:00 in Shanghai: nothing of the sample lies ahead. */
const YEAR_END = Date.UTC(2026, 11, 31, 2, 0);
const CLOSING = { number: '', openReason: '有一条待下季度确认' };

export const USE_CASES: readonly UseCase[] = [
  overStore(
    'import',
    async () => undefined,
    async (store) => {
      const { summary } = await importFiles(doingAt(store, YEAR_END), await takeIn(SAMPLE), {});
      found(summary);
    },
  ),
  overStore('close-quarter', makeQuarter, async (store) => {
    await closeQuarter(doingAt(store, APRIL), '2026Q1', CLOSING);
  }),
  overStore('correction', makeDifference, async (store) => {
    const { differences } = found(await prepareCorrection(store.read, '2026Q1'));
    const lines = differences.map(({ key }) => ({ key, reason: '' }));
    const words = { number: '回镇人大〔2026〕9号', reason: '登记时看错行', objections: [] };
    await publishCorrection(doingAt(store, APRIL), '2026Q1', { ...words, lines });
  }),
  overStore('attendance', makeQuarter, async (store) => {
    const { id, deputies } = await activityOf(store);
    const mark = { state: 'late', reason: '路上堵车', approver: '' } as const;
    const wishes = deputies.map((deputyId) => ({ deputyId, mark }));
    const { problems } = await recordAttendance(doingAt(store), { type: 'activity', id }, wishes);
    if (problems.length > 0) throw new Error('the sheet was not saved');
  }),
  overStore('filing-evidence', makeQuarter, async (store) => {
    const { deputies } = await activityOf(store);
    await createFiling(doingAt(store), visitOf(deputies[0] ?? 0), [...PAPER, ...PAPER]);
  }),
  {
    name: 'restore',
    make: async (folder) => {
      await inStore(folder, makeQuarter);
      await quietly(() => backupCommand.run([join(folder, 'copy.sqlite'), '--data', folder]));
      await inStore(folder, async (store) => {
        await addFiledDeed(store, (await activityOf(store)).deputies[0] ?? 0, '2026-03-11');
      });
    },
    open: async (folder) => ({
      act: () => quietly(() => restoreCommand.run([join(folder, 'copy.sqlite'), '--data', folder])),
      close: async () => undefined,
    }),
    keepsBeside: {
      isDone: (folder) =>
        inRegister(folder, (connection) =>
          connection.prepare("SELECT 1 FROM audit_entry WHERE kind = 'backup.restored'").pluck().get(),
        ) === 1,
    },
  },
];

function overStore(
  name: string,
  make: (store: Store) => Promise<void>,
  act: (store: Store) => Promise<void>,
): UseCase {
  return {
    name,
    make: (folder) => inStore(folder, make),
    open: async (folder) => {
      const store = openRegister(folder);
      return { act: () => act(store), close: () => store.close() };
    },
  };
}

async function inStore(folder: string, work: (store: Store) => Promise<void>): Promise<void> {
  const store = openRegister(folder);
  try {
    await work(store);
  } finally {
    await store.close();
  }
}

/** Two deputies, a scheme in force, and something done in the first quarter. */
async function makeQuarter(store: Store): Promise<void> {
  await establishRegister(doingAt(store), TOWNSHIP, TERM);
  const tian = await addTestDeputy(store, '001', '田大利');
  const shi = await addTestDeputy(store, '002', '石兰');
  await adoptTestScheme(store);
  await addHeldActivity(store, '视察敬老院', '2026-03-05');
  await addFiledDeed(store, tian, '2026-03-10');
  await addFiledDeed(store, shi, '2026-03-12');
  await createFiling(doingAt(store), visitOf(tian), PAPER);
}

/** A closed quarter from which the register has come to differ. */
async function makeDifference(store: Store): Promise<void> {
  await makeQuarter(store);
  await closeQuarter(doingAt(store, APRIL), '2026Q1', CLOSING);
  const { id, deputies } = await activityOf(store);
  const mark = { state: 'absent', reason: '', approver: '' } as const;
  await correctMark(doingAt(store, APRIL), { type: 'activity', id }, deputies[1] ?? 0, mark, '没有签名');
}

async function activityOf(store: Store): Promise<{ id: number; deputies: number[] }> {
  const { id: termId } = await getCurrentTerm(store.read);
  const [activity] = await listActivities(store.read, termId);
  const roster = await listRoster(store.read, termId);
  return { id: found(activity).id, deputies: roster.map(({ id }) => id) };
}
