import type { FastifyReply, FastifyRequest } from 'fastify';
import { inStrokeOrder } from '../../deputies/order.ts';
import { listRoster } from '../../deputies/store.ts';
import { kindLabel, kindUnit, sectionLabel } from '../../duties/labels.ts';
import { FILING_KINDS, IMPORTED_FILING_KINDS, sectionOf, SECTIONS } from '../../duties/rules.ts';
import { countEvidenceOf } from '../../evidence/store.ts';
import { confirmFilings } from '../../filings/actions.ts';
import { confirmationsForm } from '../../filings/forms.ts';
import { FILING_STATE_LABELS, FILING_STATE_TONES } from '../../filings/labels.ts';
import { standingsOf } from '../../filings/reach.ts';
import { checkFilingStep, FILING_STATES, type FilingActor, type FilingState } from '../../filings/rules.ts';
import {
  countFilings,
  countFilingStates,
  listFilingQuarters,
  findPossibleDuplicates,
  listFilings,
  type Filing,
  type FilingFilter,
} from '../../filings/store.ts';
import type { Reader } from '../../db/store.ts';
import { isQuarter } from '../../lib/dates.ts';
import { getCurrentTerm, getSettings } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { listPage } from '../list-page.ts';
import { goTo, page } from '../page.ts';
import { get, post, query, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { HELPERS } from '../views.ts';
import { actorOf, filingAddress, reviewQueue } from './filing-reading.ts';

export const filingListRoutes: readonly Route[] = [
  get('/filings', CLERK, showFilings),
  post('/filings/confirmations', CLERK, createConfirmations),
];

/** States that the desk sees: a draft has not reached it. */
const DESK_STATES = FILING_STATES.filter((state) => state !== 'draft');

/** The filters as they stand in the address; what is unknown counts as not given. */
interface Typed {
  state: string;
  deputy: string;
  kind: string;
  quarter: string;
  q: string;
}

function typedFilter(request: FastifyRequest): Typed {
  const oneOf = (name: string, codes: readonly string[]) =>
    codes.includes(query(request, name)) ? query(request, name) : '';
  const quarter = query(request, 'quarter');
  return {
    state: oneOf('state', DESK_STATES),
    deputy: query(request, 'deputy').slice(0, 20),
    kind: oneOf('kind', [...SECTIONS, ...IMPORTED_FILING_KINDS]),
    quarter: isQuarter(quarter) ? quarter : '',
    q: query(request, 'q').slice(0, 100),
  };
}

function filterOf({ state, deputy, kind, quarter, q }: Typed): FilingFilter {
  const kinds = IMPORTED_FILING_KINDS.filter((one) => one === kind || sectionOf(one) === kind);
  return { state: state as FilingState, deputy, kinds: kind === '' ? undefined : kinds, quarter, text: q };
}

async function showFilings(request: FastifyRequest, reply: FastifyReply) {
  return filingsPage(request, reply, {});
}

async function createConfirmations(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(
    request,
    confirmationsForm,
    {},
    {
      wrong: (form) => filingsPage(request, reply, form.errors, 422),
      right: async ({ codes }) => {
        await confirmFilings(doing(request), codes);
        return goTo(reply, HELPERS.address('/desk/filings', { ...typedFilter(request) }), 'confirmed');
      },
    },
  );
}

async function filingsPage(
  request: FastifyRequest,
  reply: FastifyReply,
  errors: FormState['errors'],
  status = 200,
) {
  const { read } = request.register.store;
  const term = await getCurrentTerm(read);
  const scope = { termId: term.id };
  const typed = typedFilter(request);
  const filter = filterOf(typed);
  const [matching, counts, choices] = await Promise.all([
    countFilings(read, scope, filter),
    countFilingStates(read, scope),
    loadChoices(read, term.id),
  ]);
  const address = (number: number) =>
    HELPERS.address('/desk/filings', { ...typed, page: number === 1 ? '' : number });
  const { pager, ...cut } = listPage(matching, query(request, 'page'), address);
  const rows = await listFilings(read, scope, filter, cut);
  const actor = actorOf(request);
  const [first = ''] = await reviewQueue(request, term.id);
  const model = {
    form: { ...emptyForm({ ...typed }), errors },
    rows: await rowsOf(read, rows, actor),
    evidence: await countEvidenceOf(
      read,
      rows.map(({ id }) => id),
    ),
    firstToReview: first === '' ? '' : filingAddress(first),
    term,
    matching,
    pager,
    choices,
    figures: DESK_STATES.map((state) => ({
      state,
      label: FILING_STATE_LABELS[state],
      count: counts.get(state) ?? 0,
    })),
    total: DESK_STATES.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0),
    isFiltered: Object.values(typed).some((value) => value !== ''),
    confirmationsAddress: HELPERS.address('/desk/filings/confirmations', { ...typed }),
  };
  return page(reply, 'staff/filings/index', model, status);
}

async function loadChoices(reader: Reader, termId: number) {
  const [roster, quarters, { nameOrder }] = await Promise.all([
    listRoster(reader, termId),
    listFilingQuarters(reader, { termId }),
    getSettings(reader),
  ]);
  return {
    deputies: inStrokeOrder(roster, nameOrder).map((row) => [row.certificateNumber, row.name]),
    quarters: quarters.map((quarter) => [quarter, HELPERS.quarterName(quarter)]),
    states: DESK_STATES.map((state) => [state, FILING_STATE_LABELS[state]]),
    kinds: kindChoices(),
  };
}

/** Sections with the kinds below them. */
function kindChoices(): [string, string][] {
  const sections = SECTIONS.filter((section) => FILING_KINDS.some((kind) => sectionOf(kind) === section));
  return sections.flatMap((section) => [
    [section, sectionLabel(section)],
    ...FILING_KINDS.filter((kind) => sectionOf(kind) === section).map((kind): [string, string] => [
      kind,
      `　${kindLabel(kind)}`,
    ]),
  ]);
}

/** `confirm`: whether it can be ticked; else what is in the way, as far as it is worth a word. */
/** Of what waits, whether it may be confirmed from the list, and what it may be a second time. */
async function rowsOf(reader: Reader, filings: readonly Filing[], actor: FilingActor) {
  const waiting = filings.filter(({ state }) => state === 'submitted');
  const [standings, duplicates] = await Promise.all([
    standingsOf(reader, waiting),
    findPossibleDuplicates(reader, waiting),
  ]);
  const standingById = new Map(waiting.map(({ id }, index) => [id, standings[index]]));
  return filings.map((filing) => {
    const { state, kind, quantityHundredths } = filing;
    const standing = standingById.get(filing.id);
    const check = standing ? checkFilingStep(actor, standing, 'confirm', '') : null;
    return {
      ...filing,
      kindLabel: kindLabel(kind),
      quantity: `${HELPERS.points(quantityHundredths)} ${kindUnit(kind)}`,
      stateLabel: FILING_STATE_LABELS[state],
      tone: FILING_STATE_TONES[state],
      mayConfirm: check?.ok ?? false,
      obstacle: check && !check.ok ? check.reason : '',
      duplicates: duplicates.get(filing.id)?.length ?? 0,
    };
  });
}
