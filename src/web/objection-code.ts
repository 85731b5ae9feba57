import { createHmac, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { followCode } from '../objections/codes.ts';
import { doing } from './form.ts';

/**
 * The code by which whoever sends this form can follow the objection. It comes from the form's once-only key, so that
 * a form sent twice shows one code although only its hash is kept; nobody without this process's secret can make it.
 */
export function codeOfForm(request: FastifyRequest): string {
  const key = doing(request).once?.key ?? randomBytes(24).toString('base64url');
  const bytes = createHmac('sha256', request.register.formSecret).update(`objection ${key}`).digest();
  return followCode(bytes);
}
