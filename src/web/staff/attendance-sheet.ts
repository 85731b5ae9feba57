import type { FastifyRequest } from 'fastify';
import { rosterOrderLabel, rosterOrderNote } from '../../deputies/labels.ts';
import { orderRoster, type RosterOrder } from '../../deputies/roster.ts';
import type { RosterEntry } from '../../deputies/store.ts';
import { shanghaiDay, shanghaiTime } from '../../lib/dates.ts';
import { wasText } from '../../meetings/forms.ts';
import { foreknownWords, meetingLabel, stateLabel } from '../../meetings/labels.ts';
import { tallyOf, type Roll } from '../../meetings/meetings.ts';
import { loadForeknowledge, type Foreknowledge } from '../../meetings/presets.ts';
import { ATTENDANCE_STATES, attended, isClosed, isFrozen, type Mark } from '../../meetings/rules.ts';
import { findLastApprover } from '../../meetings/store.ts';
import { getSettings, getCurrentTerm } from '../../settings/store.ts';
import type { FormState } from '../form.ts';
import { query } from '../routes.ts';

/** The orders that an attendance sheet offers, and the place that each shows beside the name. */
const SHEET_ORDERS = ['name', 'delegation', 'group', 'district'] as const;

/** One line of the sheet as it is shown. */
interface SheetRow {
  id: number;
  name: string;
  certificateNumber: string;
  place: string;
  pinyin: string;
  initials: string;
  /** Empty where nothing is recorded though the sheet was saved before. */
  state: string;
  reason: string;
  approver: string;
  was: string;
  /** Leave that was asked for, and sign-in: from where the line's proposal comes, for the clerk to judge. */
  known: { text: string; tone: string }[];
  isFrozen: boolean;
}

/** What the page of a sheet shows; `form` holds what was typed when it could not be saved. */
export async function sheetModel(request: FastifyRequest, roll: Roll, form: FormState) {
  const { store, clock } = request.register;
  const [settings, term, approver, known] = await Promise.all([
    getSettings(store.read),
    getCurrentTerm(store.read),
    findLastApprover(store.read, roll.meeting.termId),
    loadForeknowledge(store.read, roll.meeting.ref),
  ]);
  const order = sheetOrder(request);
  const rows = orderRoster(roll.due, order, settings.nameOrder).map((entry) =>
    rowOf(entry, order, roll, known, form),
  );
  const count = tallyOf(roll);
  return {
    meeting: roll.meeting,
    form,
    rows,
    approver,
    order,
    title: meetingLabel(roll.meeting),
    tally: { ...count, attended: attended(count) },
    states: ATTENDANCE_STATES.map(({ state }) => [state, stateLabel(state)]),
    takenAt: roll.meeting.rollTakenAt === null ? null : shanghaiTime(roll.meeting.rollTakenAt),
    obstacle: obstacleOf(roll, rows, term.id, shanghaiDay(clock())),
    isLate: isClosed(roll.meeting.heldOn, roll.closings),
    notDue: roll.notDue.map(({ name }) => name),
    orderNote: rosterOrderNote(order, settings.nameOrder),
    orders: SHEET_ORDERS.map((code) => ({ code, label: rosterOrderLabel(code) })),
    placeTitle: rosterOrderLabel(placeOf(order)),
    signIn: known.signIn,
    isProposed: roll.meeting.rollTakenAt === null && rows.some((row) => row.known.length > 0),
    script: 'attendance.js',
  };
}

function sheetOrder(request: FastifyRequest): RosterOrder {
  return SHEET_ORDERS.find((code) => code === query(request, 'order')) ?? 'name';
}

function placeOf(order: RosterOrder): 'delegation' | 'group' | 'district' {
  return order === 'group' || order === 'district' ? order : 'delegation';
}

/** Why nothing can be recorded now: the page says it in place of the form. */
function obstacleOf(roll: Roll, rows: readonly SheetRow[], termId: number, today: string) {
  if (roll.meeting.termId !== termId) return 'finished';
  if (rows.length === 0) return 'nobody';
  if (roll.meeting.heldOn > today) return 'not-held';
  return rows.every((row) => row.isFrozen) ? 'closed' : null;
}

function rowOf(
  entry: RosterEntry,
  order: RosterOrder,
  roll: Roll,
  known: Foreknowledge,
  form: FormState,
): SheetRow {
  const { id, name, certificateNumber, person } = entry;
  const recorded = roll.marks.get(id);
  const shown = recorded ?? (roll.meeting.rollTakenAt === null ? known.preset(id) : null);
  return {
    id,
    name,
    certificateNumber,
    place: entry[placeOf(order)]?.name ?? '—',
    pinyin: person.pinyin.replace(/\s/g, ''),
    initials: person.initials,
    ...typedOr(id, shown, form),
    was: wasText(shown),
    known: foreknownWords(known.of(id), known.signIn),
    isFrozen: recorded !== undefined && isFrozen(roll.meeting.heldOn, recorded.recordedAt, roll.closings),
  };
}

/** What was typed, unless the line was left as its page showed it: then what stands there now. */
function typedOr(id: number, shown: Mark | null, { values }: FormState) {
  const text = (name: string) => String(values[`${name}-${id}`] ?? '').trim();
  const typed = { state: text('state'), reason: text('reason'), approver: text('approver') };
  const isUntouched = [typed.state, typed.reason, typed.approver].join('\t') === values[`was-${id}`];
  if (values[`was-${id}`] !== undefined && !isUntouched) return typed;
  const { state, reason, approver } = shown ?? { state: '', reason: '', approver: '' };
  return { state, reason, approver };
}
