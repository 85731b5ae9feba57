import { z } from 'zod';
import { longText, optional } from '../forms/fields.ts';

export const closingForm = z.object({
  number: optional('公示编号', 40),
  openReason: longText('未办结原因', 500),
});
