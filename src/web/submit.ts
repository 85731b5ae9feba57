import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Refused } from '../refusals.ts';
import { ownField, parseForm, typedValues, type FormState, type FormValues } from './form.ts';
import { noteRefusal } from './refusal-notes.ts';
import { refusalText } from './refusal-texts.ts';

/**
 * One submission of a form: `right` with what was typed in order, or `wrong` with every message and all that was
 * typed. A refusal by the action goes to its field when `refusalFields` names one, else to the page of refusals.
 */
export async function submitForm<T>(
  request: FastifyRequest,
  schema: z.ZodType<T>,
  refusalFields: Readonly<Record<string, string>>,
  then: Then<T>,
): Promise<unknown> {
  return submitValues(request, typedValues(request.body), schema, refusalFields, then);
}

interface Then<T> {
  right(value: T): Promise<unknown>;
  wrong(form: FormState): Promise<unknown>;
}

/** The same with values that are not all typed: of two versions something was taken from the other (edits.ts). */
export async function submitValues<T>(
  request: FastifyRequest,
  values: FormValues,
  schema: z.ZodType<T>,
  refusalFields: Readonly<Record<string, string>>,
  then: Then<T>,
): Promise<unknown> {
  const parsed = parseForm(schema, request, { values });
  if (!parsed.ok) return then.wrong(parsed.form);
  try {
    return await then.right(parsed.value);
  } catch (error) {
    const field = error instanceof Refused ? refusalFields[error.reason] : undefined;
    if (!(error instanceof Refused) || field === undefined) throw error;
    await noteRefusal(request, error);
    const errors = { [field]: refusalText(error) };
    return then.wrong({ values, errors, seen: ownField(request, '_seen') });
  }
}
