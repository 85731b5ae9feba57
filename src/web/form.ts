import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { VISITOR_NAME } from '../audit/labels.ts';
import type { Doing, Once } from '../db/write.ts';
import type { Meanwhile } from './edits.ts';
import { expectFields, shapeOf } from './strange-fields.ts';

/** What was typed, as it goes back into the page. */
export type FormValues = Record<string, string | string[]>;

/** The state of a form on a page: its values and, by field, what is wrong with them. */
export interface FormState {
  values: FormValues;
  errors: Record<string, string>;
  /** On the page of an edit: the seal of what stood there when it was opened (seal.ts). */
  seen?: string | undefined;
  /** Somebody else has saved since then: in place of the form, page.ts shows both versions. */
  meanwhile?: Meanwhile | undefined;
}

export type ParsedForm<T> = { ok: true; value: T } | { ok: false; form: FormState };

export function emptyForm(values: FormValues = {}): FormState {
  return { values, errors: {} };
}

/** A form with one message that no single field is to blame for. */
export function formWithError(request: FastifyRequest, errors: Record<string, string>): FormState {
  return { values: typedValues(request.body), errors, seen: ownField(request, '_seen') };
}

/** One of the fields that are ours and not the form's. */
export function ownField({ body }: FastifyRequest, name: string): string | undefined {
  const value = (body as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value : undefined;
}

/**
 * Checks a posted form and gives every error at once, in the order of the fields. A sheet's fields are not in its
 * schema; `lines` says how they are named. `values` instead of what was posted: for what a form sends in another shape.
 */
export function parseForm<T>(
  schema: z.ZodType<T>,
  request: FastifyRequest,
  { values = typedValues(request.body), lines }: { values?: FormValues; lines?: RegExp } = {},
): ParsedForm<T> {
  expectFields(request, [...Object.keys(shapeOf(schema)), ...(lines ? [lines] : [])]);
  const result = schema.safeParse(values);
  if (result.success) return { ok: true, value: result.data };
  const errors: Record<string, string> = {};
  for (const issue of inFieldOrder(schema, result.error.issues))
    errors[issue.path.join('.') || '_form'] ??= issue.message;
  return { ok: false, form: { values, errors, seen: ownField(request, '_seen') } };
}

/** What compares two fields is checked last, and said where the later field stands. */
function inFieldOrder(schema: z.ZodType, issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] {
  const names = Object.keys(shapeOf(schema));
  const place = (issue: z.core.$ZodIssue) => names.indexOf(String(issue.path[0]));
  return issues.toSorted((a, b) => place(a) - place(b));
}

/** Only strings and lists of strings come from a form; our own hidden fields are left out. */
export function typedValues(body: unknown): FormValues {
  const values: FormValues = {};
  for (const [name, value] of Object.entries((body ?? {}) as Record<string, unknown>)) {
    if (name.startsWith('_')) continue;
    if (typeof value === 'string') values[name] = value;
    else if (Array.isArray(value)) values[name] = value.filter((item) => typeof item === 'string');
  }
  return values;
}

const SECRET = /password|^current$/i;

/** What was typed, flat and in order, to be sent again by another page; never a password. */
export function typedFields(body: unknown): { name: string; value: string }[] {
  return Object.entries(typedValues(body))
    .filter(([name]) => !SECRET.test(name))
    .flatMap(([name, value]) => [value].flat().map((item) => ({ name, value: item })));
}

/** Who does what, when, from which form: the first argument of every action. */
export function doing(request: FastifyRequest): Doing {
  const { register, viewer } = request;
  const actor = {
    accountId: viewer?.accountId ?? null,
    name: viewer?.name ?? VISITOR_NAME,
    via: 'web',
    ip: request.ip,
    requestId: request.id,
  } as const;
  return { store: register.store, actor, at: register.clock(), once: onceOf(request) };
}

function onceOf(request: FastifyRequest): Once | undefined {
  const key = ownField(request, '_key');
  if (key === undefined || !/^[\w-]{16,64}$/.test(key)) return undefined;
  return { key, accountId: request.viewer?.accountId ?? 0, fingerprint: fingerprintOf(request) };
}

/** Of everything that was sent but passwords: this digest is stored, and a fast digest of a password is no secret. */
function fingerprintOf({ url, body, uploads }: FastifyRequest): string {
  const files = uploads.map(({ fileName, sha256 }) => [fileName, sha256]);
  return createHash('sha256')
    .update(`${url}\n${JSON.stringify([typedFields(body), editFields(body)])}\n${JSON.stringify(files)}`)
    .digest('hex');
}

/** What a form says of what it showed and of what was chosen of two versions (edits.ts), to be sent again. */
export function editFields(body: unknown): { name: string; value: string }[] {
  return Object.entries((body ?? {}) as Record<string, unknown>)
    .filter(([name]) => /^_(?:seen$|take$|use-)/.test(name))
    .map(([name, value]) => ({ name, value: String(value) }));
}
