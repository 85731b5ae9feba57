import {
  bool,
  check,
  day,
  id,
  index,
  instant,
  int,
  json,
  oneOf,
  primaryKey,
  sql,
  table,
  text,
  uniqueIndex,
} from '../dialect.ts';
import { deputy, term } from './people.ts';
import { account } from './system.ts';

/** What a sitting deals with: reports deliberated, resolutions, elections. */
export interface AgendaItem {
  kind: 'report' | 'resolution' | 'election' | 'other';
  title: string;
}

/** Congress session (人民代表大会会议), such as 第六届第三次会议. */
export const congressSession = table(
  'congress_session',
  {
    id: id(),
    termId: int('term_id')
      .notNull()
      .references(() => term.id),
    title: text('title').notNull(),
    /** Extra sessions are called by a fifth of the deputies (组织法 art. 14). */
    regular: bool('regular').notNull().default(true),
  },
  (t) => [uniqueIndex('congress_session_title').on(t.termId, t.title)],
);

/** A half-day sitting (半天) of a congress session. */
export const sitting = table(
  'sitting',
  {
    id: id(),
    congressSessionId: int('congress_session_id')
      .notNull()
      .references(() => congressSession.id),
    heldOn: day('held_on').notNull(),
    half: text('half').notNull(),
    agenda: json('agenda').$type<AgendaItem[]>().notNull(),
    /** When the attendance sheet was first saved; null means attendance is still missing. */
    rollTakenAt: instant('roll_taken_at'),
    year: int('year').notNull(),
    quarter: text('quarter').notNull(),
  },
  (t) => [
    uniqueIndex('sitting_half_day').on(t.congressSessionId, t.heldOn, t.half),
    oneOf('sitting_half', t.half, ['am', 'pm']),
    index('sitting_quarter').on(t.quarter),
  ],
);

/** A noted speech (审议发言) at a sitting. */
export const speech = table('speech', {
  id: id(),
  sittingId: int('sitting_id')
    .notNull()
    .references(() => sitting.id),
  deputyId: int('deputy_id')
    .notNull()
    .references(() => deputy.id),
  topic: text('topic').notNull(),
  recordedAt: instant('recorded_at').notNull(),
});

/** Activity (闭会期间活动). */
export const activity = table(
  'activity',
  {
    id: id(),
    termId: int('term_id')
      .notNull()
      .references(() => term.id),
    code: text('code').notNull(),
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    heldOn: day('held_on').notNull(),
    place: text('place').notNull().default(''),
    organiser: text('organiser').notNull().default(''),
    summary: text('summary').notNull().default(''),
    costCents: int('cost_cents'),
    rollTakenAt: instant('roll_taken_at'),
    year: int('year').notNull(),
    quarter: text('quarter').notNull(),
  },
  (t) => [uniqueIndex('activity_code').on(t.termId, t.code), index('activity_quarter').on(t.quarter)],
);

/** Invitee (邀请的代表) of an activity: the denominator of its attendance. */
export const invitee = table(
  'invitee',
  {
    activityId: int('activity_id')
      .notNull()
      .references(() => activity.id),
    deputyId: int('deputy_id')
      .notNull()
      .references(() => deputy.id),
  },
  (t) => [primaryKey({ columns: [t.activityId, t.deputyId] })],
);

/** Attendance (出勤): one per deputy and sitting or activity. */
export const attendance = table(
  'attendance',
  {
    id: id(),
    sittingId: int('sitting_id').references(() => sitting.id),
    activityId: int('activity_id').references(() => activity.id),
    deputyId: int('deputy_id')
      .notNull()
      .references(() => deputy.id),
    state: text('state').notNull(),
    reason: text('reason').notNull().default(''),
    approver: text('approver').notNull().default(''),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [
    uniqueIndex('attendance_sitting').on(t.sittingId, t.deputyId),
    uniqueIndex('attendance_activity').on(t.activityId, t.deputyId),
    index('attendance_deputy').on(t.deputyId),
    oneOf('attendance_state', t.state, ['present', 'late', 'left_early', 'leave', 'absent']),
    check('attendance_one_meeting', sql`(${t.sittingId} is null) <> (${t.activityId} is null)`),
  ],
);

/** Invitation (活动通知) of an activity: published to its invitees, with optional places for whoever signs up. */
export const invitation = table('invitation', {
  activityId: int('activity_id')
    .primaryKey()
    .references(() => activity.id),
  publishedAt: instant('published_at').notNull(),
  /** Such as 上午9:00; as it is printed. */
  time: text('time').notNull().default(''),
  words: text('words').notNull().default(''),
  /** Last day to answer. */
  answerBy: day('answer_by'),
  /** 名额 open to deputies who were not invited; null: none. */
  places: int('places'),
});

/** A deputy's answer to an invitation (回执), or a sign-up (报名) of a deputy who was not invited. */
export const reply = table(
  'reply',
  {
    activityId: int('activity_id')
      .notNull()
      .references(() => activity.id),
    deputyId: int('deputy_id')
      .notNull()
      .references(() => deputy.id),
    answer: text('answer').notNull(),
    answeredAt: instant('answered_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.activityId, t.deputyId] }),
    oneOf('reply_answer', t.answer, ['coming', 'signed_up', 'cancelled']),
  ],
);

/** Request for leave (请假) from an activity or a half-day sitting: asked → approved | refused; withdrawn. */
export const leaveRequest = table(
  'leave_request',
  {
    id: id(),
    deputyId: int('deputy_id')
      .notNull()
      .references(() => deputy.id),
    sittingId: int('sitting_id').references(() => sitting.id),
    activityId: int('activity_id').references(() => activity.id),
    reason: text('reason').notNull(),
    askedAt: instant('asked_at').notNull(),
    state: text('state').notNull(),
    decidedAt: instant('decided_at'),
    decidedBy: int('decided_by').references(() => account.id),
    /** Why it was refused. */
    note: text('note').notNull().default(''),
  },
  (t) => [
    index('leave_request_deputy').on(t.deputyId),
    index('leave_request_state').on(t.state),
    oneOf('leave_request_state_known', t.state, ['asked', 'approved', 'refused', 'withdrawn']),
    check('leave_request_one_meeting', sql`(${t.sittingId} is null) <> (${t.activityId} is null)`),
  ],
);

/** Sign-in (签到) at a meeting: open while its code turns on the wall. */
export const signIn = table(
  'sign_in',
  {
    id: id(),
    sittingId: int('sitting_id').references(() => sitting.id),
    activityId: int('activity_id').references(() => activity.id),
    /** Key of the turning code; never shown or exported. */
    secret: text('secret').notNull(),
    openedAt: instant('opened_at').notNull(),
    closedAt: instant('closed_at'),
  },
  (t) => [
    uniqueIndex('sign_in_sitting').on(t.sittingId),
    uniqueIndex('sign_in_activity').on(t.activityId),
    check('sign_in_one_meeting', sql`(${t.sittingId} is null) <> (${t.activityId} is null)`),
  ],
);

/** One deputy's sign-in; no location is ever taken. */
export const checkIn = table(
  'check_in',
  {
    signInId: int('sign_in_id')
      .notNull()
      .references(() => signIn.id),
    deputyId: int('deputy_id')
      .notNull()
      .references(() => deputy.id),
    at: instant('at').notNull(),
    method: text('method').notNull(),
    undoneAt: instant('undone_at'),
  },
  (t) => [
    primaryKey({ columns: [t.signInId, t.deputyId] }),
    oneOf('check_in_method', t.method, ['scan', 'code', 'staff']),
  ],
);
