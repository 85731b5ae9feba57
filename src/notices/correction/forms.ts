import { z } from 'zod';
import { longText, requiredLongText } from '../../forms/fields.ts';
import { documentNumber } from '../forms.ts';

const list = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()).filter((text) => text !== ''));

/**
 * A correction as it is typed: the ticked differences by key, and a reason for each difference that is offered, under
 * `reason-` and its place in the list. `step`: look at what it comes to, or publish it.
 */
export function correctionForm(keys: readonly string[]) {
  const reasons = keys.map((_, index) => [`reason-${index}`, longText('这一项的原因', 300)] as const);
  return z
    .object({
      number: documentNumber('更正公告编号'),
      reason: requiredLongText('更正的原因', 500),
      lines: list,
      objections: list,
      step: z.enum(['preview', 'publish']).catch('preview'),
      ...Object.fromEntries(reasons),
    })
    .transform(({ number, reason, lines, objections, step, ...typed }) => {
      const reasonOf = (key: string): string => {
        const text = (typed as Record<string, unknown>)[`reason-${keys.indexOf(key)}`];
        return typeof text === 'string' ? text : '';
      };
      return {
        number,
        reason,
        objections,
        step,
        lines: lines.map((key) => ({ key, reason: reasonOf(key) })),
      };
    });
}
