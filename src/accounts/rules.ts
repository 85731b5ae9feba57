/** 角色, in the order in which they are listed. */
export const ROLES = ['clerk', 'presidium', 'leader', 'deputy', 'unit', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** A signed-in person as every lookup and page sees it. */
export interface Viewer {
  accountId: number;
  name: string;
  login: string;
  roles: readonly Role[];
  personId: number | null;
  unitId: number | null;
}

export function hasRole(viewer: Viewer | null, ...roles: Role[]): boolean {
  return viewer !== null && viewer.roles.some((role) => roles.includes(role));
}

const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60 * 1000;

/** How long a session lives: staff for a working day and half an hour of rest, phones longer. */
export interface Lifetime {
  idle: number;
  absolute: number;
}

export function lifetimeOf(roles: readonly Role[]): Lifetime {
  const isStaff = roles.some(
    (role) => role === 'clerk' || role === 'presidium' || role === 'admin' || role === 'unit',
  );
  return isStaff ? { idle: 30 * MINUTE, absolute: 12 * 60 * MINUTE } : { idle: 7 * DAY, absolute: 30 * DAY };
}

export function isExpired(
  session: { createdAt: number; seenAt: number },
  lifetime: Lifetime,
  at: number,
): boolean {
  return (
    at - session.seenAt > lifetime.idle ||
    at - session.createdAt > lifetime.absolute ||
    at < session.createdAt
  );
}

/** Where a person lands after signing in. */
export function homeOf(roles: readonly Role[]): string {
  if (roles.some((role) => role === 'clerk' || role === 'presidium' || role === 'admin')) return '/desk';
  if (roles.includes('unit')) return '/unit';
  return '/my';
}

/** Which link a set of roles needs and lacks: a deputy is a person of the roster, a unit's account belongs to it. */
export type MissingLink = 'needs-person' | 'needs-unit';

export function missingLink(account: {
  roles: readonly Role[];
  personId: number | null;
  unitId: number | null;
}): MissingLink | null {
  const { roles, personId, unitId } = account;
  if (personId === null && (roles.includes('deputy') || roles.includes('leader'))) return 'needs-person';
  return unitId === null && roles.includes('unit') ? 'needs-unit' : null;
}

/** A card (登录卡) as far as its life is concerned. */
export interface CardTimes {
  issuedAt: number;
  firstUsedAt: number | null;
  /** Spent, or replaced by a newer one. */
  endedAt: number | null;
}

/**
 * The last moment of a card: it may lie in a drawer for sixty days, and lives for a day from the first time its code
 * was sent in.
 */
export function cardEndsAt({ issuedAt, firstUsedAt }: CardTimes): number {
  return firstUsedAt === null ? issuedAt + 60 * DAY : firstUsedAt + DAY;
}

export function isCardGood(card: CardTimes, at: number): boolean {
  return card.endedAt === null && at <= cardEndsAt(card);
}

/** How an account stands: its first password still to be set with a card, in use, unused for half a year, disabled. */
export const ACCOUNT_STATES = ['waiting', 'active', 'unused', 'disabled'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

export function accountState(
  account: { createdAt: number; disabledAt: number | null; passwordHash: string | null },
  lastUsedAt: number | null,
  at: number,
): AccountState {
  if (account.disabledAt !== null) return 'disabled';
  if (account.passwordHash === null) return 'waiting';
  return at - (lastUsedAt ?? account.createdAt) > 180 * DAY ? 'unused' : 'active';
}

export type PasswordFault = 'too-short' | 'too-long' | 'too-common' | 'has-login' | 'only-digits';

const COMMON = new Set([
  'password',
  'password1',
  'passw0rd',
  'p@ssw0rd',
  'qwertyui',
  'qwerty123',
  'qwer1234',
  'asdf1234',
  '1qaz2wsx',
  '1q2w3e4r',
  'rd123456',
  'renda123',
  'a1234567',
  'a12345678',
  'abc12345',
  'abcd1234',
  'aa123456',
  'admin123',
  'admin888',
  'woaini1314',
  'woaini520',
  'iloveyou',
]);

/** Length and the obvious only; no composition rules. Birthdays and telephone numbers are the obvious of digits. */
export function passwordFault(password: string, login: string): PasswordFault | null {
  const length = Array.from(password).length;
  if (length < 8) return 'too-short';
  if (length > 200) return 'too-long';
  const lower = password.toLowerCase();
  if (COMMON.has(lower) || /^(.{1,4})\1+$/u.test(lower)) return 'too-common';
  if (/^\d{1,18}$/.test(lower)) return 'only-digits';
  if (isTelling(login) && lower.includes(login.toLowerCase())) return 'has-login';
  return null;
}

/** Two Chinese characters are a name already; two or three letters may be in any word. */
function isTelling(login: string): boolean {
  return login.length >= 4 || /\p{Script=Han}{2}/u.test(login);
}
