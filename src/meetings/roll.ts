import type { Day } from '../lib/dates.ts';
import type { Closing } from '../points/records.ts';
import {
  isSameMark,
  PRESENT,
  refuseMark,
  tidyMark,
  type Mark,
  type MarkRefusal,
  type RecordedMark,
} from './rules.ts';

/** What a roll call (点名) is decided on. */
export interface RollFacts {
  readonly heldOn: Day;
  /** Whether the sheet was saved before. */
  readonly rollTaken: boolean;
  readonly due: readonly number[];
  readonly marks: ReadonlyMap<number, RecordedMark>;
  /** What the sheet proposes before it is first saved; 出席 for whoever is not in it. */
  readonly presets: ReadonlyMap<number, Mark>;
  /** Deputies with a noted speech. */
  readonly speakers: ReadonlySet<number>;
  readonly closings: readonly Closing[];
}

/**
 * One line as a person wants it. `was`: what the page showed, which before the first save is the line's preset and
 * null where nothing is recorded afterwards; absent where nobody looked at a page.
 */
export interface Wish {
  readonly deputyId: number;
  readonly mark: Mark;
  readonly was?: Mark | null;
}

export interface MarkChange {
  readonly deputyId: number;
  readonly before: Mark | null;
  readonly after: Mark;
}

export interface MarkProblem {
  readonly deputyId: number;
  /** `preset-changed`: what the sheet proposes is not what the page proposed, and nobody has looked at it. */
  readonly reason: MarkRefusal | 'changed-meanwhile' | 'preset-changed';
}

/** What stands against a line of the sheet; for `changed-meanwhile` also what stands there now, by whom and when. */
export interface SheetProblem extends MarkProblem {
  name: string;
  theirs?: { mark: Mark; by: string; at: number } | undefined;
}

export interface RollPlan {
  readonly changes: readonly MarkChange[];
  readonly problems: readonly MarkProblem[];
}

/**
 * What saving a sheet changes, and what stands against it. The first save makes everybody due what the sheet proposed,
 * 出席 unless something else is known, and then applies the wishes. A line that its page shows unchanged says nothing: it neither changes nor undoes what others did.
 */
export function planRoll(roll: RollFacts, wishes: readonly Wish[]): RollPlan {
  const changes = new Map<number, MarkChange>();
  const problems: MarkProblem[] = [];
  if (!roll.rollTaken) {
    for (const deputyId of roll.due) {
      if (!roll.marks.has(deputyId))
        changes.set(deputyId, { deputyId, before: null, after: presetFor(roll, deputyId) });
    }
  }
  for (const wish of wishes) {
    const { deputyId } = wish;
    const outcome = decide(roll, wish);
    if (outcome === null) continue;
    if (typeof outcome === 'string') problems.push({ deputyId, reason: outcome });
    else changes.set(deputyId, { deputyId, before: roll.marks.get(deputyId) ?? null, after: outcome });
  }
  return { changes: [...changes.values()], problems };
}

function presetFor({ presets }: RollFacts, deputyId: number): Mark {
  return presets.get(deputyId) ?? PRESENT;
}

function decide(roll: RollFacts, { deputyId, mark, was }: Wish): Mark | MarkProblem['reason'] | null {
  const after = tidyMark(mark);
  const before = roll.marks.get(deputyId) ?? null;
  if (before && isSameMark(before, after)) return null;
  const preset = roll.rollTaken || before ? null : presetFor(roll, deputyId);
  if (preset && was && !isSameMark(was, preset) && !isSameMark(after, preset)) return 'preset-changed';
  if (was && isSameMark(was, after)) return null;
  if (was !== undefined && before && !(was && isSameMark(was, before))) return 'changed-meanwhile';
  const { heldOn, closings } = roll;
  const isDue = roll.due.includes(deputyId);
  const hasSpoken = roll.speakers.has(deputyId);
  return refuseMark({ heldOn, isDue, hasSpoken, before, after, closings }) ?? after;
}
