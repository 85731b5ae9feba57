import { z } from 'zod';
import { choice, ids, optional, optionalId, required } from '../forms/fields.ts';
import { MISSING_LINKS, PASSWORD_FAULTS } from './labels.ts';
import { LOGIN_RULES, isLoginName } from './logins.ts';
import { passwordFault, type OwnWords } from './password-rules.ts';
import { missingLink, ROLES, type Role } from './rules.ts';

/** Passwords are taken exactly as typed. */
const secret = z
  .string()
  .optional()
  .transform((text) => text ?? '');

export const signInForm = z.object({
  login: required('登录名', 60),
  password: secret.refine((text) => text !== '', '请填写密码'),
  next: z
    .string()
    .optional()
    .transform((text) => text ?? ''),
});

/** A new password for somebody of whom this is known. */
export function newPassword(own: OwnWords) {
  return secret.superRefine((password, context) => {
    const fault = passwordFault(password, own);
    if (fault) context.addIssue({ code: 'custom', message: PASSWORD_FAULTS[fault] });
  });
}

export function passwordForm(own: OwnWords) {
  return z.object({
    current: secret.refine((text) => text !== '', '请填写现在的密码'),
    password: newPassword(own),
  });
}

export const loginName = required('登录名', 60).refine(
  isLoginName,
  '登录名用 2 个以上的汉字、字母或数字，中间不要有空格',
);

const roles = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => ROLES.filter((role) => [value ?? []].flat().includes(role)))
  .refine((chosen: readonly Role[]) => chosen.length > 0, '请至少选择一个角色');

const accountFields = {
  name: optional('姓名', 50),
  roles,
  personId: optionalId('代表'),
  unitId: optionalId('承办单位'),
};

interface AccountFields {
  name: string;
  roles: readonly Role[];
  personId: number | null;
  unitId: number | null;
}

/** The name of a deputy need not be typed again; what the roles need must be chosen. */
function checkAccount(account: AccountFields, context: z.RefinementCtx): void {
  const { name, personId, unitId } = account;
  if (name === '' && personId === null)
    context.addIssue({ code: 'custom', path: ['name'], message: '请填写姓名' });
  const missing = missingLink({ roles: account.roles ?? [], personId, unitId });
  if (missing === null) return;
  const path = [missing === 'needs-person' ? 'personId' : 'unitId'];
  context.addIssue({ code: 'custom', path, message: MISSING_LINKS[missing] });
}

export const accountForm = z.object(accountFields).superRefine(checkAccount);

export const newAccountForm = z.object({ ...accountFields, login: loginName }).superRefine(checkAccount);

/** A code as it is typed from a card. */
const cardCode = required('登录码', 100);

export const cardForm = z.object({ code: cardCode });

/** What a card's page sends, before it is known whose card it is. */
export const sentCardForm = z.object({ code: cardCode, password: secret });

export function cardPasswordForm(own: OwnWords) {
  return z.object({ code: cardCode, password: newPassword(own) });
}

/** Deputies who get an account each, and how their login names are made. */
export const bulkForm = z.object({
  rule: choice('登录名的取法', LOGIN_RULES),
  deputy: ids('代表'),
});

/** Accounts that get a new card each. */
export const reissueForm = z.object({ account: ids('账号') });

export const deviceForm = z.object({ device: z.string().regex(/^[0-9a-f]{16}$/) });
