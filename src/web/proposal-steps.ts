import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ATTACHMENT_REFUSAL_FIELDS } from '../attachments/labels.ts';
import type { AuditKind } from '../audit/labels.ts';
import { findAttachment } from '../attachments/store.ts';
import type { Doing } from '../db/write.ts';
import { buildNoticeDocx } from '../documents/notice-docx.ts';
import { buildPaperDocx } from '../documents/paper-docx.ts';
import type { PreparedFile } from '../evidence/intake.ts';
import { quarterYear, shanghaiDay, type Day } from '../lib/dates.ts';
import * as actions from '../proposals/actions.ts';
import { STEP_FORMS, type FormedStep } from '../proposals/forms.ts';
import { PAPER_LABELS, PROPOSAL_REFUSAL_FIELDS, PROPOSAL_STEP_LABELS } from '../proposals/labels.ts';
import { nextNumber } from '../proposals/numbers.ts';
import { composePaper, PAPERS } from '../proposals/papers.ts';
import type { ProposalPart } from '../proposals/procedure.ts';
import { listNumbers, type Proposal } from '../proposals/store.ts';
import { found, NotFound } from '../refusals.ts';
import { listUnits } from '../units/store.ts';
import type { Access } from './access.ts';
import { editForm, type Edited } from './edits.ts';
import { emptyForm, type FormState, type FormValues } from './form.ts';
import { sendDocx } from './downloads.ts';
import { EVIDENCE_FILES, sendEvidence, submitWithFiles } from './evidence.ts';
import { goTo, page } from './page.ts';
import { proposalModel, seenProposal, type SeenProposal } from './proposal-page.ts';
import { get, param, postFiles, type Route } from './routes.ts';

/** Where a proposal is shown and acted on: whose pages these are, and which parts act from here. */
export interface ProposalPlace {
  /** Such as /desk/proposals. */
  readonly base: string;
  /** The pages of a proposal and of a step, such as staff/proposals/show. */
  readonly views: { readonly show: string; readonly step: string };
  readonly access: Access;
  readonly parts: readonly ProposalPart[];
}

type Value<S extends FormedStep> = z.output<ReturnType<(typeof STEP_FORMS)[S]>>;
type Run<S extends FormedStep> = (
  doing: Doing,
  number: string,
  value: Value<S>,
  files: readonly PreparedFile[],
) => Promise<string | void>;

/** What each step does. One that gives a number leads to the proposal under that number. */
const RUNS: { readonly [S in FormedStep]: Run<S> } = {
  withdraw: (by, number, { reason }) => actions.withdrawProposal(by, number, reason),
  register: async (by, number, value) => {
    await actions.registerProposal(by, number, value.number);
    return value.number;
  },
  return: (by, number, { reason }) => actions.returnProposal(by, number, reason),
  decide: (by, number, { decision, reason }) => actions.decideMotion(by, number, decision, reason),
  merge: (by, number, { into, reason }) => actions.mergeProposal(by, number, into, reason),
  withhold: (by, number, { reason }) => actions.withholdProposal(by, number, reason),
  oversee: (by, number, { overseer }) => actions.overseeProposal(by, number, overseer),
  assign: (by, number, value) => actions.assignProposal(by, number, value),
  reassign: (by, number, { reason, ...value }) => actions.reassignProposal(by, number, value, reason),
  urge: (by, number, value) => actions.urgeUnit(by, number, value),
  refuse: (by, number, { reason }) => actions.refuseProposal(by, number, reason),
  extend: (by, number, { until, reason }) => actions.askExtension(by, number, until, reason),
  'decide-extension': (by, number, { granted, note }) =>
    actions.decideExtension(by, number, granted === 'yes', note),
  contribute: (by, number, { contribution }) => actions.contribute(by, number, contribution),
  answer: (by, number, value, files) => actions.answerProposal(by, number, value, files),
  rate: (by, number, value) => actions.rateProposal(by, number, value),
  close: (by, number, { reason }) => actions.closeProposal(by, number, reason),
  'follow-up': (by, number, value) => actions.noteFollowUp(by, number, value),
  sign: (by, number, { agree }) => actions.answerSignature(by, number, agree === 'yes'),
  submit: (by, number) => actions.submitProposal(by, number),
  'sign-for': (by, number) => actions.signForProposal(by, number),
};

