import type { Doing } from '../db/write.ts';
import { recordAttendance } from '../meetings/actions.ts';
import type { Wish } from '../meetings/roll.ts';
import { isAttendanceState } from '../meetings/rules.ts';
import type { MeetingRef } from '../meetings/store.ts';
import type { Stage } from './timeline.ts';

/** Saves a sheet whose exceptions are written as 009 leave 出差 郑国良；042 absent. */
export async function saveSheet(
  stage: Stage,
  doing: Doing,
  meeting: MeetingRef,
  marks: string,
): Promise<void> {
  const wishes = marks
    .split('；')
    .filter((mark) => mark !== '')
    .map((mark) => wishOf(stage, mark));
  const { problems } = await recordAttendance(doing, meeting, wishes);
  if (problems.length > 0) throw new Error(`${marks}: ${JSON.stringify(problems)}`);
}

function wishOf(stage: Stage, text: string): Wish {
  const [certificate = '', state = '', reason = '', approver = ''] = text.split(' ');
  if (!isAttendanceState(state)) throw new Error(`no state of attendance: ${text}`);
  return { deputyId: stage.idOf('deputy', certificate), mark: { state, reason, approver } };
}
