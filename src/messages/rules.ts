/** Message (消息): what the app tells a person or a unit. The words for each kind are in labels.ts. */
export const MESSAGE_KINDS = [
  'filing-confirmed',
  'filing-returned',
  'filing-voided',
  'invited',
  'leave-approved',
  'leave-refused',
  'notice-published',
  'notice-corrected',
  'objection-answered',
  'assessment-due',
  'assessment-final',
  'proposal-changed',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** Exactly one of the two: a person of the roster, whether or not they have an account yet, or a unit. */
export type Recipient = { readonly personId: number } | { readonly unitId: number };

export interface NewMessage {
  readonly kind: MessageKind;
  /** Noun of domain.md and the natural key of what it is about. */
  readonly subject: readonly [type: string, key: string];
  /** What the words need beside the subject, such as `title` or `reason`. */
  readonly detail?: Readonly<Record<string, string>>;
}

const YEAR = 366 * 24 * 60 * 60 * 1000;

/** Messages are kept for a year; before this instant there are none. */
export const keptSince = (at: number): number => at - YEAR;
