import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasRole } from '../../accounts/rules.ts';
import { isQuarter, quarterYear } from '../../lib/dates.ts';
import { chosenOf, correctNotice } from '../../notices/correction/build.ts';
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
import { listClosings } from '../../notices/closings.ts';
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
import { sudo } from '../sudo.ts';

export const correctionRoutes: readonly Route[] = [
  get('/notices/:quarter/correction', CLERK, newCorrection),
  sudo(post('/notices/:quarter/correction', PRESIDIUM, createCorrection)),
];

/** Refusals that stand where the differences are ticked. */
const AT_THE_LIST = {
  'correction-without-change': 'lines',
  'correction-stale': 'lines',
  'correction-own': 'lines',
};

async function newCorrection(request: FastifyRequest, reply: FastifyReply) {
  const { documentPrefix } = await getSettings(request.register.store.read);
  const ground = await loadGround(request);
  const number = blankNumber(documentPrefix, quarterYear(ground.quarter));
  const lines = ground.differences.filter(contradicts).map(({ key }) => key);
  const objections = ground.objections.filter((one) => !one.isSettled).map(({ reference }) => reference);
  return correctionPage(request, reply, ground, emptyForm({ number, reason: '', lines, objections }));
}

async function createCorrection(request: FastifyRequest, reply: FastifyReply) {
  const ground = await loadGround(request);
  const { quarter, differences } = ground;
  return submitForm(request, correctionForm(differences.map(({ key }) => key)), AT_THE_LIST, {
    // Looked up anew: a refusal may mean that what was ticked has changed since.
    wrong: async (form) => correctionPage(request, reply, await loadGround(request), form, 422),
    right: async ({ step, ...input }) => {
      if (step === 'preview') return previewPage(request, reply, ground, input);
      const { version } = await publishCorrection(doing(request), quarter, input);
      return goTo(reply, `/notices/${quarter}/${version}`, 'published');
    },
  });
}

/** What a correction of the quarter is decided on. */
async function loadGround(request: FastifyRequest) {
  const quarter = param(request, 'quarter');
  if (!isQuarter(quarter)) throw new NotFound();
  const { read } = request.register.store;
  const { notice, differences } = found(await prepareCorrection(read, quarter));
  const names = new Map(notice.body.deputies.map(({ deputy, name }) => [deputy, name]));
  const [upheld, settled] = await Promise.all([
    listUpheld(read, quarter),
    listSettledObjections(read, quarter),
  ]);
  const objections = upheld.map((one) => ({
    ...one,
    name: names.get(one.deputy) ?? '',
    isSettled: settled.includes(one.reference),
  }));
  return { quarter, notice, differences, names, objections };
}

type Ground = Awaited<ReturnType<typeof loadGround>>;

/** What the correction would say and do, before it is published. */
async function previewPage(
  request: FastifyRequest,
  reply: FastifyReply,
  ground: Ground,
  input: Omit<CorrectionInput, 'number'>,
) {
  const { quarter, notice, differences } = ground;
  const chosen = chosenOf(differences, input);
  if (chosen.length === 0) {
    const errors = { lines: refusalText(new Refused('correction-without-change')) };
    return correctionPage(request, reply, ground, formWithError(request, errors), 422);
  }
  const { changes, effects } = correctNotice(notice.body, quarter, chosen);
  return correctionPage(request, reply, ground, formWithError(request, {}), 200, {
    changes: changes.map((change) => ({ text: changeText(change), reason: change.reason })),
    effects: effectTexts(effects, true),
  });
}

async function correctionPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { quarter, notice, differences, names, objections }: Ground,
  form: FormState,
  status = 200,
  preview: { changes: { text: string; reason: string }[]; effects: string[] } | null = null,
) {
  const closings = await listClosings(request.register.store.read);
  const later = closings
    .map((closing) => closing.quarter)
    .filter((one) => quarterYear(one) === quarterYear(quarter) && one > quarter);
  return page(
    reply,
    'staff/corrections/new',
    {
      form,
      quarter,
      notice,
      preview,
      rows: differences.map((difference, index) => rowOf(difference, index, names, form)),
      objections: objections.map((one) => ({
        ...one,
        isTicked: [form.values['objections'] ?? []].flat().includes(one.reference),
      })),
      follows: quarterFollowsText(later),
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
