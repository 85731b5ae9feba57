import { write, type Doing } from '../../db/write.ts';
import { Refused } from '../../refusals.ts';
import { schemeKey, takeStep } from '../actions.ts';
import { markerOf } from '../marker.ts';
import { checkScheme, type Scheme, type SchemeItem, type SchemeSection } from '../rules.ts';
import { listSchemes, updateScheme } from '../store.ts';
import { nextCode } from './codes.ts';
import {
  orderOf,
  partAt,
  withHead,
  withItem,
  withItemChanged,
  withItemMoved,
  withoutItem,
  withoutSection,
  withSection,
  withSectionChanged,
  withSectionMoved,
  type Direction,
  type SchemeHead,
} from './edits.ts';
import type { SectionInput } from './forms.ts';
import type { ItemInput } from './item-form.ts';
import { itemTrail, orderTrail, sectionTrail, type Trail } from './trail.ts';

/** An edit of a draft, and what the trail says of it. Refused by throwing; decided inside the write. */
type Edit = (body: Scheme, others: readonly Scheme[]) => { body: Scheme; trail: Trail };

async function editDraft(doing: Doing, id: number, edit: Edit): Promise<void> {
  await write(doing, async (tx) => {
    const scheme = await takeStep(tx, doing, id, 'change');
    const others = (await listSchemes(tx)).map((row) => row.body);
    const { body, trail } = edit(scheme.body, others);
    // The form has checked this already, on the draft as it was a moment ago.
    if (!checkScheme(body).ok) throw new Refused('scheme-edit-collides');
    await updateScheme(tx, id, { title: body.title, body });
    tx.record({ kind: 'scheme.changed', subject: ['scheme', schemeKey(scheme)], ...trail });
  });
}

/** `seen` is the marker of the part that the form was opened on. */
function demandUnchanged(now: unknown, seen: string): void {
  if (markerOf(now) !== seen) throw new Refused('scheme-part-changed');
}

export const headOf = ({ title, base, floor, cap }: Scheme): SchemeHead => ({ title, base, floor, cap });

export async function changeHead(doing: Doing, id: number, seen: string, head: SchemeHead): Promise<void> {
  await editDraft(doing, id, (body) => {
    const before = headOf(body);
    demandUnchanged(before, seen);
    return { body: withHead(body, head), trail: { before, after: head } };
  });
}

export async function addSection(doing: Doing, id: number, input: SectionInput): Promise<void> {
  await editDraft(doing, id, (body, others) => {
    const section = sectionOf(nextCode('sections', others), input);
    return { body: withSection(body, section), trail: sectionTrail(null, section) };
  });
}

export async function changeSection(
  doing: Doing,
  id: number,
  code: string,
  seen: string,
  input: SectionInput,
): Promise<void> {
  await editDraft(doing, id, (body) => {
    const before = partAt(body, 'sections', code);
    demandUnchanged(before, seen);
    const section = sectionOf(code, input);
    return { body: withSectionChanged(body, section), trail: sectionTrail(before, section) };
  });
}

/** A section from its form; what was left out is absent, as in a pasted one. */
export function sectionOf(code: string, { title, cap, base, floor }: SectionInput): SchemeSection {
  return { code, title, cap, ...(base === null ? {} : { base }), ...(floor === null ? {} : { floor }) };
}

/** Removes a section; its items go with it, or into section `moveTo`. */
export async function removeSection(
  doing: Doing,
  id: number,
  code: string,
  seen: string,
  moveTo: string | null,
): Promise<void> {
  await editDraft(doing, id, (body) => {
    demandUnchanged(sectionWithItems(body, code), seen);
    const before = partAt(body, 'sections', code);
    return { body: withoutSection(body, code, moveTo), trail: sectionTrail(before, null) };
  });
}

/** What goes when a section goes. */
export const sectionWithItems = (body: Scheme, code: string): unknown => [
  partAt(body, 'sections', code),
  body.items.filter((item) => item.section === code),
];

export async function moveSection(
  doing: Doing,
  id: number,
  code: string,
  seen: string,
  direction: Direction,
): Promise<void> {
  await reorderDraft(doing, id, seen, (body) => withSectionMoved(body, code, direction));
}

export async function moveItem(
  doing: Doing,
  id: number,
  code: string,
  seen: string,
  direction: Direction,
): Promise<void> {
  await reorderDraft(doing, id, seen, (body) => withItemMoved(body, code, direction));
}

/** Refuses where the order is no longer the one that was seen. */
async function reorderDraft(
  doing: Doing,
  id: number,
  seen: string,
  reordered: (body: Scheme) => Scheme,
): Promise<void> {
  await editDraft(doing, id, (body) => {
    if (markerOf(orderOf(body)) !== seen) throw new Refused('scheme-order-changed');
    const after = reordered(body);
    return { body: after, trail: orderTrail(body, after) };
  });
}

/** Adds an item behind those of its section. */
export async function addItem(doing: Doing, id: number, input: ItemInput): Promise<void> {
  await editDraft(doing, id, (body, others) => {
    partAt(body, 'sections', input.section);
    const item = { code: nextCode('items', others), ...input };
    return { body: withItem(body, item), trail: itemTrail(body, null, item) };
  });
}

export async function changeItem(
  doing: Doing,
  id: number,
  code: string,
  seen: string,
  input: ItemInput,
): Promise<void> {
  await editDraft(doing, id, (body) => {
    const before = partAt(body, 'items', code);
    demandUnchanged(before, seen);
    const item: SchemeItem = { code, ...input };
    return { body: withItemChanged(body, item), trail: itemTrail(body, before, item) };
  });
}

export async function removeItem(doing: Doing, id: number, code: string, seen: string): Promise<void> {
  await editDraft(doing, id, (body) => {
    const before = partAt(body, 'items', code);
    demandUnchanged(before, seen);
    return { body: withoutItem(body, code), trail: itemTrail(body, before, null) };
  });
}