/** Steps that are one press of a button on the proposal's page and have no page of their own. */
export const ONE_PRESS: readonly string[] = ['submit', 'sign-for'];

/** The proposal's page and its steps for one audience. */
export function proposalStepRoutes(place: ProposalPlace): Route[] {
  const path = place.base.slice(place.base.indexOf('/', 1));
  return [
    get(`${path}/:number`, place.access, (request, reply) => showProposal(place, request, reply)),
    get(`${path}/:number/steps/:step`, place.access, (request, reply) => newStep(place, request, reply)),
    postFiles(`${path}/:number/steps/:step`, place.access, EVIDENCE_FILES, (request, reply) =>
      createStep(place, request, reply),
    ),
    get(`${path}/:number/attachments/:name`, place.access, (request, reply) =>
      showAttachment(place, request, reply),
    ),
    get(`${path}/:number/papers/:paper/print`, place.access, (request, reply) =>
      printPaper(place, request, reply),
    ),
    get(`${path}/:number/papers/:paper/paper.docx`, place.access, (request, reply) =>
      downloadPaper(place, request, reply),
    ),
  ];
}

async function showProposal(place: ProposalPlace, request: FastifyRequest, reply: FastifyReply) {
  const seen = await seenProposal(request, place.parts);
  return page(reply, place.views.show, {
    ...(await proposalModel(request, seen, place.base)),
    base: place.base,
    onePress: ONE_PRESS,
    form: emptyForm(),
  });
}

/** A file of a proposal that whoever asks has a part in; of any other it is not found. */
async function showAttachment(place: ProposalPlace, request: FastifyRequest, reply: FastifyReply) {
  const { read, files } = request.register.store;
  const { proposal } = await seenProposal(request, place.parts);
  const file = found(await findAttachment(read, proposal.id, param(request, 'name')));
  return sendEvidence(reply, files, file);
}

async function paperOf(place: ProposalPlace, request: FastifyRequest) {
  const paper = PAPERS.find((one) => one === param(request, 'paper'));
  if (!paper) throw new NotFound();
  const { proposal } = await seenProposal(request, place.parts);
  const document = await composePaper(request.register.store.read, proposal, paper);
  return { document, title: `${PAPER_LABELS[paper]}_${proposal.number}` };
}

async function printPaper(place: ProposalPlace, request: FastifyRequest, reply: FastifyReply) {
  const { document, title } = await paperOf(place, request);
  const back = `${place.base}/${encodeURIComponent(param(request, 'number'))}`;
  const links = { back, docx: request.url.replace(/print$/, 'paper.docx') };
  if ('form' in document) return page(reply, 'documents/paper', { title, document: document.form, links });
  return page(reply, 'documents/notice', { title, document: document.letter, links });
}

async function downloadPaper(place: ProposalPlace, request: FastifyRequest, reply: FastifyReply) {
  const { document, title } = await paperOf(place, request);
  const docx =
    'form' in document ? await buildPaperDocx(document.form) : await buildNoticeDocx(document.letter);
  return sendDocx(reply, `${title}.docx`, docx);
}

function stepParam(request: FastifyRequest): FormedStep {
  const step = param(request, 'step');
  if (!Object.hasOwn(STEP_FORMS, step)) throw new NotFound();
  return step as FormedStep;
}

/** The page of a step, where it can be taken now; otherwise there is no such page. */
async function newStep(place: ProposalPlace, request: FastifyRequest, reply: FastifyReply) {
  const step = stepParam(request);
  const seen = await seenProposal(request, place.parts);
  if (!seen.steps.includes(step) || ONE_PRESS.includes(step)) throw new NotFound();
  const values = await startValues(request, step, seen.proposal);
  const edited = editedBy(place, request, step);
  const form = edited ? await editForm(request, edited) : emptyForm();
  return stepPage(place, request, reply, seen, { ...form, values });
}

