import { GROUNDS_OF } from '../../src/deputies/rules.ts';
import { recordMandateEvent } from '../../src/deputies/actions.ts';
import type { Store } from '../../src/db/store.ts';
import type { Doing } from '../../src/db/write.ts';
import { confirmFiling, createFiling, returnFiling, voidFiling } from '../../src/filings/actions.ts';
import { listFilings } from '../../src/filings/store.ts';
import { addDays, nextQuarter, quarterEnd, shanghaiDay, type Quarter } from '../../src/lib/dates.ts';
import { correctMark, createActivity, recordAttendance } from '../../src/meetings/actions.ts';
import { findActivity } from '../../src/meetings/store.ts';
import { closeQuarter } from '../../src/notices/actions.ts';
import { prepareCorrection } from '../../src/notices/correction/prepare.ts';
import { publishCorrection } from '../../src/notices/correction/publish.ts';
import { findNotice } from '../../src/notices/store.ts';
import { answerObjection, createObjection } from '../../src/objections/actions.ts';
import { listObjections, listUpheld } from '../../src/objections/store.ts';
import { found, NotFound, Refused } from '../../src/refusals.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { adoptScheme, draftScheme } from '../../src/schemes/actions.ts';
import { additive } from '../../src/schemes/templates.ts';
import { askingNoEvidence } from '../support/evidence.ts';
import { addTestDeputy } from '../support/roster.ts';
import { doingAt, openWorld } from '../support/world.ts';

const HOUR = 3_600_000;
const ALL = { limit: 10_000, offset: 0 };
const FILED = ['deed.done', 'contact.visit', 'contact.reception', 'model.award', 'model.study'] as const;

/** Mulberry32: the same seed gives the same register on every machine. */
export function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

/** A register in which a year passes: every operation moves its clock, and goes through the actions of the desk. */
export interface Passing {
  readonly store: Store;
  readonly roll: (sides: number) => number;
  readonly deputies: readonly number[];
  now: number;
  open: Quarter;
  readonly activities: string[];
  done: number;
  refused: number;
}

export async function beginYear(seed: number): Promise<Passing> {
  const store = await openWorld();
  const deputies: number[] = [];
  for (const [index, name] of ['田大利', '石兰', '王海生', '李小兵', '陈静'].entries())
    deputies.push(await addTestDeputy(store, `00${index + 1}`, name));
  const id = await draftScheme(doingAt(store), askingNoEvidence(additive(2026)));
  await adoptScheme(doingAt(store), id, { documentNumber: '1号', adoptedOn: '2026-01-15' });
  const now = Date.UTC(2026, 0, 20, 1, 0);
  return { store, roll: dice(seed), deputies, now, open: '2026Q1', activities: [], done: 0, refused: 0 };
}

type Operation = (year: Passing) => Promise<void>;

const doing = ({ store, now }: Passing): Doing => doingAt(store, now);
const pick = <T>({ roll }: Passing, list: readonly T[]): T => found(list[roll(list.length)]);
const dayBefore = (year: Passing, most: number) => addDays(shanghaiDay(year.now), -year.roll(most));

const file: Operation = async (year) => {
  await createFiling(doing(year), {
    deputy: pick(year, year.deputies),
    kind: pick(year, FILED),
    occurredOn: dayBefore(year, 120),
    content: `第 ${year.done} 件`,
    quantity: 50 + year.roll(300),
    amount: null,
    place: '',
    result: '',
  });
};

async function someFiling(year: Passing, state: 'submitted' | 'confirmed'): Promise<string> {
  const term = await getCurrentTerm(year.store.read);
  const filings = await listFilings(year.store.read, { termId: term.id }, { state }, ALL);
  if (filings.length === 0) throw new NotFound();
  return pick(year, filings).code;
}

const confirm: Operation = async (year) => confirmFiling(doing(year), await someFiling(year, 'submitted'));
const sendBack: Operation = async (year) =>
  returnFiling(doing(year), await someFiling(year, 'submitted'), '写清楚');
const voided: Operation = async (year) =>
  voidFiling(doing(year), await someFiling(year, 'confirmed'), '重复');

const hold: Operation = async (year) => {
  const fields = {
    kind: pick(year, ['activity.inspection', 'activity.training', 'activity.group'] as const),
    title: `活动 ${year.done}`,
    heldOn: dayBefore(year, 60),
    place: '',
    organiser: '',
    summary: '',
    costCents: null,
  };
  year.activities.push(await createActivity(doing(year), fields, { circle: { by: 'all' } }));
};

