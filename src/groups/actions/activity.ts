import { whoActs } from '../../accounts/acting.ts';
import type { Tx } from '../../db/store.ts';
import { write, type Doing } from '../../db/write.ts';
import { isInOffice } from '../../deputies/rules.ts';
import {
  findDeputyOfPerson,
  findRosterEntryById,
  listRoster,
  type RosterEntry,
} from '../../deputies/store.ts';
import { shanghaiDay, yearOf, type Day } from '../../lib/dates.ts';
import { isClosed, nextActivityCode } from '../../meetings/rules.ts';
import { addActivity, putAttendance } from '../../meetings/steps.ts';
import { listActivities, listActivityCodes } from '../../meetings/store.ts';
import { listClosings } from '../../notices/closings.ts';
import { found, NotFound, Refused } from '../../refusals.ts';
import { getCurrentTerm, type Term } from '../../settings/store.ts';
import type { GroupActivityInput, GroupMark } from '../forms.ts';
import { isMemberOf, listLedBodies, type LedBody } from '../led.ts';

/**
 * A leader records what the own group did (登记小组活动): a group activity with its attendance, at once among the
 * activities of the register, where staff see by whom it was recorded and can correct it until its quarter is closed.
 * Gives its code.
 *
 * The leader marks the own presence with everybody else's: a group has one leader, and the trail shows who marked it.
 * The own leave is another matter: nobody approves that to themself.
 */
export async function recordGroupActivity(
  doing: Doing,
  bodyKey: string,
  { marks, ...fields }: GroupActivityInput,
): Promise<string> {
  return write(doing, async (tx) => {
    const term = await getCurrentTerm(tx);
    const leader = await getLeader(tx, doing, term);
    const bodies = await listLedBodies(tx, term.id, leader, shanghaiDay(doing.at));
    const body = found(bodies.find(({ key }) => key === bodyKey));
    await demandDay(tx, term, fields.heldOn, doing.at);
    await demandNew(tx, term.id, body, fields);
    const members = await membersOn(tx, term.id, body, fields.heldOn);
    const due = dueMarks(members, marks, leader);
    const activity = { ...fields, kind: 'activity.group', organiser: body.name } as const;
    const code = nextActivityCode(yearOf(fields.heldOn), await listActivityCodes(tx, term.id));
    const id = await addActivity(tx, { ...activity, termId: term.id, code });
    await putAttendance(tx, { type: 'activity', id }, due, doing.at);
    const subject = ['activity', code] as const;
    tx.record({ kind: 'activity.led', subject, after: { code, ...activity } });
    tx.record({ kind: 'attendance.recorded', subject, ...trailOf(members, due) });
    return code;
  });
}

/** The leader as a deputy of the current term; whoever is none has nothing to find here. */
async function getLeader(tx: Tx, { actor }: Doing, term: Term): Promise<RosterEntry> {
  const { roles, personId } = await whoActs(tx, actor);
  if (!roles.includes('leader') || personId === null) throw new NotFound();
  const { id } = found(await findDeputyOfPerson(tx, term.id, personId));
  return found(await findRosterEntryById(tx, term.id, id));
}

/** What is late for a published quarter is for staff: it counts later, and the notice must say so. */
async function demandDay(tx: Tx, { number, startOn, endOn }: Term, heldOn: Day, at: number): Promise<void> {
  if (heldOn > shanghaiDay(at)) throw new Refused('meeting-not-held', { day: heldOn });
  if (heldOn < startOn || heldOn > endOn) throw new Refused('outside-term', { number, startOn, endOn });
  if (isClosed(heldOn, await listClosings(tx))) throw new Refused('group-quarter-closed');
}

async function demandNew(
  tx: Tx,
  termId: number,
  { name }: LedBody,
  { title, heldOn }: { title: string; heldOn: Day },
): Promise<void> {
  const known = await listActivities(tx, termId, { kind: 'activity.group', year: yearOf(heldOn) });
  const same = known.find((one) => one.organiser === name && one.heldOn === heldOn && one.title === title);
  if (same) throw new Refused('group-activity-there', { code: same.code });
}

async function membersOn(tx: Tx, termId: number, body: LedBody, heldOn: Day): Promise<RosterEntry[]> {
  const roster = await listRoster(tx, termId);
  return roster.filter((entry) => isMemberOf(entry, body) && isInOffice(entry.mandate, heldOn));
}

interface DueMark extends GroupMark {
  approver: string;
}

/** Marks of members in office on the day; whoever was not is not due and counts nowhere. Leave is the leader's to grant. */
function dueMarks(
  members: readonly RosterEntry[],
  marks: readonly GroupMark[],
  leader: RosterEntry,
): DueMark[] {
  const ids = new Set(members.map(({ id }) => id));
  const due = marks.filter(({ deputyId }) => ids.has(deputyId));
  if (due.length === 0) throw new Refused('group-nobody-due');
  const own = due.find(({ deputyId }) => deputyId === leader.id);
  if (own?.state === 'leave') throw new Refused('group-own-leave');
  return due.map((mark) => ({ ...mark, approver: mark.state === 'leave' ? leader.name : '' }));
}

/** As the desk's attendance sheet writes it: marks by certificate number. */
function trailOf(members: readonly RosterEntry[], marks: readonly DueMark[]) {
  const numbers = new Map(members.map(({ id, certificateNumber }) => [id, certificateNumber]));
  const numberOf = (id: number) => numbers.get(id) ?? String(id);
  return {
    before: Object.fromEntries(marks.map(({ deputyId }) => [numberOf(deputyId), null])),
    after: Object.fromEntries(
      marks.map(({ deputyId, state, reason, approver }) => [numberOf(deputyId), { state, reason, approver }]),
    ),
  };
}
