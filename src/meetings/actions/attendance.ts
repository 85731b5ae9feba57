import { listAudit } from '../../audit/store.ts';
import type { Reader } from '../../db/store.ts';
import { write, type Doing } from '../../db/write.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { Refused } from '../../refusals.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { loadRoll, type Meeting, type Roll } from '../meetings.ts';
import { loadForeknowledge } from '../presets.ts';
import {
  planRoll,
  type MarkChange,
  type MarkProblem,
  type RollFacts,
  type RollPlan,
  type SheetProblem,
  type Wish,
} from '../roll.ts';
import type { Mark } from '../rules.ts';
import { writeMarks } from '../steps.ts';
import type { MeetingRef } from '../store.ts';

/** Either everything asked for is saved (also when that changed nothing), or nothing is and the problems say why. */
export interface SheetOutcome {
  changed: number;
  problems: SheetProblem[];
}

/** Takes a write back that found problems, or nothing to change. */
class Unwritten extends Error {
  readonly roll: Roll;
  readonly plan: RollPlan;

  constructor(roll: Roll, plan: RollPlan) {
    super('nothing was written');
    this.roll = roll;
    this.plan = plan;
  }
}

/**
 * Saves an attendance sheet (出勤) or some lines of it. The first save makes everybody due what the sheet proposes
 * (approved leave, else present), then applies the wishes. Refuses a meeting that is not held yet, has nobody due, or belongs to a finished term.
 */
export async function recordAttendance(
  doing: Doing,
  meeting: MeetingRef,
  wishes: readonly Wish[],
): Promise<SheetOutcome> {
  try {
    return await write(doing, async (tx) => {
      const roll = await loadRoll(tx, meeting);
      await demandRollCall(tx, roll, doing.at);
      const plan = planRoll({ ...factsOf(roll), presets: await presetsOf(tx, roll) }, wishes);
      if (plan.problems.length > 0 || plan.changes.length === 0) throw new Unwritten(roll, plan);
      await writeMarks(tx, meeting, plan.changes, doing.at);
      tx.record({
        kind: 'attendance.recorded',
        subject: subjectOf(roll.meeting),
        ...trailOf(roll, plan.changes),
      });
      return { changed: plan.changes.length, problems: [] };
    });
  } catch (error) {
    if (!(error instanceof Unwritten)) throw error;
    const { roll, plan } = error;
    return { changed: 0, problems: await explain(doing.store.read, roll, plan.problems) };
  }
}

async function presetsOf(reader: Reader, { meeting, due }: Roll): Promise<Map<number, Mark>> {
  if (meeting.rollTakenAt !== null) return new Map();
  const known = await loadForeknowledge(reader, meeting.ref);
  return new Map(due.map(({ id }) => [id, known.preset(id)]));
}

function factsOf({ meeting, due, marks, speakers, closings }: Roll): Omit<RollFacts, 'presets'> {
  return {
    heldOn: meeting.heldOn,
    rollTaken: meeting.rollTakenAt !== null,
    due: due.map((entry) => entry.id),
    marks,
    speakers,
    closings,
  };
}

async function demandRollCall(reader: Reader, { meeting, due }: Roll, at: number): Promise<void> {
  const { id: termId } = await getCurrentTerm(reader);
  if (meeting.termId !== termId) throw new Refused('term-finished');
  if (meeting.heldOn > shanghaiDay(at)) throw new Refused('meeting-not-held', { day: meeting.heldOn });
  if (due.length === 0) throw new Refused('nobody-due');
}

function subjectOf({ ref, key }: Meeting): readonly [string, string] {
  return [ref.type, key];
}

/** Before and after of the changed deputies, by certificate number. */
function trailOf(roll: Roll, changes: readonly MarkChange[]) {
  const numbers = new Map(roll.due.map((entry) => [entry.id, entry.certificateNumber]));
  const numberOf = (id: number) => numbers.get(id) ?? String(id);
  const plain = (mark: Mark | null) =>
    mark && { state: mark.state, reason: mark.reason, approver: mark.approver };
  return {
    before: Object.fromEntries(changes.map((change) => [numberOf(change.deputyId), plain(change.before)])),
    after: Object.fromEntries(changes.map((change) => [numberOf(change.deputyId), plain(change.after)])),
  };
}

async function explain(
  reader: Reader,
  roll: Roll,
  problems: readonly MarkProblem[],
): Promise<SheetProblem[]> {
  const entries = new Map([...roll.due, ...roll.notDue].map((entry) => [entry.id, entry]));
  const explained: SheetProblem[] = [];
  const known = await loadForeknowledge(reader, roll.meeting.ref);
  for (const problem of problems) {
    const entry = entries.get(problem.deputyId);
    const mark = roll.marks.get(problem.deputyId);
    const isConflict = problem.reason === 'changed-meanwhile' && mark && entry;
    const theirs =
      problem.reason === 'preset-changed'
        ? { mark: known.preset(problem.deputyId), by: '', at: 0 }
        : isConflict
          ? { mark, ...(await lastRecorder(reader, roll.meeting, entry.certificateNumber, mark.recordedAt)) }
          : undefined;
    explained.push({ ...problem, name: entry?.name ?? '', theirs });
  }
  return explained;
}

/** Who recorded the deputy's present mark, as the trail has it; no name where it came from a file. */
async function lastRecorder(
  reader: Reader,
  meeting: Meeting,
  number: string,
  recordedAt: number,
): Promise<{ by: string; at: number }> {
  const filter = {
    kind: 'attendance.recorded',
    subject: subjectOf(meeting),
    from: recordedAt,
    to: recordedAt,
  };
  const entries = await listAudit(reader, filter, { limit: 20, offset: 0 });
  const entry = entries.find(({ after }) => Object.hasOwn((after ?? {}) as object, number));
  return { by: entry?.actorName ?? '', at: recordedAt };
}
