import { z } from 'zod';
import { longText, optional } from '../forms/fields.ts';

/** 文号: left out, or written in full. */
export const documentNumber = (label: string) =>
  optional(label, 40).refine(
    (text) => !/〕\s*号$/u.test(text),
    `${label}还没有填完整：在“〕”和“号”之间填上序号；没有编号的请清空`,
  );

export const closingForm = z.object({
  number: documentNumber('公示编号'),
  openReason: longText('未办结原因', 500),
});
