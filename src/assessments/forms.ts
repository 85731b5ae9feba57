import { z } from 'zod';
import { requiredLongText } from '../forms/fields.ts';
import { parseHundredths } from '../lib/hundredths.ts';
import { codePoints, squeeze } from '../lib/text.ts';
import { SCORE_FAULTS } from './labels.ts';
import { faultOf, type Score, type ScoredItem, type Scores, type Sheet } from './sheet.ts';

const MOST_REASON = 200;

/** Names of an item's two fields. */
export const scoreField = ({ index }: ScoredItem): string => `score-${index}`;
export const reasonField = ({ index }: ScoredItem): string => `reason-${index}`;

const text = z.string().optional();

/** The scores of a step: each item's score and, where it differs from the computed one, a reason; all faults at once. */
export function scoreForm({ items }: Pick<Sheet, 'items'>) {
  return z
    .object({ version, ...fieldsOf(items) })
    .transform(({ version: seen, ...typed }, context): { scores: Scores; version: number } => {
      const scores = new Map<string, Score>();
      for (const item of items) {
        const read = readScore(item, typed);
        if ('fault' in read) context.addIssue({ code: 'custom', path: [read.field], message: read.fault });
        else scores.set(item.code, read.score);
      }
      return { scores, version: seen };
    });
}

const version = z
  .string()
  .optional()
  .transform((typed) => (/^\d{1,6}$/.test(typed ?? '') ? Number(typed) : 0));

function fieldsOf(items: readonly ScoredItem[]): Record<string, typeof text> {
  return Object.fromEntries(
    items.flatMap((item) => [scoreField(item), reasonField(item)]).map((name) => [name, text]),
  );
}

type Read = { score: Score } | { field: string; fault: string };

function readScore(item: ScoredItem, typed: Record<string, string | undefined>): Read {
  const raw = squeeze(typed[scoreField(item)] ?? '');
  const reason = squeeze(typed[reasonField(item)] ?? '');
  const hundredths = parseHundredths(raw);
  if (raw === '') return wrong(scoreField(item), SCORE_FAULTS.missing(item));
  if (hundredths === null) return wrong(scoreField(item), SCORE_FAULTS.unreadable(item));
  if (codePoints(reason) > MOST_REASON) return wrong(reasonField(item), SCORE_FAULTS['reason-long'](item));
  const score = { hundredths, reason };
  const fault = faultOf(item, score);
  if (fault === null) return { score };
  if (fault === 'out-of-bounds') return wrong(scoreField(item), SCORE_FAULTS[fault](item));
  return wrong(reasonField(item), SCORE_FAULTS['reason-missing'](item));
}

function wrong(field: string, fault: string): Read {
  return { field, fault };
}

/** The one tap: agreement with what was computed, or with the step before. */
export const agreementForm = z.object({
  version,
  agree: z
    .string()
    .optional()
    .transform((typed) => (typed === 'before' ? 'before' : 'computed')),
});

export const returnForm = z.object({ reason: requiredLongText('退回原因', 300) });

/** The deputies whom a member of the presidium saw as undisputed: certificate numbers. */
export const confirmationForm = z.object({
  deputy: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((typed) => (typed === undefined ? [] : [typed].flat())),
});
