import type { FastifyReply, FastifyRequest } from 'fastify';
import { compareHeads, compareSections } from '../../schemes/compare.ts';
import {
  addSection,
  changeHead,
  changeSection,
  headOf,
  moveItem,
  moveSection,
  removeSection,
  sectionOf,
  sectionWithItems,
} from '../../schemes/editor/actions.ts';
import {
  headForm,
  orderForm,
  REMOVED_TOO,
  sectionForm,
  sectionRemovalForm,
  type SectionInput,
} from '../../schemes/editor/forms.ts';
import { itemTitle, movedToText, NEW_SECTION_TITLE, removedTooText } from '../../schemes/editor/labels.ts';
import { markerOf } from '../../schemes/marker.ts';
import type { SchemeSection } from '../../schemes/rules.ts';
import { findScheme, type SchemeRow } from '../../schemes/store.ts';
import { found, NotFound } from '../../refusals.ts';
import { CLERK } from '../access.ts';
import { doing, emptyForm, formWithError, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, param, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { conflictOf, getDraft, unlessConflict, type Conflict } from './scheme-draft.ts';

/** Head, sections and order of a draft. */
export const schemePartRoutes: readonly Route[] = [
  get('/schemes/:id/head', CLERK, editHead),
  post('/schemes/:id/head', CLERK, updateHead),
  get('/schemes/:id/sections/new', CLERK, newSection),
  post('/schemes/:id/sections/new', CLERK, createSection),
  get('/schemes/:id/sections/:code', CLERK, editSection),
  post('/schemes/:id/sections/:code', CLERK, updateSection),
  post('/schemes/:id/sections/:code/removal', CLERK, createSectionRemoval),
  post('/schemes/:id/order', CLERK, updateOrder),
];

const text = (value: number | null | undefined): string => String(value ?? '');

async function editHead(request: FastifyRequest, reply: FastifyReply) {
  const scheme = await getDraft(request);
  const { title, base, floor, cap } = scheme.body;
  const values = { title, base: base === 0 ? '' : text(base), floor: text(floor), cap: text(cap) };
  return headPage(reply, scheme, emptyForm(values));
}

async function updateHead(request: FastifyRequest, reply: FastifyReply) {
  const scheme = await getDraft(request);
  return submitForm(
    request,
    headForm,
    {},
    {
      wrong: (form) => headPage(reply, scheme, form, 422),
      right: async ({ seen, ...head }) =>
        unlessConflict(
          async () => {
            await changeHead(doing(request), scheme.id, seen, head);
            return goTo(reply, `/desk/schemes/${scheme.id}`);
          },
          async (kind) => {
            const now = await getDraft(request);
            const conflict = conflictOf(kind, compareHeads(now.body, head));
            return headPage(reply, now, formWithError(request, {}), 409, conflict);
          },
        ),
    },
  );
}

function headPage(
  reply: FastifyReply,
  scheme: SchemeRow,
  form: FormState,
  status = 200,
  conflict: Conflict | null = null,
) {
  const now = markerOf(headOf(scheme.body));
  const seen = (conflict ? undefined : form.values['seen']) ?? now;
  return page(reply, 'staff/schemes/head', { scheme, form, conflict, seen }, status);
}

/** The page of a section's form: of a new one, or of one that is there. */
interface SectionPage {
  scheme: SchemeRow;
  section: SchemeSection | null;
  form: FormState;
  conflict?: Conflict;
}

async function newSection(request: FastifyRequest, reply: FastifyReply) {
  return sectionPage(reply, { scheme: await getDraft(request), section: null, form: emptyForm() });
}

async function createSection(request: FastifyRequest, reply: FastifyReply) {
  const scheme = await getDraft(request);
  return submitForm(
    request,
    sectionForm,
    {},
    {
      wrong: (form) => sectionPage(reply, { scheme, section: null, form }, 422),
      right: async ({ seen: _seen, ...input }) => {
        await addSection(doing(request), scheme.id, input);
        const { body } = found(await findScheme(request.register.store.read, scheme.id));
        return goTo(reply, `/desk/schemes/${scheme.id}#section-${body.sections.length}`, 'created');
      },
    },
  );
}

async function editSection(request: FastifyRequest, reply: FastifyReply) {
  const scheme = await getDraft(request);
  const section = found(sectionAt(request, scheme));
  return sectionPage(reply, { scheme, section, form: emptyForm(valuesOf(section)) });
}

const valuesOf = ({ title, cap, base, floor }: SchemeSection) => ({
  title,
  cap: text(cap),
  base: text(base),
  floor: text(floor),
});

async function updateSection(request: FastifyRequest, reply: FastifyReply) {
  const scheme = await getDraft(request);
  const code = param(request, 'code');
  const section = sectionAt(request, scheme) ?? null;
  return submitForm(
    request,
    sectionForm,
    {},
    {
      wrong: (form) => sectionPage(reply, { scheme, section, form }, 422),
      right: async ({ seen, ...input }) =>
        unlessConflict(
          async () => {
            await changeSection(doing(request), scheme.id, code, seen, input);
            const index = scheme.body.sections.findIndex((one) => one.code === code);
            return goTo(reply, `/desk/schemes/${scheme.id}#section-${index + 1}`);
          },
          (kind) => sectionConflict(request, reply, kind, input),
        ),
    },
  );
}

async function sectionConflict(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: 'changed' | 'gone',
  input: SectionInput,
) {
  const scheme = await getDraft(request);
  const section = sectionAt(request, scheme) ?? null;
  const changes = section ? compareSections(section, sectionOf(section.code, input)) : [];
  const form = formWithError(request, {});
  return sectionPage(reply, { scheme, section, form, conflict: conflictOf(kind, changes) }, 409);
}

async function createSectionRemoval(request: FastifyRequest, reply: FastifyReply) {
  const scheme = await getDraft(request);
  const code = param(request, 'code');
  const section = sectionAt(request, scheme) ?? null;
  return submitForm(
    request,
    sectionRemovalForm,
    {},
    {
      wrong: ({ errors }) => {
        const form = { values: section ? valuesOf(section) : {}, errors };
        return sectionPage(reply, { scheme, section, form }, 422);
      },
      right: async ({ items, seen }) => {
        await removeSection(doing(request), scheme.id, code, seen, items === REMOVED_TOO ? null : items);
        return goTo(reply, `/desk/schemes/${scheme.id}`, 'removed');
      },
    },
  );
}

const sectionAt = (request: FastifyRequest, { body }: SchemeRow): SchemeSection | undefined =>
  body.sections.find(({ code }) => code === param(request, 'code'));

function sectionPage(reply: FastifyReply, { scheme, section, form, conflict }: SectionPage, status = 200) {
  const { body, id } = scheme;
  const items = body.items.filter((item) => item.section === section?.code);
  const others = body.sections.filter(({ code }) => code !== section?.code);
  const address = `/desk/schemes/${id}/sections/${section ? encodeURIComponent(section.code) : 'new'}`;
  const model = {
    scheme,
    title: section ? itemTitle(section.title) : NEW_SECTION_TITLE,
    action: address,
    isNew: section === null,
    seen: (conflict ? undefined : form.values['seen']) ?? (section ? markerOf(section) : ''),
    whole: section ? markerOf(sectionWithItems(body, section.code)) : '',
    form,
    conflict: conflict ?? null,
    items: items.length,
    itemChoices: [
      ...others.map(({ code, title }) => [code, movedToText(title)]),
      [REMOVED_TOO, removedTooText(items.length)],
    ],
  };
  return page(reply, 'staff/schemes/section', model, status);
}

/** One of the buttons 上移 and 下移. */
async function updateOrder(request: FastifyRequest, reply: FastifyReply) {
  const { id } = await getDraft(request);
  return submitForm(
    request,
    orderForm,
    {},
    {
      wrong: () => Promise.resolve(goTo(reply, `/desk/schemes/${id}`)),
      right: async ({ move, seen }) => {
        const [, part, direction, code = ''] = /^(item|section) (up|down) (.+)$/su.exec(move) ?? [];
        if (part === undefined) throw new NotFound();
        const take = part === 'item' ? moveItem : moveSection;
        await take(doing(request), id, code, seen, direction === 'up' ? 'up' : 'down');
        const { body } = found(await findScheme(request.register.store.read, id));
        const place = body[part === 'item' ? 'items' : 'sections'].findIndex((one) => one.code === code);
        return goTo(reply, `/desk/schemes/${id}#${part}-${place + 1}`);
      },
    },
  );
}
