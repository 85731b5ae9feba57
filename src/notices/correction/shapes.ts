import type { NoticeLine } from '../body.ts';

/** What of a deputy's line can be put right beside the records. */
export const NAMED_FIELDS = ['name', 'category'] as const;
export type NamedField = (typeof NAMED_FIELDS)[number];

/** What a record is now, as a line of the notice would tell it; without its worth, which the computation gives. */
export type RecordNow = Omit<NoticeLine, 'gross' | 'granted' | 'reason'>;

/**
 * Where the register differs from a published notice. `gone`: the register has the record no longer; `changed`: it has
 * it otherwise; `missing`: it has one more of that quarter, which counts nowhere; `late`: it has one more that came in
 * after the close (补登) and counts in its quarter of confirmation; `named`: the roster says otherwise.
 */
export type Difference =
  | {
      readonly code: 'gone' | 'changed' | 'missing' | 'late';
      readonly key: string;
      readonly deputy: string;
      readonly published: NoticeLine | null;
      readonly now: RecordNow | null;
    }
  | {
      readonly code: 'named';
      readonly key: string;
      readonly deputy: string;
      readonly field: NamedField;
      readonly before: string;
      readonly after: string;
    };
