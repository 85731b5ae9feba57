import type { Role } from '../db/schema/system.ts';

export type { Role };

/** A signed-in person as every lookup and page sees it. */
export interface Viewer {
  accountId: number;
  name: string;
  login: string;
  roles: readonly Role[];
  personId: number | null;
  unitId: number | null;
  mustChangePassword: boolean;
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

export type PasswordFault = 'too-short' | 'too-long' | 'too-common' | 'has-login';

const COMMON = [
  '12345678',
  '123456789',
  '1234567890',
  '11111111',
  '88888888',
  '66666666',
  'password',
  'qwertyui',
  'rd123456',
  'a1234567',
  'abc12345',
  '00000000',
  'admin123',
  'woaini1314',
];

/** Length and the obvious only; no composition rules. */
export function passwordFault(password: string, login: string): PasswordFault | null {
  const length = Array.from(password).length;
  if (length < 8) return 'too-short';
  if (length > 200) return 'too-long';
  const lower = password.toLowerCase();
  if (COMMON.includes(lower) || /^(.)\1*$/u.test(lower)) return 'too-common';
  if (login.length >= 4 && lower.includes(login.toLowerCase())) return 'has-login';
  return null;
}
