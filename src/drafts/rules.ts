/** Form draft (没写完的表): what somebody has typed and not sent; nobody else sees it, and it is no part of the register. */
export const DRAFT_FORMS = ['filing'] as const;
export type DraftForm = (typeof DRAFT_FORMS)[number];

/** Whose, of which form, and of what: '' for something new. */
export interface DraftKey {
  readonly accountId: number;
  readonly form: DraftForm;
  readonly subject: string;
}

export type DraftValues = Record<string, string>;

/** Longer than any field takes: it is kept to be put right, not to be lost. */
const LONGEST = 10_000;

/** What is worth keeping of what came in: the form's own fields, as text. */
export function keptValues(typed: Readonly<Record<string, unknown>>, fields: readonly string[]): DraftValues {
  return Object.fromEntries(
    fields.flatMap((name) => {
      const value = typed[name];
      return typeof value === 'string' ? [[name, value.slice(0, LONGEST)]] : [];
    }),
  );
}
