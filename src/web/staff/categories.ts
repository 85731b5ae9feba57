import type { FastifyReply, FastifyRequest } from 'fastify';
import { categoryKey, createCategory, renameCategory } from '../../categories/actions.ts';
import { categoryForm, categoryNameForm } from '../../categories/forms.ts';
import { CATEGORY_REFUSAL_FIELDS } from '../../categories/labels.ts';
import { findCategory, listCategories, type Category } from '../../categories/store.ts';
import { listRoster } from '../../deputies/store.ts';
import { found } from '../../refusals.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { editForm, submitEdit, type Edited } from '../edits.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, idParam, post, query, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';

export const categoryRoutes: readonly Route[] = [
  get('/categories', CLERK, showCategories),
  get('/categories/new', CLERK, newCategory),
  post('/categories/new', CLERK, createCategoryPage),
  get('/categories/:id/edit', CLERK, editCategory),
  post('/categories/:id/edit', CLERK, updateCategoryPage),
];

async function showCategories({ register: { store } }: FastifyRequest, reply: FastifyReply) {
  const term = await getCurrentTerm(store.read);
  const [categories, roster] = await Promise.all([
    listCategories(store.read),
    listRoster(store.read, term.id),
  ]);
  const countOf = (id: number) =>
    roster.filter((entry) => entry.category?.id === id || entry.subcategory?.id === id).length;
  const unassigned = roster.filter((entry) => entry.category === null).length;
  return page(reply, 'staff/categories/index', { term, categories, countOf, unassigned });
}

async function newCategory(request: FastifyRequest, reply: FastifyReply) {
  return newPage(request, reply, emptyForm({ parentId: query(request, 'parent') }));
}

async function createCategoryPage(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(request, categoryForm, CATEGORY_REFUSAL_FIELDS, {
    wrong: (form) => newPage(request, reply, form, 422),
    right: async (input) => {
      await createCategory(doing(request), input);
      return goTo(reply, '/desk/categories', 'created');
    },
  });
}

async function editCategory(request: FastifyRequest, reply: FastifyReply) {
  const category = await getCategory(request);
  return editPage(request, reply, category, await editForm(request, edited(request)));
}

async function updateCategoryPage(request: FastifyRequest, reply: FastifyReply) {
  const category = await getCategory(request);
  return submitEdit(request, edited(request), categoryNameForm, CATEGORY_REFUSAL_FIELDS, {
    wrong: (form) => editPage(request, reply, category, form, 422),
    right: async ({ name }, by) => {
      await renameCategory(by, category.id, name);
      return goTo(reply, '/desk/categories');
    },
  });
}

async function getCategory(request: FastifyRequest): Promise<Category> {
  return found(await findCategory(request.register.store.read, idParam(request)));
}

function edited(request: FastifyRequest): Edited {
  return {
    kinds: ['category.changed'],
    now: async (reader) => {
      const { name, parentId } = found(await findCategory(reader, idParam(request)));
      const parent = parentId === null ? undefined : await findCategory(reader, parentId);
      return { values: { name }, subject: ['category', categoryKey(parent?.name ?? null, name)] };
    },
  };
}

async function newPage({ register }: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const parents = await listCategories(register.store.read);
  return page(reply, 'staff/categories/new', { form, parents }, status);
}

async function editPage(
  { register }: FastifyRequest,
  reply: FastifyReply,
  category: Category,
  form: FormState,
  status = 200,
) {
  const parent =
    category.parentId === null ? null : found(await findCategory(register.store.read, category.parentId));
  return page(reply, 'staff/categories/edit', { form, parent }, status);
}
