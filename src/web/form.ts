import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Doing, Once } from '../db/write.ts';

/** What was typed, as it goes back into the page. */
export type FormValues = Record<string, string | string[]>;

/** The state of a form on a page: its values and, by field, what is wrong with them. */
export interface FormState {
  values: FormValues;
  errors: Record<string, string>;
}

export type ParsedForm<T> = { ok: true; value: T } | { ok: false; form: FormState };

export function emptyForm(values: FormValues = {}): FormState {
  return { values, errors: {} };
}

/** A form with one message that no single field is to blame for. */
export function formWithError(request: FastifyRequest, errors: Record<string, string>): FormState {
  return { values: typedValues(request.body), errors };
}

/** Checks a posted form and gives every error at once, in the order of the fields. */
export function parseForm<T>(schema: z.ZodType<T>, request: FastifyRequest): ParsedForm<T> {
  const values = typedValues(request.body);
  const result = schema.safeParse(values);
  if (result.success) return { ok: true, value: result.data };
  const errors: Record<string, string> = {};
  for (const issue of result.error.issues) errors[issue.path.join('.') || '_form'] ??= issue.message;
  return { ok: false, form: { values, errors } };
}

/** Only strings and lists of strings come from a form; our own hidden fields are left out. */
function typedValues(body: unknown): FormValues {
  const values: FormValues = {};
  for (const [name, value] of Object.entries((body ?? {}) as Record<string, unknown>)) {
    if (name.startsWith('_')) continue;
    if (typeof value === 'string') values[name] = value;
    else if (Array.isArray(value)) values[name] = value.filter((item) => typeof item === 'string');
  }
  return values;
}

/** Who does what, when, from which form: the first argument of every action. */
export function doing(request: FastifyRequest): Doing {
  const { server, viewer } = request;
  const actor = {
    accountId: viewer?.accountId ?? null,
    name: viewer?.name ?? '访客',
    via: 'web',
    ip: request.ip,
    requestId: request.id,
  } as const;
  return { store: server.store, actor, at: server.clock(), once: onceOf(request) };
}

function onceOf(request: FastifyRequest): Once | undefined {
  const key = (request.body as Record<string, unknown> | undefined)?.['_key'];
  if (typeof key !== 'string' || !/^[\w-]{16,64}$/.test(key)) return undefined;
  const fingerprint = createHash('sha256')
    .update(`${request.url}\n${JSON.stringify(typedValues(request.body))}`)
    .digest('hex');
  return { key, accountId: request.viewer?.accountId ?? 0, fingerprint };
}
