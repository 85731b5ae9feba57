import { z } from 'zod';
import { longText, optional, optionalDay } from '../forms/fields.ts';
import type { Day } from '../lib/dates.ts';
import { toHalfWidth } from '../lib/text.ts';

const MOST_PLACES = 500;

/** Empty and 0 both say: only the invited. */
const places = optional('报名名额', 10)
  .transform((text) => (text === '' ? '0' : toHalfWidth(text)))
  .refine(
    (text) => /^\d{1,3}$/.test(text) && Number(text) <= MOST_PLACES,
    `报名名额请填 0 到 ${MOST_PLACES} 之间的整数`,
  )
  .transform((text) => (Number(text) === 0 ? null : Number(text)));

/** An invitation (活动通知) as it is published. */
export function invitationForm(today: Day) {
  return z.object({
    time: optional('时间', 40),
    words: longText('通知内容', 1000),
    answerBy: optionalDay('答复截止日期', today),
    places,
  });
}
