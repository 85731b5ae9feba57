import type { FastifyRequest } from 'fastify';
import { hasClosedQuarter } from '../../schemes/actions.ts';
import type { FieldChange } from '../../schemes/compare.ts';
import { CONFLICT_TEXTS } from '../../schemes/editor/labels.ts';
import { checkSchemeStep } from '../../schemes/procedure.ts';
import { findScheme, type SchemeRow } from '../../schemes/store.ts';
import { found, Refused } from '../../refusals.ts';
import { idParam } from '../routes.ts';

export async function getScheme(request: FastifyRequest): Promise<SchemeRow> {
  return found(await findScheme(request.register.store.read, idParam(request)));
}

/** A scheme that can still be changed; for any other a refusal that says why not. */
export async function getDraft(request: FastifyRequest): Promise<SchemeRow> {
  const scheme = await getScheme(request);
  const quarterClosed = await hasClosedQuarter(request.register.store.read, scheme.year);
  const standing = { state: scheme.state, quarterClosed };
  const check = checkSchemeStep(request.viewer?.roles ?? [], standing, 'change');
  if (!check.ok) throw new Refused(check.reason, { year: scheme.year, version: scheme.version });
  return scheme;
}

/** What somebody else did meanwhile: what stands in the register now beside what was typed. */
export interface Conflict {
  text: string;
  /** `before` stands in the register, `after` was typed. */
  changes: readonly FieldChange[];
}

/** Does it, unless somebody else changed or removed the part meanwhile: then the form comes back with both. */
export async function unlessConflict(
  save: () => Promise<unknown>,
  conflict: (kind: keyof typeof CONFLICT_TEXTS) => Promise<unknown>,
): Promise<unknown> {
  try {
    return await save();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.reason === 'scheme-part-changed' || error.reason === 'scheme-changed-since')
      return conflict('changed');
    if (error.reason === 'scheme-part-gone') return conflict('gone');
    throw error;
  }
}

export const conflictOf = (kind: keyof typeof CONFLICT_TEXTS, changes: readonly FieldChange[]): Conflict => ({
  text: CONFLICT_TEXTS[kind],
  changes,
});
