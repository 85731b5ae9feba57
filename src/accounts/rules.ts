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

/** How long a session lives: the desk's for a working day and half an hour of rest, deputies' and units' longer. */
export interface Lifetime {
  idle: number;
  absolute: number;
}

export function lifetimeOf(roles: readonly Role[]): Lifetime {
  const isDesk = roles.some((role) => role === 'clerk' || role === 'presidium' || role === 'admin');
  return isDesk ? { idle: 30 * MINUTE, absolute: 12 * 60 * MINUTE } : { idle: 7 * DAY, absolute: 30 * DAY };
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

/** The end of a desk's session as its pages announce it, five minutes before. */
export interface SessionEnd {
  /** Seconds from now to the announcement. */
  warnAfter: number;
  /** The working day is over: using the page does not put it off. */
  isFinal: boolean;
}

/** Null where the end is days away. */
export function sessionEnd(createdAt: number, { idle, absolute }: Lifetime, at: number): SessionEnd | null {
  if (idle > 12 * 60 * MINUTE) return null;
  const left = createdAt + absolute - at;
  const warnAfter = Math.max(0, Math.floor((Math.min(idle, left) - 5 * MINUTE) / 1000));
  return { warnAfter, isFinal: left <= idle };
}

/** For how long a password that was given vouches for what the register asks it for again (再次输入密码). */
const CONFIRMED_FOR = 10 * MINUTE;

export function isConfirmed(confirmedAt: number | null, at: number): boolean {
  return confirmedAt !== null && at >= confirmedAt && at - confirmedAt <= CONFIRMED_FOR;
}

/** What is left of the roles when the mandate is over. */
export function rolesWithoutMandate(roles: readonly Role[]): Role[] {
  return roles.filter((role) => role !== 'deputy' && role !== 'leader');
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
  /** Made for somebody who had a password before. */
  isReset: boolean;
  /** Spent, or replaced by a newer one. */
  endedAt: number | null;
}

/**
 * The last moment of a card: an account's first one may lie in a drawer for sixty days, and lives for a day from the
 * first time its code was sent in; one in the place of a forgotten password lives for a day.
 */
export function cardEndsAt({ issuedAt, firstUsedAt, isReset }: Omit<CardTimes, 'endedAt'>): number {
  if (isReset) return issuedAt + DAY;
  return firstUsedAt === null ? issuedAt + 60 * DAY : firstUsedAt + DAY;
}

export function isCardGood(card: CardTimes, at: number): boolean {
  return card.endedAt === null && at <= cardEndsAt(card);
}

/** How an account stands: its first password still to be set with a card, in use, disabled for want of use, disabled. */
export const ACCOUNT_STATES = ['waiting', 'active', 'unused', 'disabled'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

export function accountState(
  account: { id: number; disabledAt: number | null; passwordHash: string | null },
  unused: ReadonlySet<number>,
): AccountState {
  if (account.disabledAt !== null) return 'disabled';
  if (account.passwordHash === null) return 'waiting';
  return unused.has(account.id) ? 'unused' : 'active';
}

function isUnused(lastUsedAt: number | null, at: number): boolean {
  return lastUsedAt !== null && at - lastUsedAt > 180 * DAY;
}

/** An account as far as its use is concerned. */
export interface UsedAccount {
  id: number;
  roles: readonly Role[];
  disabledAt: number | null;
  passwordHash: string | null;
  lastUsedAt: number | null;
}

/**
 * The accounts that are disabled because nobody used them for 180 days. Where all administrators would be among them,
 * the one who came last stays: somebody has to be able to let the others in again.
 */
export function unusedAccounts(accounts: readonly UsedAccount[], at: number): ReadonlySet<number> {
  const inService = accounts.filter((one) => one.disabledAt === null && one.passwordHash !== null);
  const unused = new Set(inService.filter((one) => isUnused(one.lastUsedAt, at)).map(({ id }) => id));
  const admins = inService.filter(({ roles }) => roles.includes('admin'));
  const last = admins.toSorted((a, b) => (b.lastUsedAt ?? 0) - (a.lastUsedAt ?? 0) || a.id - b.id)[0];
  if (last && admins.every(({ id }) => unused.has(id))) unused.delete(last.id);
  return unused;
}
