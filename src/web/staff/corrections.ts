import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasRole } from '../../accounts/rules.ts';
import { isQuarter, quarterYear, type Quarter } from '../../lib/dates.ts';
import { correctNotice } from '../../notices/correction/build.ts';
import { correctionForm } from '../../notices/correction/forms.ts';
import {
  changeText,
  differenceTexts,
  DIFFERENCE_LABELS,
  effectTexts,
  quarterFollowsText,
} from '../../notices/correction/labels.ts';
import { prepareCorrection } from '../../notices/correction/prepare.ts';
import { publishCorrection, type CorrectionInput } from '../../notices/correction/publish.ts';
import { contradicts } from '../../notices/correction/rules.ts';
import type { Difference } from '../../notices/correction/shapes.ts';
import { listSettledObjections } from '../../notices/correction/settled.ts';
import { listCurrent, type Notice } from '../../notices/store.ts';
import { listUpheld } from '../../objections/store.ts';
import { blankNumber } from '../../notices/labels.ts';
import { found, NotFound, Refused } from '../../refusals.ts';
import { getSettings } from '../../settings/store.ts';
import { CLERK, PRESIDIUM } from '../access.ts';
import { doing, emptyForm, formWithError, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { refusalText } from '../refusal-texts.ts';
import { get, param, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';

export const correctionRoutes: readonly Route[] = [
  get('/notices/:quarter/correction', CLERK, newCorrection),
  post('/notices/:quarter/correction', PRESIDIUM, createCorrection),
];

/** Refusals that stand where the differences are ticked. */
const AT_THE_LIST = {
  'correction-without-change': 'lines',
  'correction-stale': 'lines',
  'correction-own': 'lines',
};

async function newCorrection(request: FastifyRequest, reply: FastifyReply) {
  const { documentPrefix } = await getSettings(request.server.store.read);
  const { notice, differences } = await prepared(request);
  const number = blankNumber(documentPrefix, quarterYear(quarterOf(notice)));
  const lines = differences.filter(contradicts).map(({ key }) => key);
  const { read } = request.server.store;
  const settled = await listSettledObjections(read, quarterOf(notice));
  const upheld = (await listUpheld(read, quarterOf(notice))).map(({ reference }) => reference);
  const objections = upheld.filter((reference) => !settled.includes(reference));
  return correctionPage(request, reply, emptyForm({ number, reason: '', lines, objections }));
}

async function createCorrection(request: FastifyRequest, reply: FastifyReply) {
  const { notice, differences } = await prepared(request);
  return submitForm(request, correctionForm(differences.map(({ key }) => key)), AT_THE_LIST, {
    wrong: (form) => correctionPage(request, reply, form, 422),
    right: async ({ step, ...input }) => {
      if (step === 'preview') return previewPage(request, reply, input);
      const quarter = quarterOf(notice);
      const { version } = await publishCorrection(doing(request), quarter, input);
      return goTo(reply, `/notices/${quarter}/${version}`, 'published');
    },
  });
}

async function prepared(request: FastifyRequest) {
  const quarter = param(request, 'quarter');
  if (!isQuarter(quarter)) throw new NotFound();
  return found(await prepareCorrection(request.server.store.read, quarter));
}

function quarterOf({ quarter }: Notice): Quarter {
  return quarter as Quarter;
}

/** What the correction would say and do, before it is published. */
async function previewPage(
  request: FastifyRequest,
  reply: FastifyReply,
  input: Omit<CorrectionInput, 'number'>,
) {
  const { notice, differences } = await prepared(request);
  const chosen = input.lines.flatMap(({ key, reason }) => {
    const difference = differences.find((one) => one.key === key);
    return difference ? [{ difference, reason: reason || input.reason }] : [];
  });
  const form = formWithError(request, {});
  if (chosen.length === 0) {
    const errors = { lines: refusalText(new Refused('correction-without-change')) };
    return correctionPage(request, reply, { ...form, errors }, 422);
  }
  const { changes, effects } = correctNotice(notice.body, quarterOf(notice), chosen);
  return correctionPage(request, reply, form, 200, {
    changes: changes.map((change) => ({ text: changeText(change), reason: change.reason })),
    effects: effectTexts(effects, true),
  });
}

async function correctionPage(
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
  status = 200,
  preview: { changes: { text: string; reason: string }[]; effects: string[] } | null = null,
) {
  const { read } = request.server.store;
  const { notice, differences } = await prepared(request);
  const quarter = quarterOf(notice);
  const names = new Map(notice.body.deputies.map(({ deputy, name }) => [deputy, name]));
  const settled = new Set(await listSettledObjections(read, quarter));
  const later = (await listCurrent(read, quarterYear(quarter))).filter((one) => one.quarter > quarter);
  return page(
    reply,
    'staff/corrections/new',
    {
      form,
      quarter,
      notice,
      preview,
      rows: differences.map((difference, index) => rowOf(difference, index, names, form)),
      objections: (await listUpheld(read, quarter)).map((one) => ({
        ...one,
        name: names.get(one.deputy) ?? '',
        isSettled: settled.has(one.reference),
        isTicked: [form.values['objections'] ?? []].flat().includes(one.reference),
      })),
      follows: quarterFollowsText(later.map(quarterOf)),
      mayPublish: hasRole(request.viewer, 'presidium'),
    },
    status,
  );
}

function rowOf(
  difference: Difference,
  index: number,
  names: ReadonlyMap<string, string>,
  { values }: FormState,
) {
  const { key, deputy, code } = difference;
  return {
    key,
    deputy,
    name: names.get(deputy) ?? '',
    label: DIFFERENCE_LABELS[code],
    isContradiction: contradicts(difference),
    ...differenceTexts(difference),
    isTicked: [values['lines'] ?? []].flat().includes(key),
    reasonField: `reason-${index}`,
    reason: String(values[`reason-${index}`] ?? ''),
  };
}