/** The entries of steps that can be taken again, with what is stored in their form. */
const EDITING: Partial<Record<FormedStep, readonly AuditKind[]>> = {
  withhold: ['proposal.withheld'],
  oversee: ['proposal.overseen'],
  reassign: ['proposal.assigned'],
  contribute: ['proposal.contributed'],
};

function editedBy(place: ProposalPlace, request: FastifyRequest, step: FormedStep): Edited | null {
  const kinds = EDITING[step];
  if (!kinds) return null;
  return {
    kinds,
    now: async (reader) => {
      const { proposal } = await seenProposal(request, place.parts, reader);
      return { values: storedValues(request, step, proposal), subject: ['proposal', proposal.number] };
    },
  };
}

async function createStep(place: ProposalPlace, request: FastifyRequest, reply: FastifyReply) {
  const step = stepParam(request);
  const number = param(request, 'number');
  const seen = await seenProposal(request, place.parts);
  const today = shanghaiDay(request.register.clock());
  const schema = STEP_FORMS[step](today) as z.ZodType<Value<FormedStep>>;
  const fields = { ...PROPOSAL_REFUSAL_FIELDS, ...ATTACHMENT_REFUSAL_FIELDS };
  return submitWithFiles(
    request,
    schema,
    ONE_PRESS.includes(step) ? {} : fields,
    {
      wrong: (form) => stepPage(place, request, reply, seen, form, 422),
      right: async (value, files, by) => {
        const run = RUNS[step] as Run<FormedStep>;
        const under = await run(by, number, value, files);
        return goTo(reply, `${place.base}/${encodeURIComponent(under ?? number)}`);
      },
    },
    editedBy(place, request, step),
  );
}

async function stepPage(
  place: ProposalPlace,
  request: FastifyRequest,
  reply: FastifyReply,
  seen: SeenProposal,
  form: FormState,
  status = 200,
) {
  const step = stepParam(request);
  const model = {
    ...(await proposalModel(request, seen, place.base)),
    base: place.base,
    form,
    step,
    stepLabel: PROPOSAL_STEP_LABELS[step],
    units: (await listUnits(request.register.store.read)).map(({ id, name }): [number, string] => [id, name]),
  };
  return page(reply, place.views.step, model, status);
}

/** What a step's form begins with. */
async function startValues(
  request: FastifyRequest,
  step: FormedStep,
  proposal: Proposal,
): Promise<FormValues> {
  const { store, clock } = request.register;
  const today: Day = shanghaiDay(clock());
  const stored = storedValues(request, step, proposal);
  switch (step) {
    case 'register': {
      const year = quarterYear(proposal.quarter as Parameters<typeof quarterYear>[0]);
      return { number: nextNumber(year, await listNumbers(store.read, proposal.termId, `${year}-`)) };
    }
    case 'assign':
    case 'reassign':
      return { assignedOn: today, ...stored };
    case 'answer':
      return { answeredOn: today };
    default:
      return stored;
  }
}

/** What of a step's form is stored already. */
function storedValues({ viewer }: FastifyRequest, step: FormedStep, proposal: Proposal): FormValues {
  const units = proposal.rounds.at(-1)?.units ?? [];
  switch (step) {
    case 'assign':
    case 'reassign':
      return {
        leadUnit: String(units.find((unit) => unit.lead)?.id ?? ''),
        coUnits: units.filter((unit) => !unit.lead).map((unit) => String(unit.id)),
        complex: proposal.complex ? 'yes' : '',
      };
    case 'withhold':
      return { reason: proposal.withheldReason };
    case 'oversee':
      return { overseer: proposal.overseer };
    case 'contribute': {
      const own = units.find(({ id }) => id === viewer?.unitId);
      return { contribution: own?.contribution ?? '' };
    }
    default:
      return {};
  }
}
