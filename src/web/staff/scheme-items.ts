import type { FastifyReply, FastifyRequest } from 'fastify';
import { listCategories } from '../../categories/store.ts';
import { compareItems } from '../../schemes/compare.ts';
import { addItem, changeItem, removeItem } from '../../schemes/editor/actions.ts';
import { faultsAtFields } from '../../schemes/editor/candidate.ts';
import { withItem, withItemChanged } from '../../schemes/editor/edits.ts';
import { itemForm, itemRemovalForm, type TypedItem } from '../../schemes/editor/forms.ts';
import { readItemForm, type ItemInput } from '../../schemes/editor/item-form.ts';
import { fitsForm, NEW_ITEM_VALUES, valuesOfItem } from '../../schemes/editor/item-values.ts';
import { itemTitle, NEW_ITEM_TITLE } from '../../schemes/editor/labels.ts';
import { markerOf } from '../../schemes/marker.ts';
import type { Scheme, SchemeItem } from '../../schemes/rules.ts';
import { findScheme, type SchemeRow } from '../../schemes/store.ts';
import { found, Refused } from '../../refusals.ts';
import { CLERK } from '../access.ts';
import { doing, emptyForm, formWithError, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, param, post, query, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { conflictOf, getDraft, unlessConflict, type Conflict } from './scheme-draft.ts';
import { itemChoices } from './scheme-item-choices.ts';

export const schemeItemRoutes: readonly Route[] = [
  get('/schemes/:id/items/new', CLERK, newItem),
  post('/schemes/:id/items/new', CLERK, createItem),
  get('/schemes/:id/items/:code', CLERK, editItem),
  post('/schemes/:id/items/:code', CLERK, updateItem),
  post('/schemes/:id/items/:code/removal', CLERK, createItemRemoval),
];

/** The page of an item's form: of a new one, or of one that is there. */
interface ItemPage {
  scheme: SchemeRow;
  item: SchemeItem | null;
  form: FormState;
  conflict?: Conflict;
}

/** Empty, in the section asked for, or filled as a copy of another item. */
async function newItem(request: FastifyRequest, reply: FastifyReply) {
  const scheme = await getDraft(request);
  const source = scheme.body.items.find(({ code }) => code === query(request, 'copy'));
  const section = query(request, 'section') || (scheme.body.sections[0]?.code ?? '');
  const values = source ? valuesOfItem(demandFitting(source)) : { ...NEW_ITEM_VALUES, section };
  return itemPage(request, reply, { scheme, item: null, form: emptyForm(values) });
}

async function createItem(request: FastifyRequest, reply: FastifyReply) {
  const scheme = await getDraft(request);
  return withItemTyped(request, reply, { scheme, item: null }, async (input) => {
    await addItem(doing(request), scheme.id, input);
    return goTo(reply, await placeOf(request, scheme.id, (body) => lastOf(body, input.section)), 'created');
  });
}

async function editItem(request: FastifyRequest, reply: FastifyReply) {
  const scheme = await getDraft(request);
  const item = demandFitting(found(itemAt(request, scheme)));
  return itemPage(request, reply, { scheme, item, form: emptyForm(valuesOfItem(item)) });
}

async function updateItem(request: FastifyRequest, reply: FastifyReply) {
  const scheme = await getDraft(request);
  const code = param(request, 'code');
  const item = itemAt(request, scheme) ?? null;
  return withItemTyped(request, reply, { scheme, item }, async (input, { seen }) =>
    unlessConflict(
      async () => {
        await changeItem(doing(request), scheme.id, code, seen, input);
        return goTo(reply, await placeOf(request, scheme.id, (body) => indexOf(body, code)));
      },
      (kind) => conflictPage(request, reply, kind, input),
    ),
  );
}

async function createItemRemoval(request: FastifyRequest, reply: FastifyReply) {
  const { id } = await getDraft(request);
  return submitForm(
    request,
    itemRemovalForm,
    {},
    {
      wrong: () => editItem(request, reply),
      right: async ({ seen }) => {
        await removeItem(doing(request), id, param(request, 'code'), seen);
        return goTo(reply, `/desk/schemes/${id}`, 'removed');
      },
    },
  );
}

const itemAt = (request: FastifyRequest, { body }: SchemeRow): SchemeItem | undefined =>
  body.items.find(({ code }) => code === param(request, 'code'));

function demandFitting(item: SchemeItem): SchemeItem {
  if (fitsForm(item)) return item;
  throw new Refused('scheme-too-many-rows', { title: item.title });
}

const indexOf = (body: Scheme, code: string): number => body.items.findIndex((item) => item.code === code);
const lastOf = (body: Scheme, section: string): number =>
  body.items.findLastIndex((item) => item.section === section);

/** The draft's page, at the item. */
async function placeOf(
  request: FastifyRequest,
  id: number,
  index: (body: Scheme) => number,
): Promise<string> {
  const { body } = found(await findScheme(request.register.store.read, id));
  return `/desk/schemes/${id}#item-${index(body) + 1}`;
}

/** Goes on with the item that was typed, or back to the form with everything that is wrong with it. */
async function withItemTyped(
  request: FastifyRequest,
  reply: FastifyReply,
  at: Omit<ItemPage, 'form'>,
  right: (input: ItemInput, typed: TypedItem) => Promise<unknown>,
): Promise<unknown> {
  const wrong = (form: FormState) => itemPage(request, reply, { ...at, form }, 422);
  return submitForm(
    request,
    itemForm,
    {},
    {
      wrong,
      right: async (typed) => {
        const ground = await groundOf(request, at);
        const read = readItemForm(typed, ground);
        if (!read.ok) return wrong(formWithError(request, read.errors));
        const faults = faultsWith(at, read.item);
        if (Object.keys(faults).length > 0) return wrong(formWithError(request, faults));
        return right(read.item, typed);
      },
    },
  );
}

async function groundOf(request: FastifyRequest, { scheme, item }: Omit<ItemPage, 'form'>) {
  const categories = (await listCategories(request.register.store.read)).map(({ name }) => name);
  const unknown = (item?.categories ?? []).filter((name) => !categories.includes(name));
  return {
    sections: scheme.body.sections.map(({ code }) => code),
    categories: [...categories, ...unknown],
    unknown,
  };
}

/** A code that no item has, for one that is not there yet. */
const UNNAMED = '?';

function faultsWith({ scheme, item }: Omit<ItemPage, 'form'>, input: ItemInput): Record<string, string> {
  const whole = { code: item?.code ?? UNNAMED, ...input };
  const candidate = item ? withItemChanged(scheme.body, whole) : withItem(scheme.body, whole);
  return faultsAtFields(candidate, whole.code);
}

/** What was typed, beside what stands there by now. */
async function conflictPage(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: 'changed' | 'gone',
  input: ItemInput,
): Promise<unknown> {
  const scheme = await getDraft(request);
  const item = itemAt(request, scheme) ?? null;
  const titleOf = (section: string) => scheme.body.sections.find(({ code }) => code === section)?.title ?? '';
  const typed: SchemeItem = { code: item?.code ?? UNNAMED, ...input };
  const changes = item ? compareItems([item, titleOf(item.section)], [typed, titleOf(typed.section)]) : [];
  const form = formWithError(request, {});
  return itemPage(request, reply, { scheme, item, form, conflict: conflictOf(kind, changes) }, 409);
}

async function itemPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { scheme, item, form, conflict }: ItemPage,
  status = 200,
) {
  const ground = await groundOf(request, { scheme, item });
  const address = `/desk/schemes/${scheme.id}/items/`;
  const model = {
    scheme,
    title: item ? itemTitle(item.title) : NEW_ITEM_TITLE,
    action: address + (item ? encodeURIComponent(item.code) : 'new'),
    isNew: item === null,
    // A form that came back keeps the marker that it was opened on, until its sender has been told of the change.
    seen: (conflict ? undefined : form.values['seen']) ?? (item ? markerOf(item) : ''),
    now: item ? markerOf(item) : '',
    form,
    conflict: conflict ?? null,
    unknownCategories: ground.unknown,
    ...itemChoices(scheme.body, item, ground.categories),
  };
  return page(reply, 'staff/schemes/item', model, status);
}
