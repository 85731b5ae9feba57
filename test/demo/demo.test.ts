import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countAudit } from '../../src/audit/store.ts';
import { checkRegister } from '../../src/care/checks.ts';
import { openRegister, REGISTER_FILE } from '../../src/db/open.ts';
import {
  activity,
  annualReport,
  district,
  filing,
  proposal,
  sitting,
  speech,
} from '../../src/db/schema/index.ts';
import type { Store } from '../../src/db/store.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../../src/demo/content/accounts.ts';
import { fillDemo } from '../../src/demo/fill.ts';
import { NotADemo, prepareDemo } from '../../src/demo/prepare.ts';
import { statusOn } from '../../src/deputies/rules.ts';
import { listRoster } from '../../src/deputies/store.ts';
import { FILING_KINDS } from '../../src/duties/rules.ts';
import { exportRegister } from '../../src/exchange/export.ts';
import { listOpenThings } from '../../src/notices/checklist.ts';
import { firstUnexplained } from '../../src/notices/replay.ts';
import { listCurrent } from '../../src/notices/store.ts';
import { loadRegisterRows } from '../../src/points/store.ts';
import { establishRegister } from '../../src/settings/actions.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { Browser, startApp, testClock } from '../support/app.ts';
import { openEmpty, tempFolder } from '../support/register.ts';
import { doingAt, TERM, TOWNSHIP } from '../support/world.ts';

/** The day after the sample's last event. */
const AFTERWARDS = Date.UTC(2026, 10, 21, 2, 0);

let folder: string;
let store: Store;
/** Of the trail, as it was filled. */
let entries: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demo-'));
  await prepareDemo({ dataDir: folder, database: null });
  store = openRegister(folder);
  entries = await countAudit(store.read, {});
}, 120_000);

afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function exported(of: Store): Promise<Map<string, string>> {
  return new Map((await exportRegister(of))?.map(({ path, text }) => [path, text]));
}

describe('the sample township', () => {
  it('has the people of a term: sixty at the beginning and one by-election', async () => {
    const roster = await listRoster(store.read, (await getCurrentTerm(store.read)).id);
    expect(roster).toHaveLength(61);
    expect(roster.filter((entry) => entry.byElection)).toHaveLength(1);
    const states = roster.map((entry) => statusOn(entry.mandate, '2026-11-20').status);
    expect(states.filter((status) => status === 'in-office')).toHaveLength(59);
    expect(roster.flatMap((entry) => entry.mandate.events.map(({ kind }) => kind)).toSorted()).toEqual([
      'died',
      'resigned',
      'resumed',
      'suspended',
    ]);
  });

  it('gives no district more than three seats (选举法 art. 25), and fills sixty', async () => {
    const seats = (await store.read.select().from(district)).map((row) => row.seats ?? 0);
    expect(seats.every((count) => count >= 1 && count <= 3)).toBe(true);
    expect(seats.reduce((sum, count) => sum + count, 0)).toBe(60);
  });

  it('has a year and a half of meetings, filings and proposals', async () => {
    const counts = await Promise.all(
      [sitting, speech, activity, filing, proposal, annualReport].map((table) => store.read.$count(table)),
    );
    expect(counts).toEqual([11, 25, 43, 360, 73, 12]);
  });

  it('has confirmed filings of every kind that deputies file', async () => {
    const { filings } = await loadRegisterRows(store.read, (await getCurrentTerm(store.read)).id);
    expect(FILING_KINDS.filter((kind) => !filings.some((row) => row.kind === kind))).toEqual([]);
  });

  it('has two closed quarters and a third with a few open things', async () => {
    const { id } = await getCurrentTerm(store.read);
    const notices = await listCurrent(store.read, 2026);
    expect(notices.map(({ quarter }) => quarter).toSorted()).toEqual(['2026Q1', '2026Q2']);
    const open = await listOpenThings(store.read, id, '2026Q3');
    expect(open.map(({ code }) => code).toSorted()).toEqual([
      'attendance-missing',
      'filings-waiting',
      'filings-waiting',
      'filings-waiting',
    ]);
  });

  it('passes every check of a register, the trail and the hashes among them', async () => {
    const results = await checkRegister({ dataDir: folder, database: null }, store.read, store.files);
    expect(results.filter(({ fault }) => fault !== '')).toEqual([]);
  });

  it('explains every number of its notices from the notice itself', async () => {
    for (const { body } of await listCurrent(store.read, 2026)) expect(firstUnexplained(body)).toBeNull();
  });

  it('lets every printed account sign in', async () => {
    const app = await startApp(store, testClock(AFTERWARDS));
    for (const { login } of DEMO_ACCOUNTS) {
      const page = await new Browser(app).signIn(login, DEMO_PASSWORD);
      expect([login, page.status]).toEqual([login, 303]);
    }
  });

  it('is the same every time it is filled', async () => {
    const again = openEmpty();
    await fillDemo(again);
    expect(await exported(again)).toEqual(await exported(store));
    const hashes = async (of: Store) => (await listCurrent(of.read, 2026)).map(({ sha256 }) => sha256);
    expect(await hashes(again)).toEqual(await hashes(store));
    expect(await countAudit(again.read, {})).toBe(entries);
  }, 120_000);
});

describe('a folder for the sample', () => {
  it('is served as it is when the sample is there', async () => {
    const before = await countAudit(store.read, {});
    expect(await prepareDemo({ dataDir: folder, database: null })).toBe('found');
    expect(await countAudit(store.read, {})).toBe(before);
  });

  it('is refused and left untouched when it holds a register of somebody else', async () => {
    const own = tempFolder();
    const register = openRegister(own);
    await establishRegister(doingAt(register), TOWNSHIP, TERM);
    await register.close();
    await expect(prepareDemo({ dataDir: own, database: null })).rejects.toThrow(NotADemo);
    const kept = openRegister(own);
    expect(await countAudit(kept.read, {})).toBe(1);
    await kept.close();
  });

  it('is filled anew when a filling was cut short or the register is empty', async () => {
    const cut = tempFolder();
    await openRegister(cut).close();
    mkdirSync(join(cut, 'filling'));
    writeFileSync(join(cut, 'filling', REGISTER_FILE), 'half of a register');
    expect(await prepareDemo({ dataDir: cut, database: null })).toBe('filled');
    expect(existsSync(join(cut, 'filling'))).toBe(false);
    const filled = openRegister(cut);
    expect(await countAudit(filled.read, {})).toBe(entries);
    await filled.close();
  }, 120_000);
});