const MARKS = [
  { state: 'present', reason: '', approver: '' },
  { state: 'absent', reason: '', approver: '' },
  { state: 'leave', reason: '生病', approver: '主席' },
] as const;

async function someActivity(year: Passing) {
  if (year.activities.length === 0) throw new NotFound();
  const term = await getCurrentTerm(year.store.read);
  const { id } = found(await findActivity(year.store.read, term.id, pick(year, year.activities)));
  return { type: 'activity', id } as const;
}

const mark: Operation = async (year) => {
  const wish = { deputyId: pick(year, year.deputies), mark: pick(year, MARKS) };
  await recordAttendance(doing(year), await someActivity(year), [wish]);
};

const correct: Operation = async (year) =>
  correctMark(
    doing(year),
    await someActivity(year),
    pick(year, year.deputies),
    pick(year, MARKS),
    '登记时看错行',
  );

const suspend: Operation = async (year) => {
  if (year.roll(2) > 0) return;
  const kind = pick(year, ['suspended', 'resumed'] as const);
  const ground = pick(year, GROUNDS_OF[kind].length === 0 ? ([''] as const) : GROUNDS_OF[kind]);
  const event = { kind, on: dayBefore(year, 40), ground, document: '' };
  await recordMandateEvent(doing(year), `00${1 + year.roll(5)}`, event);
};

const close: Operation = async (year) => {
  if (quarterEnd(year.open) >= shanghaiDay(year.now)) return;
  await closeQuarter(doing(year), year.open, { number: '', openReason: '随机试验' });
  year.open = nextQuarter(year.open);
};

const publish: Operation = async (year) => {
  const quarter = pick(year, ['2026Q1', '2026Q2', '2026Q3', '2026Q4'] as const);
  const prepared = await prepareCorrection(year.store.read, quarter);
  const lines = (prepared?.differences ?? []).filter(() => year.roll(2) === 0);
  const upheld = await listUpheld(year.store.read, quarter);
  await publishCorrection(doing(year), quarter, {
    number: '',
    reason: '登记有误',
    lines: lines.map(({ key }) => ({ key, reason: '' })),
    objections: upheld.map(({ reference }) => reference),
  });
};

/** Somebody objects to a line of a published notice, mostly in vain: its window is soon over. */
const object: Operation = async (year) => {
  const quarter = pick(year, ['2026Q1', '2026Q2', '2026Q3', '2026Q4'] as const);
  const notice = await findNotice(year.store.read, quarter);
  if (!notice) throw new NotFound();
  await createObjection(doing(year), {
    source: 'desk',
    quarter,
    version: notice.version,
    deputy: `00${1 + year.roll(5)}`,
    record: '',
    content: '少算一次',
    name: '张三',
    phone: '13800000000',
    code: '',
  });
};

const answer: Operation = async (year) => {
  const [objection] = await listObjections(year.store.read, { state: 'received' }, ALL);
  if (!objection) throw new NotFound();
  const action = pick(year, ['uphold', 'reject'] as const);
  const words = { summary: '一位选民认为少算一次', answer: '经核对登记，答复如上' };
  await answerObjection(doing(year), objection.reference, { action, ...words });
};

/** How often each is done, out of their sum. */
const OPERATIONS: readonly (readonly [weight: number, operation: Operation])[] = [
  [30, file],
  [25, confirm],
  [3, sendBack],
  [5, voided],
  [6, hold],
  [20, mark],
  [4, correct],
  [1, suspend],
  [4, close],
  [1, publish],
  [4, object],
  [2, answer],
];
const BAG = OPERATIONS.flatMap(([weight, operation]) => Array.from({ length: weight }, () => operation));

/** The next operation, and whether it may publish something. */
export function choose(year: Passing): { operation: Operation; mayPublish: boolean } {
  const operation = pick(year, BAG);
  return { operation, mayPublish: operation === close || operation === publish };
}

/** One operation; a refusal is an answer as good as another. */
export async function take(year: Passing, operation: Operation, hours: number): Promise<void> {
  year.now += Math.round(hours * HOUR);
  year.done += 1;
  try {
    await operation(year);
  } catch (error) {
    if (!(error instanceof Refused) && !(error instanceof NotFound)) throw error;
    year.refused += 1;
  }
}
