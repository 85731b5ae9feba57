import type { DutyKind } from '../duties/rules.ts';
import type { Scheme } from './scheme.ts';

/**
 * The grades (等次) that a duty of this kind can be given: those of the item it counts under (points.md, "Record").
 * None when that item has fixed points, or when no item counts the kind.
 */
export function gradesFor(scheme: Scheme, kind: DutyKind, category: string | null): readonly string[] {
  const naming = scheme.items.filter((item) => item.kinds?.includes(kind));
  const fitting = naming.find(
    ({ categories }) => !categories || (category !== null && categories.includes(category)),
  );
  return Object.keys((fitting ?? naming[0])?.grades ?? {});
}

/** Whether the item that counts this kind wants supporting material (佐证) before a filing is confirmed. */
export function wantsEvidence(scheme: Scheme, kind: DutyKind): boolean {
  return scheme.items.find((item) => item.kinds?.includes(kind))?.evidence ?? false;
}
