import { z } from 'zod';
import { required } from '../forms/fields.ts';
import { passwordFault } from './rules.ts';
import { PASSWORD_FAULTS } from './labels.ts';

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

/** A new password for the account with this login name. */
export function newPassword(login: string) {
  return secret.superRefine((password, context) => {
    const fault = passwordFault(password, login);
    if (fault) context.addIssue({ code: 'custom', message: PASSWORD_FAULTS[fault] });
  });
}

export function passwordForm(login: string) {
  return z.object({
    current: secret.refine((text) => text !== '', '请填写现在的密码'),
    password: newPassword(login),
  });
}

export const loginName = required('登录名', 60).refine(
  (text) => /^[\w.@·\p{Script=Han}-]{2,60}$/u.test(text),
  '登录名用 2 个以上的汉字、字母或数字，中间不要有空格',
);
