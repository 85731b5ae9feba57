import { z } from 'zod';
import { requiredId } from '../forms/fields.ts';
import { toHalfWidth } from '../lib/text.ts';

/** The six digits on the wall, however they were typed. */
export const codeForm = z.object({
  code: z
    .string()
    .optional()
    .transform((text) => toHalfWidth(text ?? '').replace(/\s/g, ''))
    .refine((text) => /^\d{6}$/.test(text), '请填写大屏幕上的 6 位数字'),
});

/** What a page with a scanned code carries. */
export const ticketForm = z.object({
  ticket: z
    .string()
    .optional()
    .transform((text) => text ?? ''),
});

/** Staff sign in, or take back, one deputy. */
export const deputyForm = z.object({ deputy: requiredId('代表') });
