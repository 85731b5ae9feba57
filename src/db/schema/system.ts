import { ROLES, type Role } from '../../accounts/rules.ts';
import {
  bool,
  id,
  index,
  instant,
  int,
  json,
  oneOf,
  primaryKey,
  table,
  text,
  uniqueIndex,
} from '../dialect.ts';
import { person } from './people.ts';
import { unit } from './work.ts';

/** Settings of the register, by key; see settings/rules.ts for the keys and their defaults. */
export const setting = table('setting', {
  key: text('key').primaryKey(),
  value: json('value').$type<unknown>().notNull(),
});

/** Account (账号): one person each, several roles at most. */
export const account = table(
  'account',
  {
    id: id(),
    login: text('login').notNull(),
    name: text('name').notNull(),
    /** argon2id; null until the first password is set. */
    passwordHash: text('password_hash'),
    mustChangePassword: bool('must_change_password').notNull().default(false),
    personId: int('person_id').references(() => person.id),
    unitId: int('unit_id').references(() => unit.id),
    disabledAt: instant('disabled_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [uniqueIndex('account_login').on(t.login)],
);

export const accountRole = table(
  'account_role',
  {
    accountId: int('account_id')
      .notNull()
      .references(() => account.id),
    role: text('role').$type<Role>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.role] }), oneOf('account_role_known', t.role, ROLES)],
);

/** Sign-in session: only the SHA-256 of its token is kept. */
export const session = table(
  'session',
  {
    hash: text('hash').primaryKey(),
    accountId: int('account_id')
      .notNull()
      .references(() => account.id),
    csrf: text('csrf').notNull(),
    createdAt: instant('created_at').notNull(),
    seenAt: instant('seen_at').notNull(),
    /** When the password was last given in it; null: by an older program. */
    confirmedAt: instant('confirmed_at'),
    ip: text('ip').notNull(),
    agent: text('agent').notNull(),
  },
  (t) => [index('session_account').on(t.accountId)],
);

/** A browser in which the account signed in before: only the SHA-256 of its cookie is kept. */
export const knownDevice = table(
  'known_device',
  {
    hash: text('hash').notNull(),
    accountId: int('account_id')
      .notNull()
      .references(() => account.id),
    seenAt: instant('seen_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.hash, t.accountId] }), index('known_device_account').on(t.accountId)],
);

/** Once-only key of a form and what its first submission answered. */
export const formKey = table(
  'form_key',
  {
    key: text('key').notNull(),
    accountId: int('account_id').notNull(),
    fingerprint: text('fingerprint').notNull(),
    answer: json('answer').$type<unknown>(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.accountId] }), index('form_key_created').on(t.createdAt)],
);

/** Audit entry (操作日志): append-only, chained by hash. */
export const auditEntry = table(
  'audit_entry',
  {
    seq: int('seq').primaryKey({ autoIncrement: true }),
    at: instant('at').notNull(),
    actorId: int('actor_id'),
    actorName: text('actor_name').notNull(),
    /** web, terminal, demo or program */
    via: text('via').notNull(),
    ip: text('ip').notNull(),
    requestId: text('request_id').notNull(),
    kind: text('kind').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectKey: text('subject_key').notNull(),
    before: json('before').$type<unknown>(),
    after: json('after').$type<unknown>(),
    reason: text('reason').notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [index('audit_subject').on(t.subjectType, t.subjectKey), index('audit_kind').on(t.kind)],
);

/** An uploaded import: kept from dry run to confirmation, with its result. */
export const importJob = table('import_job', {
  id: id(),
  fileName: text('file_name').notNull(),
  state: text('state').notNull(),
  tables: json('tables').$type<unknown>().notNull(),
  result: json('result').$type<unknown>(),
  createdBy: int('created_by').references(() => account.id),
  createdAt: instant('created_at').notNull(),
  appliedAt: instant('applied_at'),
});

/** What a person has typed into a form and not yet sent, offered again on another device. */
export const formDraft = table(
  'form_draft',
  {
    accountId: int('account_id')
      .notNull()
      .references(() => account.id),
    /** Which form, such as filing, and of what; empty for a new one. */
    form: text('form').notNull(),
    subject: text('subject').notNull().default(''),
    values: json('values').$type<Record<string, string | string[]>>().notNull(),
    savedAt: instant('saved_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.form, t.subject] })],
);

/** Message (消息) in the app, to a person of the roster or to a unit. */
export const message = table(
  'message',
  {
    id: id(),
    personId: int('person_id').references(() => person.id),
    unitId: int('unit_id').references(() => unit.id),
    kind: text('kind').notNull(),
    /** Natural key of what it is about. */
    subjectType: text('subject_type').notNull(),
    subjectKey: text('subject_key').notNull(),
    /** What the words need, such as a title or a reason. */
    detail: json('detail').$type<Record<string, string>>().notNull(),
    sentAt: instant('sent_at').notNull(),
    readAt: instant('read_at'),
  },
  (t) => [index('message_person').on(t.personId, t.readAt), index('message_unit').on(t.unitId, t.readAt)],
);

/** A one-time printed card (登录卡): single use; only the code's SHA-256 is kept. */
export const accountCard = table(
  'account_card',
  {
    id: id(),
    accountId: int('account_id')
      .notNull()
      .references(() => account.id),
    codeHash: text('code_hash').notNull(),
    issuedAt: instant('issued_at').notNull(),
    firstUsedAt: instant('first_used_at'),
    /** It takes the place of a password that there was: good for a day, not for sixty. */
    isReset: bool('is_reset').notNull().default(false),
    /** Spent, replaced by a newer one, or cancelled. */
    endedAt: instant('ended_at'),
  },
  (t) => [uniqueIndex('account_card_code').on(t.codeHash), index('account_card_account').on(t.accountId)],
);
