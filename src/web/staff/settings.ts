import type { FastifyReply, FastifyRequest } from 'fastify';
import { countProposals } from '../../proposals/store.ts';
import { found } from '../../refusals.ts';
import { changeSettings, changeTownship } from '../../settings/actions.ts';
import { settingsForm, townshipForm } from '../../settings/forms.ts';
import { NAME_ORDER_LABELS } from '../../settings/labels.ts';
import type { Settings } from '../../settings/rules.ts';
import { findCurrentTerm, findTownship, getSettings } from '../../settings/store.ts';
import { ADMIN, STAFF } from '../access.ts';
import { editForm, submitEdit, type Edited } from '../edits.ts';
import type { FormState, FormValues } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, post, type Route } from '../routes.ts';

export const settingRoutes: readonly Route[] = [
  get('/settings', STAFF, showSettings),
  get('/settings/township', ADMIN, editTownship),
  post('/settings/township', ADMIN, updateTownship),
  get('/settings/rules', ADMIN, editRules),
  post('/settings/rules', ADMIN, updateRules),
];

async function showSettings(request: FastifyRequest, reply: FastifyReply) {
  const { read } = request.register.store;
  const [township, term, settings] = await Promise.all([
    findTownship(read),
    findCurrentTerm(read),
    getSettings(read),
  ]);
  const isPlainHttp = request.server.config.publicUrl?.startsWith('https:') !== true;
  const order = NAME_ORDER_LABELS[settings.nameOrder];
  const inHand = term ? await countProposals(read, term.id, { state: 'assigned' }) : 0;
  return page(reply, 'staff/settings/show', { township, term, settings, order, isPlainHttp, inHand });
}

async function editTownship(request: FastifyRequest, reply: FastifyReply) {
  return townshipPage(reply, await editForm(request, EDITED_TOWNSHIP));
}

const EDITED_TOWNSHIP: Edited = {
  kinds: ['township.changed'],
  now: async (reader) => {
    const { id: _id, ...values } = found(await findTownship(reader));
    return { values, subject: ['township', values.name] };
  },
};

async function updateTownship(request: FastifyRequest, reply: FastifyReply) {
  return submitEdit(
    request,
    EDITED_TOWNSHIP,
    townshipForm,
    {},
    {
      wrong: (form) => townshipPage(reply, form, 422),
      right: async (township, by) => {
        await changeTownship(by, township);
        return goTo(reply, '/desk/settings');
      },
    },
  );
}

function townshipPage(reply: FastifyReply, form: FormState, status = 200) {
  return page(reply, 'staff/settings/township', { form }, status);
}

async function editRules(request: FastifyRequest, reply: FastifyReply) {
  return rulesPage(reply, await editForm(request, EDITED_RULES));
}

const EDITED_RULES: Edited = {
  kinds: ['setting.changed'],
  now: async (reader) => ({ values: valuesOf(await getSettings(reader)) }),
};

function valuesOf(settings: Settings): FormValues {
  const texts = Object.entries(settings).map(([key, value]) => [key, String(value)]);
  return { ...Object.fromEntries(texts), publicRanking: settings.publicRanking ? 'yes' : '' };
}

async function updateRules(request: FastifyRequest, reply: FastifyReply) {
  return submitEdit(
    request,
    EDITED_RULES,
    settingsForm,
    {},
    {
      wrong: (form) => rulesPage(reply, form, 422),
      right: async (change, by) => {
        await changeSettings(by, change);
        return goTo(reply, '/desk/settings');
      },
    },
  );
}

function rulesPage(reply: FastifyReply, form: FormState, status = 200) {
  const orders = Object.entries(NAME_ORDER_LABELS).map(([code, { footnote, rule }]) => [
    code,
    `${footnote} · ${rule}`,
  ]);
  return page(reply, 'staff/settings/rules', { form, orders }, status);
}
